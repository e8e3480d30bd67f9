#ifndef INDEX_SCAN_TAKE_H
#define INDEX_SCAN_TAKE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/buf.h"
#include "capsule/dirwalk.h"
#include "index/ingest.h"
#include "index/scan.h"

/*
 * One path of a scan: what stands there, compared with what the index knows of
 * it.  scan.c says which paths, and when.
 */

struct scan {
	char *root, *index_path; /* owned */
	int dir;                 /* owned */
	dev_t dev;
	ino_t ino;
	struct ingest in; /* owns in.index */

	/* A look at everything that is under way. */
	struct dirwalk *walk; /* owned; NULL: none is */
	struct buf at;        /* what came last */
	struct paths gone;    /* found missing; goes when all was looked at,
				 and nothing else has happened */
	bool wanted;          /* begin one */
	bool first;           /* nothing was looked at yet: take all as it is */
	int made_anew;        /* how often since a look was through */
	size_t files, most;   /* in the index, and how many may be */
	bool too_many;        /* and that was said */

	/* Told by scan_ask_news(). */
	scan_news *news;
	void *news_ctx;
	int64_t unsettled_ms; /* since when there are some; 0: are none */

	/* scan_rest(): what is known while the index is closed. */
	bool resting;
	int64_t due;
	struct scan_figures held;

	/*
	 * Files that were being written when they were looked at, and what
	 * could not be looked at.
	 */
	struct paths waiting;
	bool missed; /* some found no room there: look at everything again */
};

void paths_free(struct paths *p);

/* Tell the sink of a path; it has not to be one of a file. */
void scan_say(struct scan *s, const char *path, const char *sentence);

/*
 * known: what the index says of it, or NULL.  told: somebody says that it
 * changed, and has settled.
 */
void scan_take_compare(struct scan *s, const struct found *f,
    const struct index_file *known, bool told);
/* This was found at its path, whatever the index thinks. */
void scan_take(struct scan *s, const struct found *f, bool told);
/*
 * What stands at this path, which the walk did not find?  A whole walk leaves
 * folders out that it took under another name.
 */
void scan_take_look(struct scan *s, const char *path, struct found *f);
/* Look, and take what there is. */
void scan_take_path(struct scan *s, const char *path);
/*
 * A path that the walk did not find.  It goes when the walk is through: it may
 * have been moved to where the walk has not been yet.
 */
void scan_take_missing(struct scan *s, const char *path);

#endif
