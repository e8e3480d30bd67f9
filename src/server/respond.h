#ifndef SERVER_RESPOND_H
#define SERVER_RESPOND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "config/config.h"
#include "proto/protocol.h"
#include "proto/titan.h"
#include "site/words/words.h"

/*
 * Requests to bytes: which capsule is asked, may this reader see it, what does
 * the site say, and how does the protocol write it.  No sockets: a test asks
 * like a connection does.
 */
struct responder;

/*
 * The capsules of a configuration, as one worker serves them; a capsule whose
 * folder cannot be opened is answered with 42.  orders: a pipe whose reader
 * makes books, borrowed, or -1.
 */
struct responder *responder_new(const struct config *config,
    const char *const *indexes, int orders);
void responder_free(struct responder *a);
/* No more requests are taken: those under way are the last. */
void responder_keep(struct responder *a);
/* Does any capsule take uploads? */
bool responder_take_uploads(const struct responder *a);

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

/*
 * Uploads (Titan, on Gemini's ports).  May this one be published, as far as
 * its line and the certificate tell?  Its capsule; or NULL with the answer.
 */
const struct config_capsule *responder_judge(struct responder *a,
    const struct config_listen *at, struct titan *t, const struct identity *who,
    struct response *out);
/* Answer an upload with a status and a phrase; with: its {1}, or NULL. */
void responder_refuse_upload(struct responder *a,
    const struct config_listen *at, enum status status, enum word w,
    const char *with, struct response *out);
/* Pass on what the publisher has answered; the bytes are taken over. */
void responder_pass(const struct config_capsule *capsule, struct buf *answer,
    struct response *out);

/* Free what it holds; a response is filled again afterwards. */
void response_free(struct response *out);

#endif
