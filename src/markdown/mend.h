#ifndef MARKDOWN_MEND_H
#define MARKDOWN_MEND_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

/*
 * A source with line ends of LF, without invalid UTF-8, NUL, or characters
 * that are our own marks.  Most need no mending.
 */
bool mend_is_needed(const char *src, size_t len);
void mend_source(struct buf *out, const char *src, size_t len);

/* Does this byte occur with that one beside it (-1: before, 1: behind)? */
bool mend_has_pair(const char *src, size_t len, int rare, char other,
    int beside);

#endif
