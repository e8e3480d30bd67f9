#ifndef SEARCH_FTS_QUERY_H
#define SEARCH_FTS_QUERY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "search/query.h"
#include "search/stopwatch.h"

struct index;

/*
 * A question in the words of FTS5.  The last word of a question may go on: it
 * stands for the words of the index that begin so, and looking for them takes
 * time.  `{ 0 }` is the beginning.
 */
struct fts_query {
	struct buf words,
	    without;   /* owned: FTS5 is asked for "words without" */
	bool narrowed; /* that is less than what the question means */

	/* The words that complete the last one, as far as they are found. */
	struct buf completions, from; /* owned */
	size_t n;
};

/*
 * Write both; false when there was not time enough: call again.  What the
 * question holds is in the arena's keeping already; a is for the moment.
 */
bool fts_query_write(struct fts_query *m, struct index *ix, struct arena *a,
    const struct query *q, const struct stopwatch *watch, int64_t us);
/* The same words, written already; to is empty. */
void fts_query_copy(struct fts_query *to, const struct fts_query *from);
void fts_query_free(struct fts_query *m);

#endif
