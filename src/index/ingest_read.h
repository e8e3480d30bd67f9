#ifndef INDEX_INGEST_READ_H
#define INDEX_INGEST_READ_H

#include <stddef.h>

#include "index/ingest.h"

/*
 * Inside ingest.c: the file that is taken in is read, and what is wrong with it
 * is told.
 */

/* The sink of the readers: they know the line, this the file. */
struct about {
	struct ingest *t;
	const char *path;
};

/* A problem_sink whose ctx is a struct about. */
void ingest_tell(void *ctx, const struct problem *found);
void ingest_complain(struct ingest *t, const char *path, const char *sentence);

enum reading { READ, NOT_TO_BE_READ, NOT_THERE, NOT_NOW };
/*
 * Read the file into t->src, and its state into f.  One that is not to be read
 * is in the index already.
 */
enum reading ingest_read(struct ingest *t, const char *path,
    const struct index_file *seen, struct index_file *f);
/* Odd names and bytes are served as well as can be, and named. */
void ingest_name_oddities(struct ingest *t, const char *path);

#endif
