#include <string.h>

#include "base/arena.h"
#include "capsule/address.h"
#include "site/book_page.h"
#include "site/feed.h"
#include "site/listing.h"
#include "site/pages.h"
#include "site/parts/page_end.h"

enum {
	NEWEST_DAYS = 30, /* on the first page of days */
	MONTH_DAYS = 31,
};

/* The key of a month of days as it is in addresses: "2021-05". */
static const char *
month_path(struct context *ctx, const struct date *d)
{
	return arena_printf(ctx->arena, PATH_DAYS "%04d-%02d", d->year,
	    d->month);
}

/*
 * "The Deadline Moves", or with what else there was: "... and 1 more".  The
 * day is called by what came first: the last is often a round-up of it.  NULL:
 * nothing that may be named.
 */
static const char *
headline(struct context *ctx, const struct list *day)
{
	struct card first;

	if (!listing_oldest(ctx, day, &first))
		return NULL;
	if (day->count == 1)
		return first.title;
	return context_words_with(ctx, WORD_AND_MORE, first.title,
	    arena_printf(ctx->arena, "%zu", day->count - 1));
}

/* "2021-06-17 The Other Peru": an entry for who subscribes to the page. */
static void
link_days(struct context *ctx, const struct list *days, size_t n)
{
	struct link_group ways = link_group_begin(&ctx->r->page);

	for (size_t i = 0; i < n; i++) {
		const char *line = headline(ctx, &days[i]);

		if (line != NULL)
			link_group_link(&ways, LOOK_ALL,
			    arena_printf(ctx->arena, PATH_DAYS "%s",
				days[i].key),
			    arena_printf(ctx->arena, "%s %s", days[i].key,
				line));
	}
}

static void
leave(struct context *ctx, struct link_group *ways, size_t page)
{
	link_group_link(ways, LOOK_ALL, PATH_DAYS_FEED,
	    context_words(ctx, WORD_FEED_DIGEST));
	page_end_list(ctx, page);
}

/* A month before or after, when it is known. */
static void
link_month(struct context *ctx, struct link_group *ways, const struct date *d,
    enum word word)
{
	if (d->known)
		link_group_link(ways, LOOK_ALL, month_path(ctx, d),
		    context_words_with(ctx, word,
			words_month(ctx->arena, ctx->language, d->year,
			    d->month),
			NULL));
}

/* The newest days; those before are on the pages of their months. */
static void
newest_days(struct context *ctx)
{
	struct link_group ways = link_group_begin(&ctx->r->page);
	const struct list *days;
	size_t n = index_lists(ctx->index, ctx->arena, LIST_DAY, NULL,
	    NEWEST_DAYS + 1, &days);

	page_parts_begin_list(ctx, context_words(ctx, WORD_DIGEST));
	link_days(ctx, days, n > NEWEST_DAYS ? NEWEST_DAYS : n);
	if (n > NEWEST_DAYS)
		link_month(ctx, &ways, &days[NEWEST_DAYS].newest, WORD_OLDER);
	leave(ctx, &ways, 1);
}

static void
days_of_month(struct context *ctx, const char *key)
{
	struct link_group ways = link_group_begin(&ctx->r->page);
	struct listing_around around;
	const struct list *days;
	struct list month;
	size_t n;

	if (!index_list(ctx->index, ctx->arena, LIST_MONTH, key, &month))
		return;
	n = index_lists(ctx->index, ctx->arena, LIST_DAY, key, MONTH_DAYS,
	    &days);
	around = listing_around(ctx, &month);
	page_parts_begin_list(ctx,
	    arena_printf(ctx->arena, "%s: %s", context_words(ctx, WORD_DIGEST),
		words_month(ctx->arena, ctx->language, month.newest.year,
		    month.newest.month)));
	link_days(ctx, days, n);
	book_links(ctx, &ways, arena_printf(ctx->arena, PATH_ISSUES "%s", key),
	    month.count);
	link_month(ctx, &ways, &around.older, WORD_OLDER);
	link_month(ctx, &ways, &around.newer, WORD_NEWER);
	leave(ctx, &ways, 1);
}

static void
link_day(struct context *ctx, struct link_group *ways, const struct date *d,
    enum word word)
{
	const char *day = page_parts_day(ctx, d);

	if (day[0] != '\0')
		link_group_link(ways, LOOK_ALL,
		    arena_printf(ctx->arena, PATH_DAYS "%s", day),
		    context_words_with(ctx, word, day, NULL));
}

static void
one_day(struct context *ctx, const char *key, const char *rest)
{
	struct listing l = { .page = 1 };
	struct link_group ways = link_group_begin(&ctx->r->page);
	struct listing_around around;

	if (!index_list(ctx->index, ctx->arena, LIST_DAY, key, &l.list))
		return;
	l.title = context_words_with(ctx, WORD_DIGEST_OF, key, NULL);
	l.first = arena_printf(ctx->arena, PATH_DAYS "%s", key);
	l.stem = arena_printf(ctx->arena, "%s/", l.first);
	if (listing_whole(ctx, &l, rest))
		return;
	if (rest[0] != '\0')
		l.page = context_number(rest);
	if (l.page == 0 || !listing_show(ctx, &l))
		return;
	around = listing_around(ctx, &l.list);
	listing_turns(ctx, &l, listing_pages(ctx, &l.list), &ways);
	listing_views(ctx, &l, &ways);
	link_day(ctx, &ways, &around.older, WORD_OLDER);
	link_day(ctx, &ways, &around.newer, WORD_NEWER);
	leave(ctx, &ways, l.page);
}

void
digest_page(struct context *ctx)
{
	const char *rest = ctx->rest;
	char key[sizeof "2021-06-15"];

	if (rest[0] == '\0') {
		newest_days(ctx);
	} else if (strcmp(rest, "atom.xml") == 0) {
		feed_days(ctx,
		    &(struct feed){ .title = arena_printf(ctx->arena, "%s: %s",
					ctx->capsule->title,
					context_words(ctx, WORD_DIGEST)),
			.self = PATH_DAYS_FEED,
			.page = PATH_DAYS });
	} else if (context_segment(&rest, key, sizeof key)) {
		if (strlen(key) == sizeof "2021-06" - 1 && rest[0] == '\0')
			days_of_month(ctx, key);
		else
			one_day(ctx, key, rest);
	}
}
