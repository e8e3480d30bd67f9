#include <string.h>

#include "base/arena.h"
#include "site/feed.h"
#include "site/listing.h"
#include "site/pages.h"

enum {
	NEWEST_DAYS = 30, /* on the first page of days */
	MONTH_DAYS = 31,
};

static const char feed_path[] = "/digest/atom.xml";

/* The key of a month of days as it is in addresses: "2021-05". */
static const char *
month_path(struct visit *v, const struct date *d)
{
	return arena_printf(v->arena, "/digest/%04d-%02d", d->year, d->month);
}

/* "2021-06-15 3 articles": an entry for who subscribes to the page. */
static void
link_days(struct visit *v, const struct list *days, size_t n)
{
	struct ways ways = ways_begin(&v->r->page);

	for (size_t i = 0; i < n; i++)
		ways_link(&ways, LOOK_ALL,
		    arena_printf(v->arena, "/digest/%s", days[i].key),
		    arena_printf(v->arena, "%s %s", days[i].key,
			words_articles(v->arena, v->capsule->language,
			    days[i].count)));
}

static void
leave(struct visit *v, struct ways *ways, bool days)
{
	if (days)
		ways_link(ways, LOOK_ALL, "/digest/",
		    visit_words(v, WORD_DIGEST));
	ways_link(ways, LOOK_ALL, feed_path, visit_words(v, WORD_FEED_DIGEST));
	ways_home(ways, v);
}

/* A month before or after, when it is known. */
static void
link_month(struct visit *v, struct ways *ways, const struct date *d,
    enum word word)
{
	if (d->known)
		ways_link(ways, LOOK_ALL, month_path(v, d),
		    visit_words_with(v, word,
			furniture_month(v, d->year, d->month), NULL));
}

/* The newest days; those before are on the pages of their months. */
static void
newest_days(struct visit *v)
{
	struct ways ways = ways_begin(&v->r->page);
	const struct list *days;
	size_t n = index_lists(v->index, v->arena, LIST_DAY, NULL,
	    NEWEST_DAYS + 1, &days);

	furniture_list_title(v, visit_words(v, WORD_DIGEST));
	link_days(v, days, n > NEWEST_DAYS ? NEWEST_DAYS : n);
	if (n > NEWEST_DAYS)
		link_month(v, &ways, &days[NEWEST_DAYS].newest, WORD_EARLIER);
	leave(v, &ways, false);
}

static void
days_of_month(struct visit *v, const char *key)
{
	struct ways ways = ways_begin(&v->r->page);
	struct listing_around around;
	const struct list *days;
	struct list month;
	size_t n;

	if (!index_list(v->index, v->arena, LIST_MONTH, key, &month))
		return;
	n = index_lists(v->index, v->arena, LIST_DAY, key, MONTH_DAYS, &days);
	around = listing_around(v, &month);
	furniture_list_title(v,
	    arena_printf(v->arena, "%s: %s", visit_words(v, WORD_DIGEST),
		furniture_month(v, month.newest.year, month.newest.month)));
	link_days(v, days, n);
	link_month(v, &ways, &around.earlier, WORD_EARLIER);
	link_month(v, &ways, &around.later, WORD_LATER);
	leave(v, &ways, true);
}

static void
link_day(struct visit *v, struct ways *ways, const struct date *d,
    enum word word)
{
	const char *day = furniture_day(v, d);

	if (day[0] != '\0')
		ways_link(ways, LOOK_ALL,
		    arena_printf(v->arena, "/digest/%s", day),
		    visit_words_with(v, word, day, NULL));
}

static void
one_day(struct visit *v, const char *key, const char *rest)
{
	struct listing l = { .page = 1 };
	struct ways ways = ways_begin(&v->r->page);
	struct listing_around around;

	if (rest[0] != '\0')
		l.page = visit_number(rest);
	if (l.page == 0 ||
	    !index_list(v->index, v->arena, LIST_DAY, key, &l.list))
		return;
	l.title = visit_words_with(v, WORD_DIGEST_OF, key, NULL);
	l.first = arena_printf(v->arena, "/digest/%s", key);
	l.stem = arena_printf(v->arena, "%s/", l.first);
	if (!listing_show(v, &l, ""))
		return;
	around = listing_around(v, &l.list);
	listing_ways(v, &l, listing_pages(v, &l.list), &ways);
	link_day(v, &ways, &around.earlier, WORD_EARLIER);
	link_day(v, &ways, &around.later, WORD_LATER);
	leave(v, &ways, true);
}

void
digest_page(struct visit *v)
{
	const char *rest = v->rest;
	char key[sizeof "2021-06-15"];

	if (rest[0] == '\0') {
		newest_days(v);
	} else if (strcmp(rest, "atom.xml") == 0) {
		feed_days(v, &(struct feed){ .title = arena_printf(v->arena,
						 "%s: %s", v->capsule->title,
						 visit_words(v, WORD_DIGEST)),
				 .self = feed_path,
				 .page = "/digest/" });
	} else if (visit_segment(&rest, key, sizeof key)) {
		if (strlen(key) == sizeof "2021-06" - 1 && rest[0] == '\0')
			days_of_month(v, key);
		else
			one_day(v, key, rest);
	}
}
