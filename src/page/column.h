#ifndef PAGE_COLUMN_H
#define PAGE_COLUMN_H

#include <stddef.h>

#include "page/layout.h"

/*
 * The column of MENU_WIDTH that menus and text share: every kind of block
 * that is neither a link nor a list of links, as lines for the writer's
 * line().  Prefixes of quotes and lists, hanging indents, underlined headings,
 * tables.
 */
block_writer column_heading, column_paragraph, column_code, column_rule,
    column_table, column_note;
#define COLUMN_BLOCKS                                                          \
	[BLOCK_HEADING] = column_heading,                                      \
	[BLOCK_PARAGRAPH] = column_paragraph, [BLOCK_CODE] = column_code,      \
	[BLOCK_RULE] = column_rule, [BLOCK_TABLE] = column_table,              \
	[BLOCK_NOTE] = column_note

/* The empty line between two paragraphs: the marks of the quotes. */
void column_gap(struct layout *l, const struct block *b, int quotes);
/* Only code has no mark of its quotes: it can be copied. */
bool column_unquoted(const struct block *b);

/*
 * Below the title of an entry: date and byline, then the excerpt, of which a
 * menu shows excerpt_lines.
 */
void column_entry(struct layout *l, const struct entry *e);
/* The excerpt alone, or nothing. */
void column_excerpt(struct layout *l, const char *text);
/* Fold a string at the column's width, with these prefixes. */
void column_fold(struct layout *l, const char *text, size_t len,
    const char *first, const char *rest, line_sink *sink, void *ctx);

#endif
