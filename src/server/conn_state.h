#ifndef SERVER_CONN_STATE_H
#define SERVER_CONN_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <event2/event_struct.h>

#include "server/conn.h"
#include "server/sending.h"
#include "tls/wire.h"

/*
 * A connection from the inside, for the modules that take it through its life
 * (conn.c, conn_upload.c): what it is, what it waits for, how its answer
 * leaves, and its end.
 */

#define CONN_TRIES_MOST 400 /* soon, that is: two seconds */

struct upload_relay;

/*
 * One reader's connection, from accept to close.  Owned by its worker; only
 * conn_drop() frees it, and nothing may touch it after that call.  A reader
 * who has sent nothing costs this struct; the line, OpenSSL's state and the
 * answer exist while they are needed.
 */
struct conn {
	struct member member; /* first: conn_of() */
	struct conns *all;
	const struct config_listen *at; /* where it was accepted */
	enum state {
		PROXIED,  /* a PROXY header must come first */
		CROWDED,  /* its reader has enough connections */
		GREETING, /* plain or TLS? */
		HANDSHAKE,
		ASKING,    /* the request arrives */
		PENDING,   /* the site could not say yet */
		QUEUED,    /* waits for its turn, as it costs much */
		HANDING,   /* the publisher could not be told yet */
		UPLOADING, /* a body arrives, or is being published */
		ANSWERING, /* the answer leaves */
		FINISHING, /* close_notify leaves */
		LINGERING, /* waiting for the reader's end */
		STATES
	} state;
	void (*ready)(struct conn *c); /* the socket can do what was awaited */
	struct event event;
	short awaited; /* what event waits for; 0: not added */
	struct wire wire;

	char *line; /* owned; line_max; NULL until a byte has come */
	size_t line_len;
	unsigned tries;
	size_t part; /* of a page in parts, that is being sent */

	struct upload_relay *upload; /* owned; NULL: none */
	void (*end_upload)(struct conn *c);
	struct sending answer;

	/* For the log. */
	uint64_t begun, bytes;
	const char *tls; /* static */
	bool resumed, asked;
	bool slowed; /* the handshake was one too many */
};

static inline struct conn *
conn_of(const struct member *m)
{
	return (struct conn *)(uintptr_t)m;
}

uint64_t conn_microseconds(void);

/* The line's bytes without its end, and what follows that. */
size_t conn_line_length(const struct conn *c);

/* Wait for nothing from the socket. */
void conn_rest(struct conn *c);
/* Call c->ready when the socket can be read or written, as the wire asked. */
void conn_await(struct conn *c, enum wire_state want);
/* Let time be up for it: the crowd's late(). */
void conn_wait(struct conn *c, enum crowd_wait wait);

/*
 * Ask the site what all->req asks for: a new answer, the connection's, and a
 * guess at the next one's cost.  last: it has to say something now.
 */
const struct response *conn_ask(struct conn *c, bool last);
/*
 * What costs much is done one at a time, and all others have their turn in
 * between: else whoever comes waits for as many as are asked for at once.
 */
void conn_queue(struct conn *c);
/* Of a page in parts, part is next; others have their turn in between. */
void conn_next_part(struct conn *c);

/* Let the answer that was made (sending_new()) leave. */
void conn_send(struct conn *c);
/* Let an answer leave that needs no site. */
void conn_refuse(struct conn *c, enum refusal what);

/* ---- states: the answer leaves ------------------------------------------ */

void conn_write(struct conn *c);
void conn_finish(struct conn *c);
void conn_drain(struct conn *c);
/* Time to see what was taken: is he slow, or does he take nothing? */
void conn_look(struct conn *c);
/* Bytes that the reader has taken, and whether that is all: the crowd's. */
uint64_t conn_taken(const struct member *m, bool *all);

/* ---- the end ------------------------------------------------------------ */

/* Close on somebody; bytes that nobody has read would make it a reset. */
void conn_turn_away(struct conn *c);
/* Close and free. */
void conn_drop(struct conn *c);

#endif
