#ifndef INDEX_MORE_MARK_H
#define INDEX_MORE_MARK_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Where a Markdown text's part before "<!--more-->" ends, the mark by which
 * WordPress, Hugo, Zola and Jekyll let an author say what the summary is.
 * Returns true with the offset of the mark, or false: there is none outside
 * code.
 */
bool more_mark_find(const char *src, size_t len, size_t *end);

#endif
