#ifndef IMPORT_HTML_HTML_TABLE_H
#define IMPORT_HTML_HTML_TABLE_H

#include <stdbool.h>

#include <libxml/tree.h>

struct buf;

/*
 * Does a table hold data, rather than a page's layout?  It has no table and
 * no big blocks inside, and a header, or at least two rows of two columns.
 */
bool html_table_is_data(const xmlNode *table);
/*
 * Append a data table as a pipe table, its caption before it.  A table
 * without a header row gets an empty one; rows are made equally long; a cell
 * that spans columns stands in the first of them.
 */
void html_table(xmlNode *table, const char *base, struct buf *out);

#endif
