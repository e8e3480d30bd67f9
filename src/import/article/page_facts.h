#ifndef IMPORT_ARTICLE_PAGE_FACTS_H
#define IMPORT_ARTICLE_PAGE_FACTS_H

#include <libxml/tree.h>

#include "import/article/page_fact.h"

/*
 * Read what a web page says about itself for machines: JSON-LD first, then
 * OpenGraph and other <meta>, then microdata and microformats in the body.
 *
 * url  where the page was fetched from, or ""
 */
void page_facts_read(struct page_facts *f, struct arena *a, xmlNode *root,
    const char *url);

#endif
