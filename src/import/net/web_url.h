#ifndef IMPORT_NET_WEB_URL_H
#define IMPORT_NET_WEB_URL_H

#include <stdbool.h>

#include <curl/curl.h>

#include "base/problem.h"

/*
 * An address on the web, read by the very library that goes there: what is
 * judged here and where a request leads cannot differ.
 */
struct web_url {
	CURLU *parts;   /* owned, with all below: web_url_free() */
	char *whole;    /* without a fragment */
	char *origin;   /* "https://host:443", in lower case */
	char *host;     /* in lower case, IPv6 in its brackets */
	char *target;   /* path and query, as robots.txt speaks of them */
	bool encrypted; /* https */
};

/* Does this name a place on the web rather than a file? */
bool web_url_is(const char *name);
/*
 * Only http and https, up to 8,000 bytes.  Blanks and letters beyond ASCII
 * are encoded.  Returns 0, or -1 with the reason and u as web_url_free()
 * leaves it.
 */
int web_url_read(struct web_url *u, const char *text, struct problem *why);
/*
 * Where a redirect from u leads (RFC 9110 section 10.2.2): u becomes that.
 * Refused is what leaves http and https, or gives up encryption.  0, or -1
 * with the reason, and u stays.
 */
int web_url_follow(struct web_url *u, const char *location,
    struct problem *why);
void web_url_free(struct web_url *u);

/* The host is an address of IP itself, or this very machine by its name. */
bool web_url_is_literal(const struct web_url *u);

#endif
