#ifndef CLIENT_REMOTE_H
#define CLIENT_REMOTE_H

#include "base/arena.h"
#include "base/problem.h"

/* A URL that a client of ours can open. */
enum remote_scheme { REMOTE_GEMINI, REMOTE_TITAN, REMOTE_GOPHER };

struct remote {
	enum remote_scheme scheme;
	char host[256]; /* as gemini_host() writes it */
	unsigned port;
	const char *url;      /* without fragment; in the arena */
	const char *selector; /* Gopher's, decoded: behind the item type */
	char item;            /* Gopher's item type, '1' where none is named */
};

/* Take a URL apart.  0, or -1 with the reason. */
int remote_parse(struct remote *r, struct arena *a, const char *url,
    struct problem *why);
/* The same address by another scheme ("titan" for "gemini"), in the arena. */
const char *remote_as(struct arena *a, const char *url, const char *scheme);

#endif
