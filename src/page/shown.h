#ifndef PAGE_SHOWN_H
#define PAGE_SHOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "page/lines.h"
#include "page/page.h"

struct refs;
struct place;

/*
 * A text as one of the writers shows it: folded as the place asks for (code
 * and addresses never), with the numbers of its links (menus, text) and notes
 * in it.  shown_init() once for a page, then shown_text() for each of its
 * texts.
 */
struct shown {
	const char *text; /* the result: in scratch, or the page's own bytes */
	size_t len;
	const struct keep *keep; /* addresses in it, sorted: in keeps */
	size_t nkeep;

	enum look look;
	void (*fold)(struct buf *out, const char *s, size_t len);
	struct buf scratch;            /* owned, as are: shown_free() */
	struct buf keeps, marks, raws; /* arrays of keep, mark, raw */
};

void shown_init(struct shown *s, enum look look, const struct place *place);
void shown_free(struct shown *s);

/*
 * Show a text and add its links to those of the block.  The result is good
 * until the next call.
 */
void shown_text(struct shown *s, const struct text *t, struct refs *refs);
/* Show a string of len bytes without spans. */
void shown_string(struct shown *s, const char *text, size_t len);

/* Append bytes folded, without a look at spans. */
void shown_fold(const struct shown *s, struct buf *out, const char *text,
    size_t len);
/* Append "[a]" (menus, text) or "[1]" (gemtext): what a note is called by. */
void shown_note(const struct shown *s, int number, struct buf *out);

/*
 * The first span at or behind `from` (the end of the spans: NULL) that is a
 * link in this look.  A link around an image of the same address is none, and
 * neither is in text an address that is written out, or in a menu what no item
 * can lead to.
 */
const struct span *shown_link(const struct shown *s, const struct text *t,
    const struct span *from);
/*
 * Is the text one link (or image, or linked image) and nothing else, so that
 * it becomes a line of its own?  Never in text.
 */
bool shown_is_link(const struct shown *s, const struct text *t);

#endif
