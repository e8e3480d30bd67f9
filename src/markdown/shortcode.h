#ifndef MARKDOWN_SHORTCODE_H
#define MARKDOWN_SHORTCODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"

struct buf;
struct work;

/*
 * The macros that site builders put into Markdown and that nobody expands
 * here: WordPress [gallery ids="1"], Hugo {{< figure >}} and {{% note %}},
 * Liquid {% include %} and {{ site.url }}, Zola {{ youtube(id="x") }}.  They
 * stand for nothing, but for the pictures, links and captions in them, and
 * what a pair of them encloses stays.
 */

/* What must be known of a whole document. */
struct shortcodes {
	/* names that occur as "[/name]"; the value: "[name" was taken, or NULL
	 */
	struct map closed;
	/* where the last {% endhighlight %} and its like are, or NULL */
	const char *last_highlight, *last_comment, *last_raw;
	const char *start, *end; /* of the document */
	struct map
	    assigned;      /* Liquid's variables; the value: where theirs is */
	bool raw;          /* within {% raw %} */
	struct work *work; /* borrowed: where steps are counted */
};

/*
 * Look through a document, which must outlive the struct.  False when there
 * is no shortcode in it for sure.
 */
bool shortcodes_begin(struct shortcodes *d, const char *src, size_t len,
    struct work *work);
void shortcodes_end(struct shortcodes *d);

/*
 * Is there a shortcode at s ('[' or '{')?  Returns its bytes and appends the
 * Markdown that stands for it, one line or nothing at all; 0 when it is text.
 */
size_t shortcode_read(struct shortcodes *d, const char *s, size_t len,
    struct buf *out);

/*
 * Code without the marks {% raw %} and {% endraw %} in it, which keep Jekyll
 * from reading it; a line of such a mark alone goes.  In place; the length
 * that is left.
 */
size_t shortcode_unraw(const struct shortcodes *d, char *code, size_t len);

/* A line that opens a block of code: {% highlight rust %}, [code]. */
struct code_tag {
	char lang[32];    /* "" if none is told */
	const char *name; /* static: "highlight" */
	char brace;       /* '{' or '[' */
};
/* Only when the document has an end for it, too. */
bool shortcode_opens_code(const struct shortcodes *d, const char *line,
    size_t len, struct code_tag *tag);
bool shortcode_ends_code(const char *line, size_t len,
    const struct code_tag *tag);

#endif
