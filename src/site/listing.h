#ifndef SITE_LISTING_H
#define SITE_LISTING_H

#include <stdbool.h>
#include <stddef.h>

#include "site/parts/page_parts.h"

/*
 * A list of articles over several pages, and the addresses below it that
 * topics and authors have alike.
 */

struct listing {
	struct list list;
	const char *title;
	const char *first; /* address of the first page: "/t/peru/" */
	const char *stem;  /* of the others, before the number: "/t/peru/" */
	size_t page;       /* this one, counted from 1 */
	const char *titles, *feed, *feed_label; /* NULL: it has none */
	const char *rest; /* what follows the list's own address, or NULL */
};

/* A kind of lists that stand below an address of their own. */
struct listing_kind {
	enum list_kind kind;
	const char *root; /* "/t/", "/author/" */
	enum word feed_label;
	void (*all)(struct context *ctx); /* the page at root itself */
	void (*page)(struct context *ctx, const struct listing *l);
};

/*
 * Answer what ctx->rest asks for below the root: "" for all of them, "KEY" and
 * "KEY/2" for one and its pages, "KEY/titles", "KEY/titles/2", "KEY/atom.xml".
 * Nothing is done when there is no such address, or the list is empty.
 */
void listing_answer(struct context *ctx, const struct listing_kind *kind);

/*
 * Begin a page: title, count; then the articles with their excerpts.  False,
 * with nothing done, when there is no such page.
 */
bool listing_show(struct context *ctx, const struct listing *l);
/* The same with a description in the title's and a text in the list's front;
 * both may be "". */
bool listing_show_below(struct context *ctx, const struct listing *l,
    const char *description, const struct markdown_text *text);
/* How many such pages. */
size_t listing_pages(const struct context *ctx, const struct list *list);

/*
 * The ways on, in this order: next page, last page, ...; then titles only and
 * the feed.  page_end_list() is the caller's.
 */
void listing_turns(struct context *ctx, const struct listing *l, size_t pages,
    struct link_group *ways);
void listing_views(struct context *ctx, const struct listing *l,
    struct link_group *ways);

/*
 * Answer rest, what follows the list's address, when it asks for its articles
 * in full (whole.h); false: it is something else.
 */
bool listing_whole(struct context *ctx, const struct listing *l,
    const char *rest);

/*
 * The whole page at l->titles: titles only, 100 on a page.  Nothing is done
 * when there is no such page.
 */
void listing_titles_page(struct context *ctx, const struct listing *l);

/* The oldest article of a list; false: it is empty. */
bool listing_oldest(struct context *ctx, const struct list *list,
    struct card *out);

/*
 * The days of the articles just before and after the whole list in time; not
 * known where there is none.  For lists of a month or a day.
 */
struct listing_around {
	struct date older, newer;
};
struct listing_around listing_around(struct context *ctx,
    const struct list *list);

#endif
