#ifndef PUBLISH_HANDOVER_H
#define PUBLISH_HANDOVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "site/parts/request.h"

/*
 * How a worker, which may not write a byte, hands an upload to the publisher,
 * which hears nobody else: one datagram over a channel that all of them share,
 * and with it one end of a stream for the body and the answer.
 */
struct handover {
	char capsule[256];          /* its name */
	struct identity who;        /* as the handshake showed it */
	char from[64];              /* the address that it comes from */
	char line[REQUEST_MAX + 3]; /* as it came, with its CRLF */
	size_t line_len;
};

/* A channel: [0] is the workers' end, [1] the publisher's.  0, or -1. */
int handover_channel(int channel[2]);

/*
 * Hand over: the stream's other end (non-blocking, to be closed by the
 * caller), or -1 with errno; EAGAIN: the channel is full, try again.
 */
int handover_send(int channel, const struct handover *h);
/* Take one: its stream, or -1 when there is none just now. */
int handover_receive(int channel, struct handover *h);

/* ---- a worker's side of the stream --------------------------------------- */

#define RELAY_HOLD 16384 /* bytes of a body that wait in a worker */

struct relay {
	int fd;        /* owned */
	uint64_t left; /* of the body, not arrived yet */
	bool sent;     /* all of the body, and its end */
	size_t start, end;
	char hold[RELAY_HOLD]; /* arrived, and not taken by the publisher yet */
	struct buf answer;     /* owned: what has come of it */
};

void relay_begin(struct relay *r, int fd, uint64_t size);
void relay_end(struct relay *r);
/*
 * Where the next bytes of the body go, and how many there may be: one more
 * than is missing, so that a body that is too long shows.  0: none now.
 */
size_t relay_room(struct relay *r, char **where);
/* So many have arrived there. */
void relay_arrived(struct relay *r, size_t n);

enum relay_state {
	RELAY_WANTS_BODY,   /* relay_room() */
	RELAY_WANTS_ROOM,   /* wait until fd can be written */
	RELAY_WANTS_ANSWER, /* wait until fd can be read */
	RELAY_ANSWERED,     /* answer is whole: nothing more is to be sent */
	RELAY_LOST,         /* the publisher has gone without one */
};
/* Pass on what can be. */
enum relay_state relay_go_on(struct relay *r);
/* The body is whole, and nothing is held: the publisher may go to work. */
void relay_finish(struct relay *r);

#endif
