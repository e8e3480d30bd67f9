#include "server/systemd.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "text/now.h"

#define FIRST_FD 3 /* SD_LISTEN_FDS_START */

bool
systemd_is_there(void)
{
	return getenv("NOTIFY_SOCKET") != NULL;
}

void
systemd_notify(const char *state)
{
	const char *path = getenv("NOTIFY_SOCKET");
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	size_t len;
	int fd;

	if (path == NULL || (path[0] != '/' && path[0] != '@'))
		return;
	len = strlen(path);
	if (len >= sizeof to.sun_path)
		return;
	memcpy(to.sun_path, path, len);
	if (path[0] == '@')
		to.sun_path[0] = '\0'; /* the abstract namespace */
	fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd == -1)
		return;
	(void)sendto(fd, state, strlen(state), MSG_NOSIGNAL,
	    (struct sockaddr *)&to,
	    (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len));
	close(fd);
}

void
systemd_notify_reloading(void)
{
	char state[80];

	(void)snprintf(state, sizeof state, "RELOADING=1\nMONOTONIC_USEC=%lld",
	    (long long)now_ns(CLOCK_MONOTONIC) / 1000);
	systemd_notify(state);
}

/* A positive number in a variable; -1 when it is not there or none. */
static long long
variable(const char *name)
{
	const char *s = getenv(name);
	char *end;
	long long n;

	if (s == NULL || *s < '0' || *s > '9')
		return -1;
	errno = 0;
	n = strtoll(s, &end, 10);
	return errno == 0 && *end == '\0' && n > 0 ? n : -1;
}

int
systemd_watchdog_ms(void)
{
	long long us = variable("WATCHDOG_USEC");
	long long pid = variable("WATCHDOG_PID");

	if (us < 2000 || us > 86400000000LL || (pid != -1 && pid != getpid()))
		return -1;
	return (int)(us / 2000); /* half of what is allowed */
}

/* The n-th of the names, which stand between colons. */
static void
name_of(char *out, size_t size, size_t n)
{
	const char *s = getenv("LISTEN_FDNAMES");
	size_t len;

	out[0] = '\0';
	for (; s != NULL && n > 0; n--) {
		s = strchr(s, ':');
		if (s != NULL)
			s++;
	}
	if (s == NULL)
		return;
	len = strcspn(s, ":");
	if (len < size)
		(void)snprintf(out, size, "%.*s", (int)len, s);
}

size_t
systemd_sockets(struct systemd_socket *out, size_t max)
{
	long long n = variable("LISTEN_FDS");
	size_t count = 0;

	if (n > 0 && variable("LISTEN_PID") == getpid()) {
		for (int i = 0; i < n && count < max; i++) {
			int fd = FIRST_FD + i;

			if (fcntl(fd, F_SETFD, FD_CLOEXEC) == -1)
				continue;
			out[count].fd = fd;
			name_of(out[count].name, sizeof out[count].name,
			    (size_t)i);
			count++;
		}
	}
	unsetenv("LISTEN_FDS");
	unsetenv("LISTEN_PID");
	unsetenv("LISTEN_FDNAMES");
	return count;
}
