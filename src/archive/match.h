#ifndef ARCHIVE_MATCH_H
#define ARCHIVE_MATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "archive/question.h"
#include "archive/stopwatch.h"
#include "base/buf.h"

struct index;

/*
 * A question in the words of FTS5.  The last word of a question may go on: it
 * stands for the words of the index that begin so, and looking for them takes
 * time.  `{ 0 }` is the beginning.
 */
struct match {
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
bool match_write(struct match *m, struct index *ix, struct arena *a,
    const struct question *q, const struct stopwatch *watch, int64_t us);
/* The same words, written already; to is empty. */
void match_copy(struct match *to, const struct match *from);
void match_free(struct match *m);

#endif
