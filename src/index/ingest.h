#ifndef INDEX_INGEST_H
#define INDEX_INGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/problem.h"
#include "capsule/capsule.h"
#include "index/index_write.h"

/* One file of the capsule into the index: scan.c says which and when. */
struct ingest {
	struct index_writer *index; /* borrowed */
	int dir;                    /* the capsule's folder */
	size_t max;                 /* bytes of an article */
	int64_t now;                /* seconds */
	problem_sink *sink;
	void *ctx;
	struct capsule conf; /* its settings, as they parsed last; owned */
	bool again;          /* set when all files are to be looked at again */
	struct buf src; /* owned by whoever holds this; its memory is kept */
};

/*
 * Take the settings of the capsule in t->dir before anything else: from its
 * capsule.conf, or from the index when that does not parse.
 */
void ingest_settings(struct ingest *t);
/* In each transaction, first: are the index's days those of the settings? */
void ingest_begin(struct ingest *t);

enum ingested {
	INGESTED,
	INGEST_GONE, /* it is not there: nothing was done */
	INGEST_LATER /* it cannot be read just now (the process has no
			descriptor left, the disk does not answer, somebody
			writes to it): nothing was done; try again */
};
/* The paths that a file has left: they are dropped when it is taken in. */
struct paths {
	char **path; /* owned */
	size_t n;
};
/*
 * Read the file at path and put what it says into the index, in place of what
 * the index held of it, and of the paths that it left.  A file that cannot be
 * used is put there too, so that it is not read again before it changes, and
 * the sink is told.  seen is its state when it was decided to read it, or NULL;
 * left may be NULL.
 */
enum ingested ingest_file(struct ingest *t, const char *path,
    const struct index_file *seen, const struct paths *left);
/* Put a file that is not to be read, and tell the sink why. */
void ingest_refused(struct ingest *t, const char *path, const struct stat *st,
    const char *why);

/* A file that the index held is there no more. */
void ingest_gone(struct ingest *t, const char *path);

/* The state of a file in the form that the index compares. */
struct index_file ingest_state(const struct stat *st);

#endif
