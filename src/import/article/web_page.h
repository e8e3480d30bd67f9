#ifndef IMPORT_ARTICLE_WEB_PAGE_H
#define IMPORT_ARTICLE_WEB_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include <libxml/tree.h>

#include "import/core/item.h"

struct reading;

/*
 * A saved article page: title, byline, dates, topics, language and lead image
 * by what the page says for machines (page_facts.h), else by what it shows
 * (page_title.h, page_opening.h, page_ending.h); the text by its structure and
 * density (page_body.h), without what stands around it (page_junk.h).  What is
 * left out is told to the intake.
 */

/*
 * Fill an item from the bytes of a page in any encoding; its identity is
 * "page:" and the page's address.  url: where it was fetched from, or "".
 * in may be NULL.  False when no article is found; it is then as it was.
 */
bool web_page_item(struct item *it, const char *html, size_t len,
    const char *url, const struct intake *in);
/* The same from a tree, which is used up. */
bool web_page_of_tree(struct item *it, xmlNode *root, const char *url,
    const struct intake *in);

#endif
