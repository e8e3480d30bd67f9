#ifndef MARKDOWN_MARKDOWN_H
#define MARKDOWN_MARKDOWN_H

#include <stddef.h>

#include "base/problem.h"

struct arena;
struct page;

/*
 * Tell where a reference of the text leads: ref is as written in the source
 * (entities decoded).  Returns an address in the arena ("/a/SLUG", a URL), or
 * NULL for the rule that needs no archive: "x.md" is "/a/" and its name's
 * slug, other relative ones are resolved against base.
 */
typedef const char *link_finder(void *ctx, struct arena *a, const char *ref);

enum image_mode { IMAGES_LINK, IMAGES_DROP };

/* `{ 0 }` renders a text on its own: levels kept, base "/". */
struct markdown {
	const char
	    *base; /* path that relative references start from, or NULL */
	/*
	 * The title that the page already shows, or NULL when there is none.
	 * A heading 1 that repeats it is dropped, and so is what repeats it at
	 * the text's beginning: another heading, a paragraph or its first line,
	 * as texts have that were given their first words for a title.  Other
	 * headings move down so that the body has no heading 1.
	 */
	const char *title;
	enum image_mode images;
	link_finder *find; /* may be NULL */
	void *find_ctx;
	problem_sink *sink; /* doubtful things found on the way, for `check`:
			       images without a text, notes nobody refers to,
			       too much work;
			       may be NULL */
	void *sink_ctx;
	size_t line;      /* of the source's first line in its file; 0 is 1 */
	size_t most_work; /* steps (markdown/work.h); 0: by its length */
};

/*
 * Append the blocks of a Markdown text (any bytes; front matter removed
 * before) to a page.  Never fails: whatever the bytes are, it is text.
 * Linear in len, and without recursion; what would be more work than any text
 * needs becomes plain lines, which sink is told.
 *
 * Spec: CommonMark 0.30; conversion.md for tables, notes, HTML, shortcodes.
 */
void markdown_add(struct page *p, const char *src, size_t len,
    const struct markdown *how);

#endif
