#ifndef CMD_TEMP_INDEX_H
#define CMD_TEMP_INDEX_H

#include <stddef.h>

#include "base/problem.h"
#include "base/tempfile.h"

/*
 * An index of a capsule as it is now, in a folder of its own: so a command
 * sees what a server would, whether one runs or not.
 */
struct temp_index {
	char folder[TEMPFILE_FOLDER_SIZE];     /* "": none */
	char index[TEMPFILE_FOLDER_SIZE + 16]; /* the index file in it */
};

/*
 * Take the capsule's folder in; the sink is told what the indexer would
 * log.  max: bytes of an article.  0, or -1 with the reason; to be ended by
 * temp_index_remove() in either case.
 */
int temp_index_make(struct temp_index *t, const char *root, size_t max,
    problem_sink *sink, void *ctx, struct problem *why);
void temp_index_remove(struct temp_index *t);

#endif
