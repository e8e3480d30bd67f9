#ifndef IMPORT_ARTICLE_PAGE_FACT_H
#define IMPORT_ARTICLE_PAGE_FACT_H

#include <stdbool.h>

#include "capsule/front_matter.h"

/*
 * What a web page says about itself, filled fact by fact: the first who says
 * something is believed.  Strings are "" where nothing is said; all are in
 * the arena.
 */
struct page_facts {
	struct arena *arena; /* borrowed */
	const char *title, *summary, *image, *image_alt, *lang;
	const char *name, *social; /* other titles: schema.org's, OpenGraph's */
	const char *text; /* the whole article, where JSON-LD has it, or "" */
	const char *url;  /* its canonical address */
	const char *site; /* the site's name */
	const char *publisher; /* who stands behind it; often the site's name */
	const char *base;      /* what its links start from */
	struct date date, updated;
	struct fm_names authors, topics;
	bool is_article; /* it says so */
	bool is_story; /* it says so in JSON-LD: no theme writes that on all */
	bool is_list;  /* it says that it lists articles */
};

/* Set a fact that is not known yet; blanks folded, entities in it read. */
void page_fact(struct page_facts *f, const char **fact, const char *text);
/* The same for a day in any form; of one moment, the form with a zone. */
void page_fact_date(struct date *d, const char *text);
/*
 * Add the people of a byline; an address names nobody.  "Moss, Ada", as
 * libraries and journals write it, is one person.
 */
void page_fact_author(struct page_facts *f, const char *byline);
/* Does an address lead to another page of the same site? */
bool page_fact_is_own_site(const struct page_facts *f, const char *url);
/* Does a line begin with the whole name of an author? */
bool page_fact_is_of_author(const struct page_facts *f, const char *line);
/* "es_PE" as "es-PE", "" for what is none. */
const char *page_fact_lang(struct arena *a, const char *lang);

#endif
