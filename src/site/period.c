#include <string.h>

#include "base/arena.h"
#include "capsule/address.h"
#include "site/book_page.h"
#include "site/listing.h"
#include "site/pages.h"
#include "site/parts/page_end.h"

enum { MANY = 12 * 400 }; /* months on the archive's page */

/* ---- /archive/ and /2021/ ------------------------------------------------ */

/* A month's key is "2021-06". */
static int
month_of(const char *key)
{
	return (key[5] - '0') * 10 + (key[6] - '0');
}

static int
year_of(const char *key)
{
	return (key[0] - '0') * 1000 + (key[1] - '0') * 100 +
	       (key[2] - '0') * 10 + (key[3] - '0');
}

static const char *
title_of(struct context *ctx, const char *month_key)
{
	return words_month_title(ctx->arena, ctx->language, year_of(month_key),
	    month_of(month_key));
}

static const char *
address_of(struct context *ctx, const char *month_key)
{
	return arena_printf(ctx->arena, "/%.4s/%.2s/", month_key,
	    month_key + 5);
}

static void
link_month(struct context *ctx, struct link_group *ways,
    const struct list *month)
{
	link_group_link(ways, LOOK_ALL, address_of(ctx, month->key),
	    page_parts_counted(ctx, title_of(ctx, month->key), month->count));
}

/* Bylines and days lead: they are shorter ways in than a list of months. */
static void
other_ways_in(struct context *ctx)
{
	struct link_group ways = link_group_begin(&ctx->r->page);

	if (index_has(ctx->index, LIST_AUTHOR))
		link_group_link(&ways, LOOK_ALL, PATH_AUTHORS,
		    context_words(ctx, WORD_AUTHORS));
	if (index_has(ctx->index, LIST_DAY))
		link_group_link(&ways, LOOK_ALL, PATH_DAYS,
		    context_words(ctx, WORD_DIGEST));
	if (index_count(ctx->index) > 0)
		link_group_link(&ways, LOOK_ALL, PATH_TITLES,
		    context_words(ctx, WORD_ALL_TITLES));
	book_links(ctx, &ways, "/archive", index_count(ctx->index));
}

/* Each year, and below it its months; both newest first. */
static void
all_months(struct context *ctx)
{
	const struct list_name *years;
	const struct list *months;
	size_t nyears = index_years(ctx->index, ctx->arena, &years);
	size_t nmonths = index_lists(ctx->index, ctx->arena, LIST_MONTH, NULL,
	    MANY, &months);
	size_t m = 0;

	page_parts_begin_list(ctx, context_words(ctx, WORD_ARCHIVE));
	page_parts_line(ctx, context_articles(ctx, index_count(ctx->index)));
	other_ways_in(ctx);
	for (size_t y = 0; y < nyears; y++) {
		struct link_group ways = link_group_begin(&ctx->r->page);

		link_group_link(&ways, LOOK_ALL,
		    arena_printf(ctx->arena, "/%s/", years[y].key),
		    page_parts_counted(ctx, years[y].key, years[y].count));
		for (; m < nmonths &&
		       strncmp(months[m].key, years[y].key, 4) == 0;
		     m++)
			link_month(ctx, &ways, &months[m]);
	}
	page_end_list(ctx, 1);
}

static void
all_titles(struct context *ctx, const char *rest)
{
	struct listing l = { .page = 1, .titles = PATH_TITLES };

	if (rest[0] != '\0')
		l.page = context_number(rest);
	if (l.page == 0 ||
	    !index_list(ctx->index, ctx->arena, LIST_ALL, "", &l.list))
		return;
	l.title = context_words(ctx, WORD_ALL_TITLES);
	l.feed = PATH_FEED;
	l.feed_label = context_words(ctx, WORD_FEED);
	listing_titles_page(ctx, &l);
}

void
months_page(struct context *ctx)
{
	const char *rest = ctx->rest;
	char segment[sizeof "titles"];

	if (rest[0] == '\0')
		all_months(ctx);
	else if (context_segment(&rest, segment, sizeof segment) &&
		 strcmp(segment, "titles") == 0)
		all_titles(ctx, rest);
}

static void
year(struct context *ctx, const char *key)
{
	struct link_group ways = link_group_begin(&ctx->r->page);
	const struct list *months;
	size_t count = 0;
	size_t n =
	    index_lists(ctx->index, ctx->arena, LIST_MONTH, key, 12, &months);

	if (n == 0)
		return;
	for (size_t i = 0; i < n; i++)
		count += months[i].count;
	page_parts_begin_list(ctx, key);
	page_parts_line(ctx, context_articles(ctx, count));
	for (size_t i = 0; i < n; i++)
		link_month(ctx, &ways, &months[i]);
	page_end_list(ctx, 1);
}

/* ---- /2021/06/ ----------------------------------------------------------- */

/* The months before and after this one that have articles. */
static void
months_around(struct context *ctx, const struct list *month,
    struct link_group *ways)
{
	struct listing_around around = listing_around(ctx, month);
	const struct {
		const struct date *date;
		enum word word;
	} sides[] = {
		{ &around.older, WORD_OLDER },
		{ &around.newer, WORD_NEWER },
	};

	for (size_t i = 0; i < 2; i++) {
		const struct date *d = sides[i].date;

		if (d->known)
			link_group_link(ways, LOOK_ALL,
			    arena_printf(ctx->arena, "/%04d/%02d/", d->year,
				d->month),
			    context_words_with(ctx, sides[i].word,
				words_month(ctx->arena, ctx->language, d->year,
				    d->month),
				NULL));
	}
}

static void
month(struct context *ctx, const char *key, const char *rest)
{
	struct listing l = { .page = 1 };
	struct link_group ways = link_group_begin(&ctx->r->page);

	if (!index_list(ctx->index, ctx->arena, LIST_MONTH, key, &l.list))
		return;
	l.title = title_of(ctx, key);
	l.first = address_of(ctx, key);
	l.stem = arena_printf(ctx->arena, "%sp", l.first);
	if (listing_whole(ctx, &l, rest))
		return;
	if (rest[0] != '\0')
		l.page = rest[0] == 'p' ? context_number(rest + 1) : 0;
	if (l.page == 0 || !listing_show(ctx, &l))
		return;
	listing_turns(ctx, &l, listing_pages(ctx, &l.list), &ways);
	months_around(ctx, &l.list, &ways);
	listing_views(ctx, &l, &ways);
	page_end_list(ctx, l.page);
}

static bool
is_month(const char *s)
{
	int n =
	    strspn(s, "0123456789") == 2 ? (s[0] - '0') * 10 + (s[1] - '0') : 0;

	return n >= 1 && n <= 12;
}

/* "2021", or a month: "2021/06", "2021/06/p2", "2021/06/all". */
void
period_page(struct context *ctx)
{
	const char *rest = ctx->rest;
	char y[5], m[3];

	if (!context_segment(&rest, y, sizeof y))
		return;
	if (rest[0] == '\0')
		year(ctx, y);
	else if (context_segment(&rest, m, sizeof m) && is_month(m))
		month(ctx, arena_printf(ctx->arena, "%s-%s", y, m), rest);
}
