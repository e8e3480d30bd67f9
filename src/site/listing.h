#ifndef SITE_LISTING_H
#define SITE_LISTING_H

#include <stdbool.h>
#include <stddef.h>

#include "site/furniture.h"

/*
 * A list of articles over several pages, and the addresses below it that
 * topics and authors have alike.
 */

enum listing_view {
	LISTING_NONE,   /* no such address, or an empty list */
	LISTING_PAGE,   /* "KEY", "KEY/2" */
	LISTING_TITLES, /* "KEY/titles", "KEY/titles/2" */
	LISTING_FEED,   /* "KEY/atom.xml" */
};

struct listing {
	struct list list;
	const char *title;
	const char *first; /* address of the first page: "/t/peru/" */
	const char *stem;  /* of the others, before the number: "/t/peru/" */
	size_t page;       /* this one, counted from 1 */
	const char *titles, *feed, *feed_label; /* NULL: it has none */
};

/*
 * What v->rest asks for below root ("/t/", "/author/"): l is filled with the
 * list, its addresses and the page's number.
 */
enum listing_view listing_open(struct visit *v, enum list_kind kind,
    const char *root, enum word feed_label, struct listing *l);

/*
 * Begin a page: title, description (or ""), count; then the articles with
 * their excerpts.  False, with nothing done, when there is no such page.
 */
bool listing_show(struct visit *v, const struct listing *l,
    const char *description);
/* How many such pages. */
size_t listing_pages(const struct visit *v, const struct list *list);

/*
 * The ways on, in this order; the front page is the caller's: next page, last
 * page, ...; then titles only, the feed, and in menus search.
 */
void listing_ways(struct visit *v, const struct listing *l, size_t pages,
    struct ways *ways);
void listing_views(struct visit *v, const struct listing *l, struct ways *ways);

/*
 * The whole page at l->titles: titles only, 100 on a page.  Nothing is done
 * when there is no such page.
 */
void listing_titles_page(struct visit *v, const struct listing *l);
/* The feed of the newest at l->feed. */
void listing_feed(struct visit *v, const struct listing *l);

/*
 * The days of the articles just before and after the whole list in time; not
 * known where there is none.  For lists of a month or a day.
 */
struct listing_around {
	struct date earlier, later;
};
struct listing_around listing_around(struct visit *v, const struct list *list);

#endif
