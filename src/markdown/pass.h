#ifndef MARKDOWN_PASS_H
#define MARKDOWN_PASS_H

#include <stdbool.h>
#include <stddef.h>

#include "markdown/prepare.h"

/* The source on its way to what cmark reads. */
struct pass {
	struct prepared *s;
	const char *src, *end; /* the whole of it */
	struct buf *out;
	const char *from; /* copied up to here */
	bool flat_lists, flat_images;
	size_t brackets;    /* open ones in this paragraph */
	size_t stars;       /* of the open emphasis in it */
	struct map defined; /* "[label]:", once they were looked for */
	bool looked;
	bool term; /* the line above may be what the next one explains */
	bool owed; /* an empty line was left out, and is due */
};

/* Copy what was read, and go on behind "to" with nothing from there. */
void pass_replace(struct pass *p, const char *at, const char *to);
/*
 * Put a placeholder for the n bytes at s.  note: what it calls, or 0; made: the
 * Markdown it is made of, or NULL; typed: in an address it is what it looks
 * like.
 */
void pass_placeholder(struct pass *p, const char *s, size_t n, int note,
    const struct buf *made, bool typed);
/*
 * Read the marks of one line of text from line up to end; a shortcode may
 * reach up to limit.  Returns where it stopped: end, or behind a shortcode of
 * more lines.
 */
const char *pass_line(struct pass *p, const char *line, const char *end,
    const char *limit, bool in_table);

#endif
