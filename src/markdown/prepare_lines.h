#ifndef MARKDOWN_PREPARE_LINES_H
#define MARKDOWN_PREPARE_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "markdown/line_class.h"
#include "markdown/shortcode.h"

/*
 * A Markdown source line by line, before it is parsed: what each is, tags of
 * site builders that enclose code included.
 */
struct prepare_lines {
	const char *next, *end; /* what is still to be read; borrowed */
	const struct shortcodes *shortcodes;
	struct line_class code;
	struct code_tag tag;
	bool in_tag;

	/*
	 * Columns that lines are set in by, as those of a box are: they are
	 * no part of the line.  Ends with the first line that is not.
	 */
	size_t inset;

	/* The line that was read last, without its '\n'; where it stands. */
	const char *line, *whole;
	size_t len, number; /* counted from 1 */
	enum line_kind kind;
	bool opens_tag, shuts_tag; /* of code; kind is LINE_CODE */
};

void prepare_lines_begin(struct prepare_lines *l, const char *src, size_t len,
    const struct shortcodes *shortcodes);
/* Read one line; false at the end. */
bool prepare_lines_next(struct prepare_lines *l);

#endif
