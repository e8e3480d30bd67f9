#ifndef IMPORT_ARTICLE_ARCHIVE_FIND_H
#define IMPORT_ARTICLE_ARCHIVE_FIND_H

#include <stdbool.h>
#include <stddef.h>

#include <libxml/tree.h>

struct arena;
struct page_facts;

/* A headline that is a link, and what belongs to it. */
struct entry {
	xmlNode *heading, *link;
	const char *url;       /* where it leads */
	xmlNode *first, *last; /* siblings that hold it and its excerpt */
	size_t prose;          /* bytes of the excerpt */
	bool again;            /* one above leads to the same place */
	bool stray; /* archive_mark_strays(): it stands beside the list */
};

/* The headlines of a page that lead to other pages. */
struct entries {
	struct arena *arena;            /* borrowed; holds all of it */
	const struct page_facts *facts; /* borrowed */
	xmlNode *root;
	const xmlNode *heading; /* of the page itself, or NULL */
	struct entry *entry;
	size_t n, cap;
	size_t outside; /* bytes of paragraphs that belong to none of them */
	size_t loose; /* the same of all text outside of links: verse, lists */
};

#define ARCHIVE_PARAGRAPH 80 /* bytes; the shortest article: a line or two */
#define ARCHIVE_EXCERPT   40 /* bytes; the shortest excerpt */

/*
 * Find them in a page, which is weighed by it.  heading: what shows the page's
 * own title, or NULL.
 */
void archive_find(struct entries *l, struct arena *a, xmlNode *root,
    const struct page_facts *facts, const xmlNode *heading);
/* How much of an address is the document's, without fragment and last '/'. */
size_t archive_url_length(const char *url);

#endif
