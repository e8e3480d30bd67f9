#ifndef PAGE_MANUSCRIPT_LINES_H
#define PAGE_MANUSCRIPT_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "page/code_lines.h"
#include "page/shortcode.h"

/*
 * A Markdown source line by line, before it is parsed: what each is, tags of
 * site builders that enclose code included.
 */
struct manuscript_lines {
	const char *next, *end; /* what is still to be read; borrowed */
	const struct shortcodes *shortcodes;
	struct code_lines code;
	struct code_tag tag;
	bool in_tag;

	/* The line that was read last, without its '\n'. */
	const char *line;
	size_t len, number; /* counted from 1 */
	enum line_kind kind;
	bool opens_tag, shuts_tag; /* of code; kind is LINE_CODE */
};

void manuscript_lines_begin(struct manuscript_lines *l, const char *src,
    size_t len, const struct shortcodes *shortcodes);
/* Read one line; false at the end. */
bool manuscript_lines_next(struct manuscript_lines *l);

#endif
