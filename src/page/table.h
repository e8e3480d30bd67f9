#ifndef PAGE_TABLE_H
#define PAGE_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "page/page.h"
#include "page/wrap.h"

struct link_list;
struct inline_text;

/* A table's cells as a writer shows them. */
struct table_layout {
	const struct table *table;
	struct table_cell *cells; /* owned, with text: table_free() */
	struct buf text;
	size_t *widths; /* owned; of the columns, once table_fits() said yes */
};

/* Show all cells of a table, row by row, and list their links. */
void table_read(struct table_layout *g, const struct table *t,
    struct inline_text *s, struct link_list *refs);
void table_free(struct table_layout *g);

/*
 * Do the columns fit side by side?  Never for a table of more than 5,000
 * cells (conversion.md 3), and never where letters run from right to left:
 * a terminal would turn each line, and no column would stay one.
 */
bool table_fits(struct table_layout *g, size_t width);
/*
 * The table in columns, the header underlined, after table_fits() said yes: a
 * line for each row, without trailing blanks.
 */
void table_columns(const struct table_layout *g, line_sink *sink, void *ctx);
/*
 * The table as records: "Header: value" lines of any length, an empty line
 * between two rows.  A table of a header alone is its cells, one a line.
 */
void table_records(const struct table_layout *g, line_sink *sink, void *ctx);
/* Append "Dam, Height (m), Year": the header's words, not too many. */
void table_header(const struct table_layout *g, struct buf *out);
/* Does a row begin with a dot? */
bool table_is_dotted(const struct table_layout *g);

#endif
