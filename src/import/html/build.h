#ifndef IMPORT_HTML_BUILD_H
#define IMPORT_HTML_BUILD_H

#include <stddef.h>

#include <cmark.h>

struct buf;

/*
 * Build a CommonMark document from what an HTML tree says, in the order in
 * which it says it, so that CommonMark can hold it: styles are closed before
 * a block and opened again behind it, blanks and breaks stand outside of
 * them, empty ones never come to be, equal neighbours are one, and no link
 * stands in a link.
 */
struct build;

enum style {
	STYLE_LINK,
	STYLE_STRONG,
	STYLE_EMPH,
	STYLE_DEL, /* ~~gone~~ */
	STYLE_SUP, /* <sup>, <sub>: kept as HTML */
	STYLE_SUB,
	STYLE_CODE,
};

struct build *build_new(void);
/* The document; the build is ended.  cmark_node_free() by the caller. */
cmark_node *build_end(struct build *b);

/* Blocks that hold blocks: quote, list (kind and start) and item. */
void build_quote_in(struct build *b);
void build_list_in(struct build *b, cmark_list_type kind, int start);
void build_item_in(struct build *b);
/* Leave the innermost of these; nothing when there is none. */
void build_out(struct build *b, cmark_node_type type);

/* End the open paragraph or heading, if there is one. */
void build_flush(struct build *b);
/* What follows, up to build_flush(), is a heading. */
void build_heading(struct build *b, int level);
void build_rule(struct build *b);
void build_code_block(struct build *b, const char *text, size_t len,
    const char *info);
/* A table in finished Markdown, its last line without an end. */
void build_table(struct build *b, const char *markdown);
/* WordPress's mark of the summary's end; nothing within quotes and lists. */
void build_more(struct build *b);

/* url and title for links, else NULL; both are copied. */
void build_style_in(struct build *b, enum style style, const char *url,
    const char *title);
void build_style_out(struct build *b, enum style style);
/* Text with blanks as HTML has them: any run of them is one space. */
void build_text(struct build *b, const char *text, size_t len);
/* One is a hard break, two in a row end the paragraph. */
void build_break(struct build *b);
void build_image(struct build *b, const char *url, const char *alt);

#endif
