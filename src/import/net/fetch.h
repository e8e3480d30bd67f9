#ifndef IMPORT_NET_FETCH_H
#define IMPORT_NET_FETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/problem.h"
#include "import/net/http.h"

struct cache;

/*
 * Fetching as a guest: what robots.txt forbids is not asked for, hosts get a
 * pause between requests and all the time that they ask for (Retry-After),
 * redirects are followed while they stay on the web, and nothing leads to a
 * private address that the configuration did not name.
 *
 * Spec: RFC 9110, RFC 9309 (robots.txt).
 */
struct fetch;

struct fetch_settings {
	bool allow_private; /* addresses of all kinds */
	bool robots;        /* obey robots.txt */
	bool now;           /* whatever a host asked for in an earlier run */
	long delay_s;       /* between two requests to a host, at most 60 */
	long timeout_s;     /* to connect, and without a byte */
};

/* Both are borrowed; memory may be NULL: nothing is remembered. */
struct fetch *fetch_new(const struct fetch_settings *settings,
    struct cache *memory);
void fetch_free(struct fetch *f);
/*
 * A person or the configuration names this address: when its host is an IP
 * address or localhost, this very host and port may be private.
 */
void fetch_name(struct fetch *f, const char *url);

/* What came of it.  In the last three cases the problem says why. */
enum fetched {
	FETCH_DONE,    /* here it is */
	FETCH_SAME,    /* it has not changed */
	FETCH_REFUSED, /* not to be had: another try will not help */
	FETCH_LATER,   /* not now: another try at another time may */
};

struct fetch_ask {
	const char *url;
	const char *etag, *modified; /* of what is here already, or NULL */
	size_t max;                  /* bytes */
	bool to_file;   /* the body goes to answer->fd, a file without name */
	bool size_only; /* only ask how large it is */
	bool by_hand;   /* a person asks for this: robots.txt is not read */
};

struct fetch_answer {
	struct http_answer http; /* the last one */
	char *url;               /* owned: where it was at last */
	bool moved;              /* all redirects to there are meant to stay */
	int fd;                  /* owned: of to_file, at its start; else -1 */
};

/* answer is always to be ended by fetch_answer_free(). */
enum fetched fetch(struct fetch *f, const struct fetch_ask *ask,
    struct fetch_answer *answer, struct problem *why);
void fetch_answer_free(struct fetch_answer *answer);

/* Bytes that came over the line so far, and those that did not need to. */
struct fetch_figures {
	uint64_t received, saved;
};

struct fetch_figures fetch_figures(const struct fetch *f);
/* So many bytes were here already, and were not even asked for. */
void fetch_spared(struct fetch *f, uint64_t bytes);

#endif
