#ifndef IMPORT_ARTICLE_PAGE_ENDING_H
#define IMPORT_ARTICLE_PAGE_ENDING_H

#include "import/article/page_edges.h"

/*
 * Take out of the body what stands in and below the text and is none: labels
 * with links to other articles, comments, topics, calls to share, notices.
 */
void page_ending_drop(struct page_edges *e);

#endif
