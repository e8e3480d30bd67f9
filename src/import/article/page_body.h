#ifndef IMPORT_ARTICLE_PAGE_BODY_H
#define IMPORT_ARTICLE_PAGE_BODY_H

#include <stdbool.h>

#include <libxml/tree.h>

struct arena;

/*
 * The element that holds an article's text, in a weighed page (page_tree.h)
 * without junk (page_junk.h): where the most prose and the fewest links are
 * together, first within the <main> or <article> of the heading; then, in
 * there, what the page itself marks as the text (itemprop="articleBody",
 * class="entry-content" and the like), if nearly all of it is.
 *
 * heading   the article's headline, or NULL
 * declared  the page says for machines that it is an article
 *
 * NULL: there is no prose at all.
 */
xmlNode *page_body_find(struct arena *a, xmlNode *root, xmlNode *heading,
    bool declared);
/* Only what the page marks as an article's text; the largest, or NULL. */
xmlNode *page_body_marked(struct arena *a, xmlNode *root);

#endif
