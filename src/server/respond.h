#ifndef SERVER_RESPOND_H
#define SERVER_RESPOND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "proto/protocol.h"
#include "server/config.h"

/*
 * Requests to bytes: which capsule is asked, may this reader see it, what does
 * the site say, and how does the protocol write it.  No sockets: a test asks
 * like a connection does.
 */
struct responder;

/*
 * The capsules of a configuration, as one worker serves them; a capsule whose
 * folder cannot be opened is answered with 42.
 */
struct responder *responder_new(const struct config *config,
    const char *const *indexes);
void responder_free(struct responder *a);
/* No more requests are taken: those under way are the last. */
void responder_keep(struct responder *a);
/* Is there any part that asks for a certificate? */
bool responder_have_zones(const struct responder *a);

struct response {
	enum status status;  /* Gemini's, whichever protocol */
	const char *capsule; /* its name; "-" when it is for none */
	/* All of the answer, or what stands before the file. */
	struct buf bytes; /* owned until somebody takes them */
	int fd;           /* a file that follows, or -1; owned */
	uint64_t size;    /* its bytes */
	bool later;       /* nothing is decided: ask again in 50 ms, */
	bool soon;        /* or in 5 */
};

/*
 * Answer a request that a protocol has parsed; req may be changed.
 *
 * port    that the connection came in at: a URL that names none means it
 * insist  take no "later" for an answer
 */
void responder_ask(struct responder *a, const struct protocol *protocol,
    struct request *req, unsigned port, bool insist, struct response *out);
/* What can be said without the site. */
void responder_refuse(struct responder *a, const struct protocol *protocol,
    enum refusal what, struct response *out);
/* Free what nobody took. */
void response_free(struct response *out);

#endif
