#ifndef IMPORT_MEMORY_H
#define IMPORT_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/problem.h"
#include "import/http_words.h"

struct buf;

/*
 * What is remembered of the web from one run to the next, so that nothing is
 * fetched twice: CAPSULE/.chasqui/fetched, a file of SQLite.  It can be
 * deleted at any time (the next run then fetches all of it again); a damaged
 * one, or one without the store's notes beside it, is begun anew.  Only what
 * is wrong at opening is reported.
 */
struct memory;

/*
 * root: the capsule's folder, made when missing.  dry: what is remembered is
 * read, but nothing is written.  NULL with the reason.
 */
struct memory *memory_open(const char *root, bool dry, struct problem *why);
void memory_close(struct memory *m);

/* Of a feed, or of a feed's item and its page. */
struct memory_fetch {
	char version[65]; /* a hash of what was taken last, or "" */
	char etag[HTTP_WORD_SIZE], modified[HTTP_WORD_SIZE];
	uint64_t size;  /* bytes of the body */
	bool whole;     /* the page's text was had */
	unsigned tries; /* that did not get all of the version */
};

/* source: its name; identity: the item's, or "" for the feed itself. */
bool memory_fetched(struct memory *m, const char *source, const char *identity,
    struct memory_fetch *f);
void memory_fetched_put(struct memory *m, const char *source,
    const char *identity, const struct memory_fetch *f);

/* A picture: where it is kept below the root, or "", and its bytes or 0. */
#define MEMORY_PATH_SIZE 512
struct memory_picture {
	char path[MEMORY_PATH_SIZE];
	uint64_t size;
};

bool memory_picture(struct memory *m, const char *url,
    struct memory_picture *p);
void memory_picture_put(struct memory *m, const char *url,
    const struct memory_picture *p);

/*
 * A host's robots.txt and when it was read (seconds since 1970); false when
 * it is not known.
 */
bool memory_robots(struct memory *m, const char *origin, struct buf *text,
    int64_t *read_at);
void memory_robots_put(struct memory *m, const char *origin, const char *text,
    size_t len, int64_t read_at);

/* When a host may be asked again; false when nothing is known of it. */
struct memory_host {
	int64_t not_before; /* as it said itself, seconds since 1970, or 0 */
	int64_t ready_ms;   /* by our pause, milliseconds since 1970, or 0 */
};

bool memory_host(struct memory *m, const char *origin, struct memory_host *h);
void memory_host_put(struct memory *m, const char *origin,
    const struct memory_host *h);

/*
 * Where a feed has moved to for good, added to target; false when it has not.
 * An empty target is forgotten.
 */
bool memory_moved(struct memory *m, const char *url, struct buf *target);
void memory_moved_put(struct memory *m, const char *url, const char *target);

#endif
