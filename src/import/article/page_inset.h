#ifndef IMPORT_ARTICLE_PAGE_INSET_H
#define IMPORT_ARTICLE_PAGE_INSET_H

#include "import/article/page_edges.h"

/*
 * Take out of the body what is set between its paragraphs and is none of them:
 * boxes that lead to other articles or ask to sign up, buttons, tables of
 * contents, links to the articles before and behind it, words of the text that
 * are repeated in large letters.
 */
void page_inset_drop(struct page_edges *e);

#endif
