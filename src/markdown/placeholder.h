#ifndef MARKDOWN_PLACEHOLDER_H
#define MARKDOWN_PLACEHOLDER_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

/*
 * What CommonMark must not see is taken out of the source before it is parsed
 * and comes back when text leaves the tree (conversion.md 3.3, 4.2).  Private
 * characters stand for it: U+E000 for an escaped pipe, and a number between
 * U+E001 and U+E002 for a placeholder; without a number they stand for nothing.
 * These characters in the source itself are U+FFFD.
 */
#define PIPE_MARK "\xEE\x80\x80"
#define OPEN_MARK "\xEE\x80\x81"
#define SHUT_MARK "\xEE\x80\x82"
#define MARK_LEN  ((size_t)3)
#define MARK_BYTE 0xEE /* the first of each */

struct placeholder {
	const char *source; /* what the author wrote; borrowed */
	size_t len;
	int note;   /* a reference to this note; 0: nothing is shown */
	bool wraps; /* what was made of it follows, up to an empty mark */
	bool typed; /* in an address it is what it looks like */
};

struct placeholders {
	struct placeholder *list; /* owned */
	size_t n;
	bool pipes; /* U+E000 occurs */
};

void placeholders_free(struct placeholders *all);

/* Keep a placeholder and append its mark to the source that will be parsed. */
void placeholder_add(struct placeholders *all, const struct placeholder *s,
    struct buf *out);
/* Append the mark that stands for nothing. */
void placeholder_nothing(struct buf *out);

/*
 * The next part of a text that left the tree, from *s on: text, or a
 * reference to a note (then len is 0).  False at the end.
 */
struct text_part {
	const char *s;
	size_t len;
	int note;  /* 0: text */
	bool pipe; /* text, and it is a pipe that separates no cells */
};
bool placeholder_next(const struct placeholders *all, const char **s,
    const char *end, struct text_part *part);

/* Append code, with what the author wrote where there are placeholders. */
void placeholder_restore(const struct placeholders *all, const char *s,
    size_t len, bool in_table, struct buf *out);
/* Append an address, with nothing where there are placeholders not typed. */
void placeholder_drop(const struct placeholders *all, const char *s, size_t len,
    struct buf *out);

#endif
