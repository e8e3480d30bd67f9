#include <string.h>

#include "base/arena.h"
#include "site/listing.h"
#include "site/pages.h"

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
title_of(struct visit *v, const char *month_key)
{
	return furniture_month(v, year_of(month_key), month_of(month_key));
}

static const char *
address_of(struct visit *v, const char *month_key)
{
	return arena_printf(v->arena, "/%.4s/%.2s/", month_key, month_key + 5);
}

static void
link_month(struct visit *v, struct ways *ways, const struct list *month)
{
	ways_link(ways, LOOK_ALL, address_of(v, month->key),
	    furniture_counted(v, title_of(v, month->key), month->count));
}

static bool
is_any(struct visit *v, enum list_kind kind)
{
	const struct list *lists;

	return index_lists(v->index, v->arena, kind, NULL, 1, &lists) > 0;
}

/* The ways that leave the archive's page, to what there is. */
static void
leave(struct visit *v)
{
	struct ways ways = ways_begin(&v->r->page);

	if (index_count(v->index) > 0)
		ways_link(&ways, LOOK_ALL, "/archive/titles",
		    visit_words(v, WORD_ALL_TITLES));
	if (is_any(v, LIST_AUTHOR))
		ways_link(&ways, LOOK_ALL, "/author/",
		    visit_words(v, WORD_AUTHORS));
	if (is_any(v, LIST_DAY))
		ways_link(&ways, LOOK_ALL, "/digest/",
		    visit_words(v, WORD_DIGEST));
	ways_home(&ways, v);
}

/* Each year, and below it its months; both newest first. */
static void
all_months(struct visit *v)
{
	const struct list_name *years;
	const struct list *months;
	size_t nyears = index_years(v->index, v->arena, &years);
	size_t nmonths =
	    index_lists(v->index, v->arena, LIST_MONTH, NULL, MANY, &months);
	size_t m = 0;

	furniture_list_title(v, visit_words(v, WORD_ARCHIVE));
	furniture_line(v, words_articles(v->arena, v->capsule->language,
			      index_count(v->index)));
	for (size_t y = 0; y < nyears; y++) {
		struct ways ways = ways_begin(&v->r->page);

		ways_link(&ways, LOOK_ALL,
		    arena_printf(v->arena, "/%s/", years[y].key),
		    furniture_counted(v, years[y].key, years[y].count));
		for (; m < nmonths &&
		       strncmp(months[m].key, years[y].key, 4) == 0;
		     m++)
			link_month(v, &ways, &months[m]);
	}
	leave(v);
}

static void
all_titles(struct visit *v, const char *rest)
{
	struct listing l = { .page = 1, .titles = "/archive/titles" };

	if (rest[0] != '\0')
		l.page = visit_number(rest);
	if (l.page == 0 ||
	    !index_list(v->index, v->arena, LIST_ALL, "", &l.list))
		return;
	l.title = visit_words(v, WORD_ALL_TITLES);
	l.feed = "/atom.xml";
	l.feed_label = visit_words(v, WORD_FEED);
	listing_titles_page(v, &l);
}

void
archive_page(struct visit *v)
{
	const char *rest = v->rest;
	char segment[sizeof "titles"];

	if (rest[0] == '\0')
		all_months(v);
	else if (visit_segment(&rest, segment, sizeof segment) &&
		 strcmp(segment, "titles") == 0)
		all_titles(v, rest);
}

static void
year(struct visit *v, const char *key)
{
	struct ways ways = ways_begin(&v->r->page);
	const struct list *months;
	size_t count = 0;
	size_t n =
	    index_lists(v->index, v->arena, LIST_MONTH, key, 12, &months);

	if (n == 0)
		return;
	for (size_t i = 0; i < n; i++)
		count += months[i].count;
	furniture_list_title(v, key);
	furniture_line(v,
	    words_articles(v->arena, v->capsule->language, count));
	for (size_t i = 0; i < n; i++)
		link_month(v, &ways, &months[i]);
	ways = ways_begin(&v->r->page);
	ways_link(&ways, LOOK_ALL, "/archive/",
	    visit_words(v, WORD_ALL_MONTHS));
	ways_home(&ways, v);
}

/* ---- /2021/06/ ----------------------------------------------------------- */

/* The months before and after this one that have articles. */
static void
months_around(struct visit *v, const struct list *month, struct ways *ways)
{
	struct listing_around around = listing_around(v, month);
	const struct {
		const struct date *date;
		enum word word;
	} sides[] = {
		{ &around.earlier, WORD_EARLIER },
		{ &around.later, WORD_LATER },
	};

	for (size_t i = 0; i < 2; i++) {
		const struct date *d = sides[i].date;

		if (d->known)
			ways_link(ways, LOOK_ALL,
			    arena_printf(v->arena, "/%04d/%02d/", d->year,
				d->month),
			    visit_words_with(v, sides[i].word,
				furniture_month(v, d->year, d->month), NULL));
	}
}

static void
month(struct visit *v, const char *key, const char *rest)
{
	struct listing l = { .page = 1 };
	struct ways ways = ways_begin(&v->r->page);

	if (rest[0] != '\0')
		l.page = rest[0] == 'p' ? visit_number(rest + 1) : 0;
	if (l.page == 0 ||
	    !index_list(v->index, v->arena, LIST_MONTH, key, &l.list))
		return;
	l.title = title_of(v, key);
	l.first = address_of(v, key);
	l.stem = arena_printf(v->arena, "%sp", l.first);
	if (!listing_show(v, &l, ""))
		return;
	listing_ways(v, &l, listing_pages(v, &l.list), &ways);
	months_around(v, &l.list, &ways);
	listing_views(v, &l, &ways);
	ways_link(&ways, LOOK_ALL, "/archive/",
	    visit_words(v, WORD_ALL_MONTHS));
	ways_home(&ways, v);
}

static bool
is_month(const char *s)
{
	int n =
	    strspn(s, "0123456789") == 2 ? (s[0] - '0') * 10 + (s[1] - '0') : 0;

	return n >= 1 && n <= 12;
}

/* route.c has seen that this is "2021", "2021/06" or "2021/06/p2". */
void
period_page(struct visit *v)
{
	const char *rest = v->rest;
	char y[5], m[3];

	if (!visit_segment(&rest, y, sizeof y))
		return;
	if (rest[0] == '\0')
		year(v, y);
	else if (visit_segment(&rest, m, sizeof m) && is_month(m))
		month(v, arena_printf(v->arena, "%s-%s", y, m), rest);
}
