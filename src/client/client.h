#ifndef CLIENT_CLIENT_H
#define CLIENT_CLIENT_H

#include <stddef.h>

#include "base/buf.h"
#include "base/problem.h"
#include "client/remote.h"

/*
 * A client for scripts: Gemini and Titan with trust on first use, Gopher
 * plain.  Everything waits, for at most as long as is said; SIGPIPE must be
 * ignored.
 */
struct client_how {
	const char *certificate; /* PEM of the client, or NULL: none */
	const char *known_hosts; /* file; NULL: any server is trusted */
	unsigned timeout_s;      /* without progress */
	size_t max;              /* bytes of an answer's body */
};

/* What is sent. */
struct client_request {
	const char *url;
	const char *params; /* of a Titan line (";size=..."), or "" */
	int body;           /* a file, sent from its start; -1: none */
};

/* What came. */
struct client_reply {
	int status;      /* Gemini's; 20 or 51 on Gopher */
	char meta[1025]; /* "" on Gopher */
	const char *url; /* that answered, after redirects; in the arena */
	struct buf body; /* owned: buf_free() */
};

/*
 * Ask a URL, once; an answer that is not to be followed is no failure.  0, or
 * -1 with the reason: no connection, another certificate than the one that is
 * known, no answer.
 */
int client_ask(struct arena *a, const struct client_request *request,
    const struct client_how *how, struct client_reply *reply,
    struct problem *why);
/*
 * The same, following up to five redirects, on the same scheme only and
 * without the parameters; reply->url is where they led.
 */
int client_fetch(struct arena *a, const struct client_request *request,
    const struct client_how *how, struct client_reply *reply,
    struct problem *why);

#endif
