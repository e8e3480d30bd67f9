#ifndef PAGE_PROSE_H
#define PAGE_PROSE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "page/page.h"

/*
 * The text of one block in the making: words and line breaks are appended,
 * links, images and code are marked as spans, and the result is taken into a
 * page's arena.  This is the one place where text is cleaned (conversion.md
 * 1.2), so nothing that control bytes could do reaches a writer.
 *
 * `{ 0 }` is an empty text; used for one block after the other, it keeps its
 * memory until prose_free().
 */
struct prose {
	struct buf text;
	struct span *spans; /* owned */
	size_t nspans, cap;
	size_t looked; /* bare addresses were looked for up to here */
};

void prose_free(struct prose *t);
/* Forget the content, keep the memory. */
void prose_clear(struct prose *t);
/* Nothing to be seen so far. */
bool prose_empty(const struct prose *t);

/*
 * Append valid UTF-8: controls and NBSP become spaces, soft hyphens and byte
 * order marks go, and so do blanks at its start where a line begins or another
 * blank stands.
 */
void prose_add(struct prose *t, const char *s, size_t len);
/* A soft break: one space, unless there is one or a line begins here. */
void prose_space(struct prose *t);
/* A hard break: '\n'; never more than one empty line. */
void prose_break(struct prose *t);
/* Code in a line of text, in backquotes unless it holds one. */
void prose_code(struct prose *t, const char *s, size_t len);

/*
 * Begin a span here, and end it: prose_close() wants what prose_open()
 * returned.  One that is never closed ends with the text.
 */
size_t prose_open(struct prose *t, enum span_kind kind, const char *url);
void prose_close(struct prose *t, size_t span);
/* A span over text that is there already, behind all other spans. */
void prose_mark(struct prose *t, enum span_kind kind, const char *url,
    size_t start, size_t end);
/* A reference to a note stands here. */
void prose_note(struct prose *t, int number);

/*
 * Copy text and spans into the arena without blanks at the end, and clear.
 */
void prose_take(struct prose *t, struct arena *a, struct text *out);

/*
 * Append a finished text's words as one line, a space before them unless out
 * is empty: breaks are spaces, of an image its text alone.
 */
void prose_words(const struct text *t, struct buf *out);

#endif
