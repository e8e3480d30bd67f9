#ifndef MARKDOWN_DIALECT_H
#define MARKDOWN_DIALECT_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

/*
 * Marks that CommonMark does not know and that authors bring along: Pandoc's
 * and Docusaurus's, Obsidian's, Python-Markdown's.  Each function looks at one
 * place of the source and returns how many bytes are the mark, or 0; made is
 * the Markdown that stands for it.
 */

/*
 * May there be any of them in this text?  False is sure.  explains: there are
 * lines that begin with ": ", in whatever they stand.
 */
bool dialect_occurs(const char *src, size_t len, bool *explains);

/* "~2~", "^2^" at s, in a line that begins at line. */
size_t dialect_raised(const char *s, const char *line, const char *end,
    struct buf *made);
/*
 * "[[Page]]", "[[Page#Part|label]]"; embed: "![[picture.png]]", s behind the
 * '!'.  The bytes from s on.
 */
size_t dialect_wiki_link(const char *s, const char *end, bool embed,
    struct buf *made);
/* "^[a note]" at s, which may go on up to limit, but not over a blank line. */
size_t dialect_note(const char *s, const char *limit);
/* "{ #id .class key=value }" at s: what no reader sees. */
size_t dialect_attributes(const char *s, const char *end);

/*
 * A run of n '*' between CJK letters and punctuation, which CommonMark takes
 * for none, as it looks for blanks: -1 where something that is no punctuation
 * must stand before it to close emphasis, 1 behind it to open some, else 0.
 */
int dialect_emphasis(const char *s, size_t n, const char *line, const char *end,
    bool open);

/* What a line of its own is. */
struct dialect_line {
	enum {
		DIALECT_NONE,
		DIALECT_BOX,        /* "::: note", "!!! note" or its end */
		DIALECT_CALLOUT,    /* "> [!note] Title", in a quote */
		DIALECT_MEANING,    /* ": what the term above means" */
		DIALECT_ATTRIBUTES, /* "{.wide}" alone */
	} kind;
	const char *from, *to; /* the bytes that go */
	bool indented;         /* the lines behind it are set in, too */
};
/* made: a title for a box or callout that has none of its own. */
void dialect_line(struct dialect_line *d, const char *line, size_t len,
    struct buf *made);

#endif
