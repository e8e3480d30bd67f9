#ifndef TEXT_LINE_DIFF_H
#define TEXT_LINE_DIFF_H

#include <stddef.h>

struct buf;

/*
 * Append what changed from one text to the other, in the unified form with
 * three lines of context and without file names; nothing when they are the
 * same.  The fewest lines are shown as changed, unless more than a thousand
 * differ: then all between the first and the last of them.  A last line
 * without its LF counts as one with it.
 */
void line_diff(struct buf *out, const char *before, size_t nbefore,
    const char *after, size_t nafter);

#endif
