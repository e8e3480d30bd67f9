#ifndef IMPORT_ARTICLE_PAGE_FACTS_H
#define IMPORT_ARTICLE_PAGE_FACTS_H

#include <stdbool.h>
#include <stddef.h>

#include <libxml/tree.h>

#include "capsule/front_matter.h"

/*
 * What a web page says about itself for machines: JSON-LD first, then
 * OpenGraph and other <meta>, then microdata and microformats in the body.
 * Strings are "" where nothing is said; all are in the arena.
 */
struct page_facts {
	struct arena *arena; /* borrowed */
	const char *title, *summary, *image, *image_alt, *lang;
	const char *url;  /* its canonical address */
	const char *site; /* the site's name */
	const char *base; /* what its links start from */
	struct date date, updated;
	struct fm_names authors, topics;
	bool is_article; /* it says so */
	bool is_list;    /* it says that it lists articles */
};

/* url: where the page was fetched from, or "". */
void page_facts_read(struct page_facts *f, struct arena *a, xmlNode *root,
    const char *url);

/* Parts of it: the text of a <script type="application/ld+json">. */
void page_facts_json(struct page_facts *f, const char *json);
/* Set a fact that is not known yet; blanks folded, entities in it read. */
void page_fact(struct page_facts *f, const char **fact, const char *text);
void page_fact_date(struct date *d, const char *text);

#endif
