#ifndef SERVER_CONN_H
#define SERVER_CONN_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

#include "config/config.h"
#include "proto/protocol.h"
#include "server/access_log.h"
#include "server/costs.h"
#include "server/crowd.h"
#include "server/limits.h"
#include "server/stats.h"

struct event_base;

/* A worker's connections, and what they share.  All pointers are borrowed. */
struct conns {
	struct event_base *base;
	const struct config *config;
	const struct tls *tls;
	struct responder *answers;
	struct limits *limits;
	struct access_log *log;
	struct counters *counters;
	int channel; /* to the publisher */

	/* The rest is conns_begin()'s. */
	struct crowd crowd;
	struct costs costs;
	size_t files;       /* that answers hold open besides */
	struct request req; /* of the connection that is being answered */
	char *chunk;        /* owned: of a file on its way */
	void (*closed)(void *ctx); /* told after each close */
	void *closed_ctx;
};

/* Begin, with what is borrowed set and no connection yet. */
void conns_begin(struct conns *all);
/* Drop what is left. */
void conns_end(struct conns *all);

/*
 * Serve a connection that was accepted: fd is non-blocking, and owned from now
 * on; at, where it was, is borrowed.
 */
void conn_start(struct conns *all, int fd, const struct sockaddr_storage *peer,
    const struct config_listen *at);

#endif
