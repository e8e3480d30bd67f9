#ifndef SERVER_CONN_H
#define SERVER_CONN_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

#include "proto/protocol.h"
#include "server/access_log.h"
#include "server/config.h"
#include "server/deadline.h"
#include "server/limits.h"
#include "server/stats.h"

struct event_base;

/* How long a connection may stay in a state, one kind for each length. */
enum conn_wait {
	CONN_WAIT_REQUEST, /* handshake; request */
	CONN_WAIT_WRITE,   /* without progress */
	CONN_WAIT_UPLOAD,  /* for the next 64 kB of a body */
	CONN_WAIT_PART,    /* for the reader's end */
	CONN_WAIT_LATER,   /* until the site is asked again */
	CONN_WAIT_SOON,    /* until it may go on */
	CONN_WAIT_HURRY,   /* for a request, when the server ends */
	CONN_WAITS
};

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
	size_t open;
	size_t files; /* that answers hold open besides */
	struct deadlines deadlines;
	struct deadline_kind waits[CONN_WAITS];
	struct request req; /* of the connection that is being answered */
	char *chunk;        /* owned: of a file on its way */
	bool hurry;         /* conns_hurry() was called */
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
/*
 * Drop the connection that has waited longest for a request, if that is for
 * more than a second; false: none has.
 */
bool conns_make_room(struct conns *all);
/*
 * The server ends: who has not asked yet has most of a second, who is being
 * answered is answered.
 */
void conns_hurry(struct conns *all);

#endif
