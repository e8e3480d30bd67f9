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
	/*
	 * What the site said: the status, whether to ask again (later, soon),
	 * and a file that follows the bytes; its page has been laid out.
	 */
	struct reply reply;
	const char *capsule; /* its name; "-" when it is for none */
	/* All of the answer, or what stands before the file. */
	struct buf bytes;
};

/*
 * Answer a request that a protocol has parsed; req may be changed.
 *
 * at      where the connection came in: which protocol, which port a URL means
 *         that names none, which capsule a request that names none
 * insist  take no "later" for an answer
 */
void responder_ask(struct responder *a, const struct config_listen *at,
    struct request *req, bool insist, struct response *out);
/* What can be said without the site. */
void responder_refuse(struct responder *a, const struct config_listen *at,
    enum refusal what, struct response *out);
/* Free what it holds; a response is filled again afterwards. */
void response_free(struct response *out);

#endif
