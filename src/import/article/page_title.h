#ifndef IMPORT_ARTICLE_PAGE_TITLE_H
#define IMPORT_ARTICLE_PAGE_TITLE_H

#include <libxml/tree.h>

struct arena;
struct page_facts;

struct page_title {
	const char *title; /* in the facts' arena; "": none */
	xmlNode *heading;  /* the element that shows it, or NULL */
};

/*
 * The title of an article's page and the heading that shows it: of what the
 * page says for machines, what a heading says, too; else the page's only
 * heading.
 */
void page_title_find(struct page_title *t, const struct page_facts *f,
    xmlNode *root);
/* A title without the name of its site: "A Headline - Site". */
const char *page_title_bare(struct arena *a, const char *title,
    const char *site);

#endif
