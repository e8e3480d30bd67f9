#ifndef MARKDOWN_LINE_CLASS_H
#define MARKDOWN_LINE_CLASS_H

#include <stdbool.h>
#include <stddef.h>

#include "markdown/html_block.h"

/*
 * Which lines of a Markdown source are code, told line by line, before it is
 * parsed: what looks like a note or a shortcode there is none.  It knows
 * fences, indented code, and of lists and quotes how far they reach.
 *
 * Spec: CommonMark 0.30 sections 4.4, 4.5, 4.6, 5.1, 5.2.
 */
enum line_kind {
	LINE_BLANK,
	LINE_TEXT,
	LINE_CODE, /* fences themselves and blank lines in them included */
};

/* `{ 0 }` is the beginning of a document. */
struct line_class {
	size_t items[16]; /* columns where the open items' texts begin */
	size_t nitems;
	bool paragraph; /* the line before may go on in this one */
	bool fenced;
	char fence;           /* of the open fence: its character, */
	size_t marks;         /* and how many of them */
	enum html_block html; /* the open block of raw HTML */
	size_t column;        /* where its container's text begins, */
	bool quoted;          /* and whether that is in a quote */
};

/* The next line, without its end. */
enum line_kind line_class_next(struct line_class *c, const char *line,
    size_t len);

#endif
