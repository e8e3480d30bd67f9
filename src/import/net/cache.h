#ifndef IMPORT_NET_CACHE_H
#define IMPORT_NET_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/problem.h"
#include "import/net/http_words.h"

struct buf;

/*
 * What is remembered of the web from one run to the next, so that nothing is
 * fetched twice: CAPSULE/.chasqui/fetched, a file of SQLite.  It can be
 * deleted at any time (the next run then fetches all of it again); a damaged
 * one, or one without the store's notes beside it, is begun anew.  Only what
 * is wrong at opening is reported.
 */
struct cache;

/*
 * root: the capsule's folder, made when missing.  dry: what is remembered is
 * read, but nothing is written.  NULL with the reason.
 */
struct cache *cache_open(const char *root, bool dry, struct problem *why);
void cache_close(struct cache *m);

/* Of a feed, or of a feed's item and its page. */
struct cache_fetch {
	char version[65]; /* a hash of what was taken last, or "" */
	char etag[HTTP_WORD_SIZE], modified[HTTP_WORD_SIZE];
	uint64_t size;  /* bytes of the body */
	bool whole;     /* the page's text was had */
	unsigned tries; /* that did not get all of the version */
};

/* source: its name; identity: the item's, or "" for the feed itself. */
bool cache_fetched(struct cache *m, const char *source, const char *identity,
    struct cache_fetch *f);
void cache_fetched_put(struct cache *m, const char *source,
    const char *identity, const struct cache_fetch *f);

/* A picture: where it is kept below the root, or "", and its bytes or 0. */
#define CACHE_PATH_SIZE 512
struct cache_picture {
	char path[CACHE_PATH_SIZE];
	uint64_t size;
};

bool cache_picture(struct cache *m, const char *url, struct cache_picture *p);
void cache_picture_put(struct cache *m, const char *url,
    const struct cache_picture *p);

/*
 * A host's robots.txt and when it was read (seconds since 1970); false when
 * it is not known.
 */
bool cache_robots(struct cache *m, const char *origin, struct buf *text,
    int64_t *read_at);
void cache_robots_put(struct cache *m, const char *origin, const char *text,
    size_t len, int64_t read_at);

/* When a host may be asked again; false when nothing is known of it. */
struct cache_host {
	int64_t not_before; /* as it said itself, seconds since 1970, or 0 */
	int64_t ready_ms;   /* by our pause, milliseconds since 1970, or 0 */
};

bool cache_host(struct cache *m, const char *origin, struct cache_host *h);
void cache_host_put(struct cache *m, const char *origin,
    const struct cache_host *h);

/*
 * Where a feed has moved to for good, added to target; false when it has not.
 * An empty target is forgotten.
 */
bool cache_moved(struct cache *m, const char *url, struct buf *target);
void cache_moved_put(struct cache *m, const char *url, const char *target);

#endif
