#ifndef MARKDOWN_BUILDER_H
#define MARKDOWN_BUILDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "markdown/html_state.h"
#include "markdown/html_tag.h"
#include "markdown/pipe_table.h"
#include "markdown/prepare.h"
#include "page/inline_builder.h"
#include "page/page.h"

struct markdown;

/*
 * The walk through one document, from its nodes to a page's blocks: what
 * visit.c (cmark's nodes) and html_inline.c (tags in them) share.
 */

/* A list that is open, and the number of its item that is read. */
struct builder_list {
	bool ordered;
	int number;
};

struct builder {
	struct page *page;
	const struct markdown *how;
	struct prepared *source;
	cmark_iter *iter;
	struct inline_builder
	    prose;          /* of the open paragraph, heading or cell */
	struct buf scratch; /* for what is used at once */

	struct builder_list *lists; /* owned; the open ones, outermost first */
	size_t nlists;
	int numbered; /* of these, ordered ones */
	int quotes;
	int outer; /* lists around the outermost quote */
	int note;  /* the footnote that is read, or 0 */
	/* Where the text may repeat the page's title: in its first block. */
	enum { AT_TITLE, IN_TITLE, BELOW_TITLE } reached;
	bool opens;  /* no block of this top-level block yet */
	bool tight;  /* the next block has no blank line before it */
	bool marked; /* an item or a note has begun, and its mark is due */

	bool defined;            /* the term of this line has a meaning */
	bool meaning;            /* the next text begins with its mark */
	int links;               /* links and images that are open */
	bool in_table;           /* rows are read */
	size_t before;           /* lines until a table begins; 0: none does */
	struct pipe_shape shape; /* of that table */
	struct pipe_rows rows;

	struct html_state html;
	size_t line; /* of the block, in the source's file */
};

/* The next block of the page, where the walk stands. */
struct block *builder_block(struct builder *w, enum block_kind kind);
/* An item or note whose mark the next block cannot bear gets a line for it. */
void builder_place_mark(struct builder *w);
/*
 * What was read becomes a paragraph, or a heading of that level.  The title
 * again is none: where it leads, "# [Title](/source)", is a paragraph.
 */
void builder_paragraph(struct builder *w);
void builder_heading(struct builder *w, int level);
/* A line of a paragraph ends: true when it was the title, and has gone. */
bool builder_drop_title(struct builder *w);
void builder_code(struct builder *w, const char *code, size_t len,
    const char *info);

/* A line of a paragraph with a table ends; and the table does. */
void builder_line(struct builder *w);
void builder_table(struct builder *w);

/* Text, soft and hard breaks, wherever they are. */
void builder_text(struct builder *w, const char *s, size_t len);
void builder_space(struct builder *w);
void builder_break(struct builder *w);
/* Something other than text comes: the text before it is complete. */
void builder_other(struct builder *w);

/*
 * Begin and end a picture; ref is where it is, "" for nowhere.  What is added
 * between is its text.  Begin returns its span, counted from 1, or 0.
 */
size_t builder_image_begin(struct builder *w, const char *ref);
void builder_image_end(struct builder *w, size_t span, const char *ref,
    const char *title);
/* Begin a link; its span, counted from 1, or 0 when it leads nowhere. */
size_t builder_link_begin(struct builder *w, const char *ref);
void builder_link_end(struct builder *w, size_t span, const char *ref);

/* Report something doubtful at the block that is read. */
void builder_doubt(struct builder *w, const char *sentence);

/* A tag between other text; and a block that is HTML. */
void html_inline_tag(struct builder *w, const struct html_tag *tag);
void html_inline_block(struct builder *w, const char *s, size_t len);
/* <sup> and <sub>, and their ends. */
void html_raised(struct builder *w, const struct html_tag *tag);
/*
 * A link of Markdown is about to end (w->links without it), and has ended:
 * what <a> opened within ends before it, what </a> ended within, behind it.
 */
void html_inline_leave(struct builder *w);
void html_inline_left(struct builder *w);

#endif
