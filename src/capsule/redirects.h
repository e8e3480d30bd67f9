#ifndef CAPSULE_REDIRECTS_H
#define CAPSULE_REDIRECTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/problem.h"

#define REDIRECTS_FILE "redirects.txt" /* in the capsule's folder */
#define REDIRECTS_MAX  262144          /* bytes of it that are read */

/*
 * The publisher's own redirects: a line "OLD NEW" each, OLD a path as requests
 * have it (decoded), NEW a path or a gemini:// address; '#' begins a comment.
 */

/*
 * Where path has gone, with or without a '/' at its end: the first line that
 * names it.  False: no line does.  *to points into text.
 */
bool redirects_find(const char *text, size_t len, const char *path,
    const char **to, size_t *to_len);

/* Tell the sink of each line that is none, as a problem of file. */
void redirects_check(const char *text, size_t len, const char *file,
    problem_sink *sink, void *ctx);

#endif
