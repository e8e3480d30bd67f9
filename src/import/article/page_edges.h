#ifndef IMPORT_ARTICLE_PAGE_EDGES_H
#define IMPORT_ARTICLE_PAGE_EDGES_H

#include <stdbool.h>

#include <libxml/tree.h>

struct arena;
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

/*
 * Read what stands between the headline and the text, in the body and outside
 * of it: date and byline are facts if none are known yet, and go; a standfirst
 * outside of the body leads the text, unless the text begins with it.
 */
void page_opening_read(struct page_edges *e);
/*
 * Take out of the body what stands in and below the text and is none: labels
 * with links to other articles, comments, topics, calls to share, notices.
 */
void page_ending_drop(struct page_edges *e);

/* Is an element a line of date and names alone?  They are facts then. */
bool page_opening_is_meta(const struct page_edges *e, xmlNode *n);
/* Is it called like a standfirst? */
bool page_opening_is_standfirst(struct arena *a, const xmlNode *n);

#endif
