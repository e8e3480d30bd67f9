#ifndef PAGE_INLINE_TEXT_H
#define PAGE_INLINE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "page/page.h"
#include "page/wrap.h"

struct link_list;
struct place;

/*
 * A text as one of the writers shows it: folded as the place asks for (code
 * and addresses never), with the numbers of its links (menus, text) and notes
 * in it.  inline_text_init() once for a page, then inline_text_text() for each
 * of its texts.
 */
struct inline_text {
	const char *text; /* the result: in scratch, or the page's own bytes */
	size_t len;
	bool ascii;              /* it is known to be nothing else */
	const struct keep *keep; /* addresses in it, sorted: in keeps */
	size_t nkeep;

	enum look look;
	const char *image; /* what an image is called behind its words */
	const char *here;  /* labels of links to other hosts name those; NULL:
			      they need not */
	void (*fold)(struct buf *out, const char *s, size_t len);
	struct buf scratch;            /* owned, as are: inline_text_free() */
	struct buf keeps, marks, raws; /* arrays of keep, mark, raw */
};

void inline_text_init(struct inline_text *s, enum look look,
    const struct place *place);
void inline_text_free(struct inline_text *s);

/*
 * Show a text and add its links to those of the block.  The result is good
 * until the next call.
 */
void inline_text_text(struct inline_text *s, const struct text *t,
    struct link_list *refs);
/* Show a string of len bytes without spans. */
void inline_text_string(struct inline_text *s, const char *text, size_t len);

/* Append "[a]" (menus, text) or "[1]" (gemtext): what a note is called by. */
void inline_text_note(const struct inline_text *s, int number, struct buf *out);

/*
 * The first span at or behind `from` (the end of the spans: NULL) that is a
 * link in this look.  A link around an image of the same address is none, and
 * neither is in text an address that is written out, or in a menu what no item
 * can lead to.
 */
const struct span *inline_text_link(const struct inline_text *s,
    const struct text *t, const struct span *from);
/*
 * Is the text one link (or image, or linked image) and nothing else, so that
 * it becomes a line of its own?  Never in text.
 */
bool inline_text_is_link(const struct inline_text *s, const struct text *t);

/*
 * Append the label of one of a text's links (a span of t->spans): its words in
 * one line, folded as s folds, with s->image behind those of an image; host
 * and path, or the file's name, where it has no words.  Never empty.
 */
void inline_text_label(const struct inline_text *s, const struct text *t,
    const struct span *link, struct buf *out);

#endif
