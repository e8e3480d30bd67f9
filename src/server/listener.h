#ifndef SERVER_LISTENER_H
#define SERVER_LISTENER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/problem.h"
#include "config/address.h"
#include "config/config.h"
#include "proto/protocol.h"
#include "server/systemd.h"

/*
 * The sockets of the addresses that are listened on: for each address one for
 * each worker (SO_REUSEPORT), or the one that systemd handed over.  Held by
 * the supervisor and inherited by fork, so that neither a crash nor a reload
 * loses a connection that the kernel has queued.
 */
struct listener {
	struct config_listen what; /* its port is never 0 */
	int *fd;                   /* owned, as are the sockets */
	size_t n;
	bool given;   /* by systemd: there is one, and no more can be made */
	bool adopted; /* and it is for no address of the configuration */
};

struct listeners {
	struct listener *list; /* owned */
	size_t n;
};

/*
 * Open all that the configuration names.
 *
 * old    what a reload replaces, or NULL: sockets of the same address are
 *        shared with it, none is lost
 * given  what systemd handed over (taken, or closed when nothing needs them)
 *
 * An address of a family that the machine lacks is left out with a message.
 * -1 with the port in the sentence when one is taken by another process, or
 * the system refuses; out is then empty.
 */
int listeners_open(struct listeners *out, const struct config *config,
    const struct listeners *old, const struct systemd_socket *given,
    size_t ngiven, struct problem *why);
/* Close every socket. */
void listeners_close(struct listeners *l);

/* Does worker number w of n accept on the i-th socket of this address? */
bool listener_serves(const struct listener *l, size_t i, size_t w, size_t n);
/* In a worker, after the fork: close the sockets that are not its own. */
void listeners_keep(struct listeners *l, size_t w, size_t n);

#endif
