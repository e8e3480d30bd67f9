#ifndef CMD_LINT_FILES_H
#define CMD_LINT_FILES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/problem.h"

/* Does a file's name say that it is a picture? */
bool lint_is_picture(const char *name);

/*
 * Look at the files below articles/ and static/ that no reader of texts sees:
 * new versions that an import has kept beside an article, pictures beside an
 * article that is no bundle (they are not served: the way out is told, once a
 * folder), pictures of more than most_kb (of 1,024 bytes), and the lines of
 * redirects.txt that are none.
 *
 * Pictures that cannot be read are noted: they are linked as they are.
 *
 * root  the capsule's folder; the sink is told of files by their paths below it
 */
struct lint_pictures;
void lint_files(const char *root, size_t most_kb,
    struct lint_pictures *pictures, problem_sink *sink, void *ctx);

#endif
