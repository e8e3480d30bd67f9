#ifndef PAGE_GRID_H
#define PAGE_GRID_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "page/lines.h"
#include "page/page.h"

struct refs;
struct shown;

/* A table's cells as a writer shows them. */
struct grid {
	const struct table *table;
	struct grid_cell *cells; /* owned, with text: grid_free() */
	struct buf text;
	size_t *widths; /* owned; of the columns, once grid_fits() said yes */
};

/* Show all cells of a table, row by row, and list their links. */
void grid_read(struct grid *g, const struct table *t, struct shown *s,
    struct refs *refs);
void grid_free(struct grid *g);

/*
 * Do the columns fit side by side?  Never for a table of more than 5,000
 * cells (conversion.md 3).
 */
bool grid_fits(struct grid *g, size_t width);
/*
 * The table in columns, the header underlined, after grid_fits() said yes: a
 * line for each row, without trailing blanks.
 */
void grid_columns(const struct grid *g, line_sink *sink, void *ctx);
/*
 * The table as records: "Header: value" lines of any length, an empty line
 * between two rows.  A table of a header alone is its cells, one a line.
 */
void grid_records(const struct grid *g, line_sink *sink, void *ctx);
/* Does a row begin with a dot? */
bool grid_is_dotted(const struct grid *g);

#endif
