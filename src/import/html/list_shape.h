#ifndef IMPORT_HTML_LIST_SHAPE_H
#define IMPORT_HTML_LIST_SHAPE_H

#include <cmark.h>

/* What cmark's writer needs so that a list is read again as it was built. */

/* A list with an item of several paragraphs needs blank lines to hold them. */
void list_shape_loosen(cmark_node *list);
/*
 * An item that begins with a list of bullets comes out indented wrongly
 * ("  -   - x"): the inner items take its place.
 */
void list_shape_lift(cmark_node *item);

#endif
