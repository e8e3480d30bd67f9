#ifndef PAGE_WRAP_H
#define PAGE_WRAP_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

/* One finished line; not NUL-terminated, valid during the call. */
typedef void line_sink(void *ctx, const char *line, size_t len);

/* A stretch of a text that must not be broken: an address. */
struct keep {
	size_t start, end;
};

struct wrap {
	size_t width;      /* columns, prefix included */
	const char *first; /* prefix of the first line: "  * "; may be "" */
	const char *rest;  /* prefix of the others: "    " */
	bool whole_words;  /* a longer word stays whole (text), else it is
			      broken between grapheme clusters (menus) */
	bool no_dot;       /* a line that would begin with '.' begins with a
			      space before it (G23) */
	bool ascii;        /* the text is nothing else */
	const struct keep *keep; /* sorted by start */
	size_t nkeep;
	struct buf *line; /* scratch, where lines are put together */
};

/*
 * Fold one paragraph at the width and hand each line, prefix included and
 * without trailing blanks, to the sink.  '\n' in the text is a hard break;
 * several in a row leave one line of the prefix between; an empty text is one
 * line of the prefix.  A prefix wider than half of the width is cut to that
 * (conversion.md 1.7).  Linear in len.
 *
 * ASCII words and words of letters one column wide are broken at spaces
 * alone, so that "state-of-the-art" and "and/or" stay what they are; Unicode's
 * line breaking decides beside all other characters.
 *
 * Spec: UAX 14 (line breaking), UAX 29 (clusters), UAX 11 (columns).
 */
void wrap_fold(const struct wrap *how, const char *text, size_t len,
    line_sink *sink, void *ctx);

/*
 * Append a one-line text cut after a word so that it fills at most so many
 * columns, with " ..." behind when something is left out.  more: the text goes
 * on after len, so that something is.
 */
void wrap_cut(struct buf *out, const char *text, size_t len, size_t columns,
    bool more);

#endif
