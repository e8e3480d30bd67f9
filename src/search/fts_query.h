#ifndef SEARCH_FTS_QUERY_H
#define SEARCH_FTS_QUERY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "search/query.h"
#include "search/stopwatch.h"

struct index;

/*
 * Append the question in the words of FTS5.  Its last word may go on: it stands
 * for the words of the index that begin so, as far as they are found until the
 * watch shows us.  False when that is less than what the question means.
 */
bool fts_query_write(struct buf *out, struct index *ix, struct arena *a,
    const struct query *q, const struct stopwatch *watch, int64_t us);

#endif
