#ifndef IMPORT_ARTICLE_PAGE_OPENING_H
#define IMPORT_ARTICLE_PAGE_OPENING_H

#include <stdbool.h>

#include "import/article/page_edges.h"

struct arena;

/*
 * Read what stands between the headline and the text, in the body and outside
 * of it: date and byline are facts if none are known yet, and go; a standfirst
 * outside of the body leads the text, unless the text begins with it.
 */
void page_opening_read(struct page_edges *e);

/* Is an element a line of date and names alone?  They are facts then. */
bool page_opening_is_meta(const struct page_edges *e, xmlNode *n);
/* Is it called like a standfirst? */
bool page_opening_is_standfirst(struct arena *a, const xmlNode *n);

#endif
