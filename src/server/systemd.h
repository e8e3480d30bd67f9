#ifndef SERVER_SYSTEMD_H
#define SERVER_SYSTEMD_H

#include <stdbool.h>
#include <stddef.h>

/*
 * What a service says to systemd, and what it is handed: the protocols of
 * sd_notify(3) and sd_listen_fds(3), which are a datagram and three variables.
 * All of it does nothing where systemd is not there.
 */

/* Does systemd, or what speaks like it, wait to be told? */
bool systemd_is_there(void);
/* Send "READY=1" or the like; several lines are several assignments. */
void systemd_notify(const char *state);
/* "RELOADING=1" with the time that Type=notify-reload wants. */
void systemd_notify_reloading(void);
/* How often to send "WATCHDOG=1", in milliseconds; -1: never. */
int systemd_watchdog_ms(void);

/* A socket that was handed over; close-on-exec by now. */
struct systemd_socket {
	int fd;
	char name[64]; /* FileDescriptorName=, or "" */
};

/*
 * The sockets that were handed to this process, at most max; how many is
 * returned.  The variables are removed, so that a second call finds none.
 */
size_t systemd_sockets(struct systemd_socket *out, size_t max);

#endif
