#ifndef PAGE_LAYOUT_H
#define PAGE_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "page/inline_text.h"
#include "page/link_list.h"
#include "page/page.h"
#include "page/wrap.h"

/*
 * What the three writers have in common: which blocks are shown, where an
 * empty line stands, which paragraph is a line of links, and when the links of
 * a block are due.  A writer is a table of what to do with each kind of block.
 */

struct buf;
struct layout;
struct place;

#define BLOCK_KINDS (BLOCK_NOTE + 1)
#define MAX_LEVELS  8 /* of quotes and of lists that are shown */

typedef void block_writer(struct layout *l, const struct block *b);

struct writer {
	enum look look;
	block_writer *write[BLOCK_KINDS];
	/* One finished line of text, without its line end; ctx: the layout. */
	line_sink *line;
	/*
	 * A line that leads somewhere.  number: of a link of a text, 0 for
	 * one that stands for itself, in the block b.  Without this function
	 * links are not due before the writer asks for them: l->refs.
	 */
	void (*link)(struct layout *l, const struct block *b, const char *url,
	    const char *label, size_t len, size_t number);
	/* The empty line before b, within so many of its quotes; 0: bare. */
	void (*gap)(struct layout *l, const struct block *b, int quotes);
	/* Is the block laid out without the marks of its quotes? */
	bool (*unquoted)(const struct block *b);
	/*
	 * How many of the block's lines lead somewhere, whatever it is, where
	 * its reader's program numbers such lines; else NULL.
	 */
	size_t (*items)(const struct block *b);
};

struct layout {
	const struct writer *writer;
	const struct page *page;
	const struct place *place;
	const struct style *style; /* the place's */
	struct buf *out;
	size_t at; /* the block being written */
	struct link_list refs;
	struct inline_text shown;
	struct buf label, line; /* scratch */
	size_t items;           /* lines so far that lead somewhere */

	const struct block *above; /* the last block shown, NULL at first */
	enum { TEXT_ABOVE, LINK_LINE_ABOVE, LINKS_ABOVE } what_above;
	bool gap_due; /* an empty line, before the next one: */
	const struct block *gap_before;
	int gap_quotes;
	bool begun; /* a line has been written */
};

void layout_begin(struct layout *l, const struct writer *writer,
    const struct page *p, const struct place *place, struct buf *out);
/* Write the blocks [from, to), and their links. */
void layout_blocks(struct layout *l, size_t from, size_t to);
/* Call before a line is written: the empty line that is due stands first. */
void layout_line(struct layout *l);
/* What is written now stands apart, and so does what follows it. */
void layout_group(struct layout *l);
void layout_free(struct layout *l);

/* Is the block one of those that this look shows? */
bool layout_shows(const struct layout *l, const struct block *b);

#endif
