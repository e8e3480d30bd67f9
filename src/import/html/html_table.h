#ifndef IMPORT_HTML_HTML_TABLE_H
#define IMPORT_HTML_HTML_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include <libxml/tree.h>

struct arena;

/*
 * A data table as a grid of its cells.  A cell that spans rows or columns
 * stands in the first of them; the others, and those that a short row lacks,
 * are NULL.
 */
struct html_table {
	size_t rows, columns;
	bool header;    /* the first row names the columns */
	xmlNode **cell; /* rows * columns, in the arena; a NULL is empty */
};

/*
 * Does a table hold data, rather than a page's layout?  It has no table and
 * no big blocks or stories inside, and a header, or at least two rows of two
 * columns.
 */
bool html_table_is_data(const xmlNode *table);
void html_table_read(struct html_table *t, struct arena *a, xmlNode *table);

#endif
