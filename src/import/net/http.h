#ifndef IMPORT_NET_HTTP_H
#define IMPORT_NET_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/problem.h"
#include "import/net/http_words.h"

struct web_url;

/*
 * One request over HTTP (libcurl), and nothing of its own accord: no
 * redirect is followed, no proxy, cookie or password file is used, bodies
 * come compressed, and a connection is only made to an address that is public
 * or was allowed: the very address is looked at, whatever its name is.
 */
struct http;

struct http *http_new(long timeout_s);
void http_free(struct http *h);

struct http_ask {
	const struct web_url *url;
	const char *etag, *modified; /* of what is known, or "" */
	size_t max;                  /* bytes of the body */
	int fd;           /* where the body goes; -1: into the answer */
	bool head;        /* only the fields, no body */
	bool any_address; /* private ones, too */
};

enum http_end {
	HTTP_ANSWERED, /* see the status */
	HTTP_FAILED,   /* no whole answer came: see the problem */
	HTTP_REFUSED,  /* we did not want it: see the problem */
};

struct http_answer {
	long status;
	struct buf body; /* owned: http_answer_free() */
	uint64_t size;   /* bytes of the body, decompressed */
	/*
	 * What the body is said to have, also where it was too large or only
	 * asked for; 0: not said.
	 */
	uint64_t stated_size;
	uint64_t received; /* bytes that came over the line */
	char etag[HTTP_WORD_SIZE], modified[HTTP_WORD_SIZE];
	char type[HTTP_WORD_SIZE], charset[HTTP_WORD_SIZE];
	char retry_after[HTTP_WORD_SIZE];
	struct buf location; /* owned */
};

/* answer is always to be ended by http_answer_free(). */
enum http_end http_ask(struct http *h, const struct http_ask *ask,
    struct http_answer *answer, struct problem *why);
void http_answer_free(struct http_answer *answer);

#endif
