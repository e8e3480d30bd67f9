#ifndef INDEX_TITLE_LINES_H
#define INDEX_TITLE_LINES_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

/*
 * The topics or authors of an article as its row holds them: a line of
 * "key TAB title" for each, in the order of the file.  Neither holds a control
 * byte.  This is their only reader and writer.
 */
struct title_line {
	const char *key, *title; /* in the lines; not ended by a NUL */
	size_t key_len, title_len;
};

/* Add a line, unless there is one of this key. */
void title_lines_add(struct buf *lines, const char *key, const char *title);
/* The next line from *at on, which moves behind it.  False: no more. */
bool title_lines_next(const char **at, struct title_line *out);
/* The line of this key; false when there is none. */
bool title_lines_find(const char *lines, const char *key,
    struct title_line *out);
/* Append the titles alone: "A. One, B. Two". */
void title_lines_titles(struct buf *out, const char *lines);

#endif
