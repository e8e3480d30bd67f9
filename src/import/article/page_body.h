#ifndef IMPORT_ARTICLE_PAGE_BODY_H
#define IMPORT_ARTICLE_PAGE_BODY_H

#include <libxml/tree.h>

struct arena;

/*
 * The element that holds an article's text: what the page itself marks so
 * (itemprop="articleBody", class="entry-content" and the like), if that is
 * where most of its prose is, else by density: where paragraphs with commas
 * and full stops, and few links, are together.  In a weighed tree
 * (page_tree.h).  NULL: there is no prose at all.
 */
xmlNode *page_body_find(struct arena *a, xmlNode *root);
/* Only what the page marks as an article's text; the largest, or NULL. */
xmlNode *page_body_marked(struct arena *a, xmlNode *root);

#endif
