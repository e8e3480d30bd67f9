#ifndef CMD_LINT_FILES_H
#define CMD_LINT_FILES_H

#include <stddef.h>

#include "base/problem.h"

/* What pictures may weigh: before it is a mistake, and on a slow line. */
struct lint_limits {
	size_t most_kb;  /* of 1,024 bytes: images_max */
	size_t small_kb; /* of 1,000 bytes: picture_max */
};

/*
 * Look at the files below articles/ and static/ that no reader of texts sees:
 * new versions that an import has kept beside an article, pictures beside an
 * article that is no bundle (they are not served: the way out is told, once a
 * folder), pictures of more than most_kb.  The
 * three heaviest of those that have a small form are noted.
 *
 * root  the capsule's folder; the sink is told of files by their paths below it
 */
void lint_files(const char *root, const struct lint_limits *limits,
    problem_sink *sink, problem_sink *note, void *ctx);

#endif
