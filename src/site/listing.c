#include "site/listing.h"

#include <string.h>

#include "base/arena.h"
#include "base/slug.h"
#include "site/feed.h"

enum { TITLES = 100 }; /* on a page of titles only */

/* ---- addresses ----------------------------------------------------------- */

enum view { NONE, PAGE, TITLES_ONLY, FEED };

/* "", "2", "titles", "titles/2" or "atom.xml", behind the list's key. */
static enum view
view_of(const char *rest, size_t *page)
{
	enum view view = PAGE;

	*page = 1;
	if (strcmp(rest, "atom.xml") == 0)
		return FEED;
	if (strncmp(rest, "titles", 6) == 0 &&
	    (rest[6] == '\0' || rest[6] == '/')) {
		view = TITLES_ONLY;
		rest += rest[6] == '/' ? 7 : 6;
	}
	if (*rest != '\0')
		*page = visit_number(rest);
	return *page != 0 ? view : NONE;
}

/* Fill l with the list, its addresses and the page's number. */
static enum view
open_list(struct visit *v, const struct listing_kind *kind, struct listing *l)
{
	const char *rest = v->rest, *first;
	char key[SLUG_SIZE];
	enum view view;

	*l = (struct listing){ 0 };
	if (!visit_segment(&rest, key, sizeof key))
		return NONE;
	view = view_of(rest, &l->page);
	if (view == NONE ||
	    !index_list(v->index, v->arena, kind->kind, key, &l->list))
		return NONE;
	first = arena_printf(v->arena, "%s%s/", kind->root, key);
	l->title = l->list.title;
	l->first = l->stem = first;
	l->titles = arena_printf(v->arena, "%stitles", first);
	l->feed = arena_printf(v->arena, "%satom.xml", first);
	l->feed_label = visit_words(v, kind->feed_label);
	return view;
}

/* ---- the articles -------------------------------------------------------- */

static size_t
pages_of(size_t n, size_t per_page)
{
	return (n + per_page - 1) / per_page;
}

size_t
listing_pages(const struct visit *v, const struct list *list)
{
	return pages_of(list->count, v->capsule->items);
}

/* "48 articles, newest first. Page 1 of 4." */
static void
count_line(struct visit *v, const struct listing *l, size_t pages)
{
	const char *articles =
	    words_articles(v->arena, v->capsule->language, l->list.count);
	const char *line =
	    visit_words_with(v, WORD_NEWEST_FIRST, articles, NULL);

	if (l->list.count <= 1)
		line = arena_printf(v->arena, "%s.", articles);
	if (pages > 1)
		line = arena_printf(v->arena, "%s %s", line,
		    visit_words_with(v, WORD_PAGE_OF,
			arena_printf(v->arena, "%zu", l->page),
			arena_printf(v->arena, "%zu", pages)));
	furniture_line(v, line);
}

bool
listing_show(struct visit *v, const struct listing *l, const char *description)
{
	const struct card *cards;
	size_t n =
	    index_list_page(v->index, v->arena, &l->list, l->page, &cards);

	/* A topic of topics may be empty itself, and has a first page then. */
	if (n == 0 && (l->page > 1 || l->list.count > 0))
		return false;
	furniture_list_title(v, l->title);
	if (description[0] != '\0')
		furniture_line(v, description);
	count_line(v, l, listing_pages(v, &l->list));
	for (size_t i = 0; i < n; i++)
		furniture_entry(v, &cards[i], false);
	return true;
}

/* ---- ways on ------------------------------------------------------------- */

struct turn {
	enum word word;
	size_t page;
	unsigned looks;
};

static void
turn_to(struct visit *v, const struct listing *l, size_t pages,
    struct ways *ways, const struct turn *turn)
{
	const char *url = l->first;

	if (turn->page > 1)
		url = arena_printf(v->arena, "%s%zu", l->stem, turn->page);
	ways_link(ways, turn->looks, url,
	    visit_words_with(v, turn->word,
		arena_printf(v->arena, "%zu", turn->page),
		arena_printf(v->arena, "%zu", pages)));
}

/*
 * On a first page gemtext is as short as gemini.md has it: the last page is a
 * menu's.  On later ones both lead everywhere.
 */
void
listing_ways(struct visit *v, const struct listing *l, size_t pages,
    struct ways *ways)
{
	const unsigned later = l->page > 1 ? LOOK_ALL : LOOK_MENU;

	if (l->page < pages)
		turn_to(v, l, pages, ways,
		    &(struct turn){ WORD_NEXT_PAGE, l->page + 1, LOOK_ALL });
	if (l->page > 1)
		turn_to(v, l, pages, ways,
		    &(struct turn){ WORD_PREVIOUS_PAGE, l->page - 1,
			LOOK_ALL });
	if (l->page > 2)
		turn_to(v, l, pages, ways,
		    &(struct turn){ WORD_FIRST_PAGE, 1, LOOK_ALL });
	if (l->page + 1 < pages)
		turn_to(v, l, pages, ways,
		    &(struct turn){ WORD_LAST_PAGE, pages, later });
}

void
listing_views(struct visit *v, const struct listing *l, struct ways *ways)
{
	/* gopher.md's first page has neither. */
	const unsigned looks =
	    l->page > 1 ? LOOK_ALL : LOOK_ALL & ~(unsigned)LOOK_MENU;

	if (l->titles != NULL)
		ways_link(ways, looks, l->titles,
		    visit_words(v, WORD_TITLES_ONLY));
	if (l->feed != NULL)
		ways_link(ways, looks, l->feed, l->feed_label);
	ways_add(ways, &(struct way){ .url = "/search",
			   .label = visit_words(v, WORD_SEARCH_ARCHIVE),
			   .looks = LOOK_MENU,
			   .search = true });
}

/* ---- titles only, and the feed --------------------------------------------
 */

/* As links, whose labels are never cut: here the title is all there is. */
static void
titles(struct visit *v, const struct card *cards, size_t n)
{
	struct ways ways = ways_begin(&v->r->page);

	for (size_t i = 0; i < n; i++) {
		const char *day = furniture_day(v, &cards[i].date);

		ways_link(&ways, LOOK_ALL,
		    arena_printf(v->arena, "/a/%s", cards[i].slug),
		    arena_printf(v->arena, "%s%s%s", day,
			day[0] != '\0' ? " " : "", cards[i].title));
	}
}

void
listing_titles_page(struct visit *v, const struct listing *l)
{
	struct ways ways = ways_begin(&v->r->page);
	struct listing own = *l;
	const struct card *cards;
	size_t pages = pages_of(l->list.count, TITLES);
	size_t n = index_list_titles(v->index, v->arena, &l->list, l->page,
	    TITLES, &cards);

	if (n == 0)
		return;
	own.first = l->titles;
	own.stem = arena_printf(v->arena, "%s/", l->titles);
	furniture_list_title(v, l->title);
	count_line(v, l, pages);
	titles(v, cards, n);
	listing_ways(v, &own, pages, &ways);
	if (l->first != NULL)
		ways_link(&ways, LOOK_ALL, l->first,
		    visit_words(v, WORD_WITH_EXCERPTS));
	if (l->feed != NULL)
		ways_link(&ways, LOOK_ALL, l->feed, l->feed_label);
	ways_home(&ways, v);
}

static void
feed(struct visit *v, const struct listing *l)
{
	feed_articles(v, &(struct feed){ .list = &l->list,
			     .title = arena_printf(v->arena, "%s: %s",
				 v->capsule->title, l->title),
			     .self = l->feed,
			     .page = l->first });
}

void
listing_answer(struct visit *v, const struct listing_kind *kind)
{
	struct listing l;

	if (v->rest[0] == '\0') {
		kind->all(v);
		return;
	}
	switch (open_list(v, kind, &l)) {
	case PAGE:
		kind->page(v, &l);
		break;
	case TITLES_ONLY:
		listing_titles_page(v, &l);
		break;
	case FEED:
		feed(v, &l);
		break;
	case NONE:
		break;
	}
}

/* ---- before and after ---------------------------------------------------- */

/* The oldest article of a list; 0: it is empty. */
static int
oldest(struct visit *v, const struct list *list, struct card *out)
{
	const struct card *cards;
	size_t n = index_list_page(v->index, v->arena, list,
	    listing_pages(v, list), &cards);

	if (n == 0)
		return 0;
	*out = cards[n - 1];
	return 1;
}

struct listing_around
listing_around(struct visit *v, const struct list *list)
{
	struct listing_around around = { 0 };
	const struct card *newest;
	struct list all;
	struct card card;

	if (!index_list(v->index, v->arena, LIST_ALL, "", &all))
		return around;
	if (oldest(v, list, &card) &&
	    index_older(v->index, v->arena, &all, card.id, &card))
		around.earlier = card.date;
	if (index_list_newest(v->index, v->arena, list, 1, &newest) == 1 &&
	    index_newer(v->index, v->arena, &all, newest->id, &card))
		around.later = card.date;
	return around;
}
