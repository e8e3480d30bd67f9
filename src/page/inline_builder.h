#ifndef PAGE_INLINE_BUILDER_H
#define PAGE_INLINE_BUILDER_H

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
 * memory until inline_builder_free().
 */
struct inline_builder {
	struct buf text;
	struct span *spans; /* owned */
	size_t nspans;
	size_t looked; /* bare addresses were looked for up to here */
};

void inline_builder_free(struct inline_builder *t);
/* Forget the content, keep the memory. */
void inline_builder_clear(struct inline_builder *t);
/* Nothing to be seen so far. */
bool inline_builder_empty(const struct inline_builder *t);
/* No links, images or notes so far. */
bool inline_builder_only_words(const struct inline_builder *t);

/*
 * Append valid UTF-8: controls and NBSP become spaces, soft hyphens and byte
 * order marks go, and so do blanks at its start where a line begins or another
 * blank stands.
 */
void inline_builder_add(struct inline_builder *t, const char *s, size_t len);
/* A soft break: one space, unless there is one or a line begins here. */
void inline_builder_space(struct inline_builder *t);
/* A hard break: '\n'; never more than one empty line. */
void inline_builder_break(struct inline_builder *t);
/* All breaks become spaces. */
void inline_builder_one_line(struct inline_builder *t);
/* Code in a line of text, in backquotes unless it holds one. */
void inline_builder_code(struct inline_builder *t, const char *s, size_t len);

/*
 * Begin a span here, and end it: inline_builder_close() wants what
 * inline_builder_open() returned.  One that is never closed ends with the text.
 */
size_t inline_builder_open(struct inline_builder *t, enum span_kind kind,
    const char *url);
void inline_builder_close(struct inline_builder *t, size_t span);
/* A span over text that is there already, behind all other spans. */
void inline_builder_mark(struct inline_builder *t, enum span_kind kind,
    const char *url, size_t start, size_t end);
/* A reference to a note stands here. */
void inline_builder_note(struct inline_builder *t, int number);

/*
 * Copy text and spans into the arena without blanks at the end, and clear.
 */
void inline_builder_take(struct inline_builder *t, struct arena *a,
    struct text *out);

/*
 * Append a finished text's words as one line, a space before them unless out
 * is empty: breaks are spaces, of an image its text alone, code without its
 * backquotes.
 */
void inline_builder_words(const struct text *t, struct buf *out);
/* The words of a SPAN_IMAGE: what "[image: ALT]" holds besides its mark. */
void inline_builder_image_words(const struct text *t, const struct span *image,
    size_t *start, size_t *end);

#endif
