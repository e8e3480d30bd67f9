#ifndef MARKDOWN_PREPARE_H
#define MARKDOWN_PREPARE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "markdown/footnotes.h"
#include "markdown/placeholder.h"
#include "markdown/shortcode.h"
#include "markdown/work.h"

struct markdown;

/*
 * A Markdown source made ready for CommonMark, which knows no tables, no
 * footnotes and no shortcodes (conversion.md 3.3 and 4): a scan by lines.
 * Most sources need nothing of it and are parsed as they are, without a copy.
 */
struct prepared {
	/*
	 * What cmark is to read, one after the other: the notes, each in a
	 * block quote of its own in the order of their numbers, so that no
	 * open fence or tag can leave it; then the text without them.
	 */
	struct buf footnotes_text; /* owned */
	const char *text;          /* borrowed, or in made or mended */
	size_t len;
	size_t shift; /* lines before the text: cmark's line numbers */

	struct footnotes notes;
	struct placeholders marks;
	bool marked;   /* placeholders or pipe marks occur in the text */
	bool tables;   /* a delimiter row below a row with a pipe occurs */
	bool meanings; /* lines that begin with ": " occur */

	struct buf mended, made; /* owned */
	struct shortcodes shortcodes;
	struct work
	    work; /* what is left of the budget; spent: no more is read */
};

/* src must outlive s.  Always ended by prepared_free(). */
void prepare_source(struct prepared *s, const char *src, size_t len);
void prepared_free(struct prepared *s);

#endif
