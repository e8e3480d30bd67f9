#ifndef IMPORT_ARTICLE_ARCHIVE_FIND_H
#define IMPORT_ARTICLE_ARCHIVE_FIND_H

#include <stdbool.h>
#include <stddef.h>

#include <libxml/tree.h>

struct arena;
struct intake;
struct page_facts;

/* A headline that is a link, and what belongs to it. */
struct entry {
	xmlNode *heading, *link;
	const char *url;       /* where it leads */
	xmlNode *first, *last; /* siblings that hold it and its excerpt */
	size_t prose;          /* bytes of the excerpt */
	bool again;            /* one above leads to the same place */
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
};

/* What a page is by its headlines. */
enum page_kind {
	PAGE_ARTICLE,
	PAGE_LIST,   /* of articles with excerpts */
	PAGE_TITLES, /* of titles, perhaps with dates: no text at all */
};

/*
 * Find them in a page, which is weighed by it.  heading: what shows the page's
 * own title, or NULL.
 */
void archive_find(struct entries *l, struct arena *a, xmlNode *root,
    const struct page_facts *facts, const xmlNode *heading);
enum page_kind archive_kind(const struct entries *l);
/*
 * On the page of an article: take out what holds nothing but teasers of
 * others, and not the element keep (or NULL).  The entries are used up.
 */
void archive_drop_cards(const struct entries *l, const xmlNode *keep,
    const struct intake *in);

#endif
