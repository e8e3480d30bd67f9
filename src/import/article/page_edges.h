#ifndef IMPORT_ARTICLE_PAGE_EDGES_H
#define IMPORT_ARTICLE_PAGE_EDGES_H

#include <libxml/tree.h>

struct buf;
struct intake;
struct page_facts;

/* An article found in a weighed page, and where its edges are told to. */
struct page_edges {
	struct page_facts *facts;
	xmlNode *root, *body;
	xmlNode *heading; /* or NULL; NULL again when it was dropped */
	const char *title;
	struct buf *lead; /* gets the Markdown of a standfirst */
	const struct intake *in;
};

#endif
