#include "site/listing.h"

#include <string.h>

#include "base/arena.h"
#include "capsule/address.h"
#include "site/book_page.h"
#include "site/feed.h"
#include "site/parts/page_end.h"
#include "site/whole.h"
#include "text/slug.h"

enum { TITLES = 100 }; /* on a page of titles only */

/* ---- addresses ----------------------------------------------------------- */

enum view { NONE, PAGE, TITLES_ONLY, FEED, WHOLE };

/* "", "2", "titles", "titles/2", "atom.xml" or "all", behind the list's key. */
static enum view
view_of(const char *rest, size_t *page)
{
	enum view view = PAGE;

	*page = 1;
	if (whole_is(rest))
		return WHOLE;
	if (strcmp(rest, "atom.xml") == 0)
		return FEED;
	if (strncmp(rest, "titles", 6) == 0 &&
	    (rest[6] == '\0' || rest[6] == '/')) {
		view = TITLES_ONLY;
		rest += rest[6] == '/' ? 7 : 6;
	}
	if (*rest != '\0')
		*page = context_number(rest);
	return *page != 0 ? view : NONE;
}

/* Fill l with the list, its addresses and the page's number. */
static enum view
open_list(struct context *ctx, const struct listing_kind *kind,
    struct listing *l)
{
	const char *rest = ctx->rest, *first;
	char key[SLUG_SIZE];
	enum view view;

	*l = (struct listing){ 0 };
	if (!context_segment(&rest, key, sizeof key))
		return NONE;
	view = view_of(rest, &l->page);
	if (view == NONE ||
	    !index_list(ctx->index, ctx->arena, kind->kind, key, &l->list))
		return NONE;
	l->rest = rest;
	first = arena_printf(ctx->arena, "%s%s/", kind->root, key);
	l->title = l->list.title;
	l->first = l->stem = first;
	l->titles = arena_printf(ctx->arena, "%stitles", first);
	l->feed = arena_printf(ctx->arena, "%satom.xml", first);
	l->feed_label = context_words(ctx, kind->feed_label);
	return view;
}

/* ---- the articles -------------------------------------------------------- */

static size_t
pages_of(size_t n, size_t per_page)
{
	return (n + per_page - 1) / per_page;
}

size_t
listing_pages(const struct context *ctx, const struct list *list)
{
	return pages_of(list->count, ctx->capsule->items);
}

/* "48 articles, newest first. Page 1 of 4." */
static void
count_line(struct context *ctx, const struct listing *l, size_t pages)
{
	const char *articles = context_articles(ctx, l->list.count);
	const char *line =
	    context_words_with(ctx, WORD_NEWEST_FIRST, articles, NULL);

	if (l->list.count <= 1 || !l->list.newest.known)
		line = arena_printf(ctx->arena, "%s.", articles);
	if (pages > 1)
		line = arena_printf(ctx->arena, "%s %s", line,
		    context_words_with(ctx, WORD_PAGE_OF,
			arena_printf(ctx->arena, "%zu", l->page),
			arena_printf(ctx->arena, "%zu", pages)));
	page_parts_line(ctx, line);
}

bool
listing_show(struct context *ctx, const struct listing *l)
{
	static const struct markdown_text none = { .text = "" };

	return listing_show_below(ctx, l, "", &none);
}

bool
listing_show_below(struct context *ctx, const struct listing *l,
    const char *description, const struct markdown_text *text)
{
	const struct card *cards;
	size_t n =
	    index_list_page(ctx->index, ctx->arena, &l->list, l->page, &cards);

	/*
	 * A topic of topics may be empty itself, or have nothing but what may
	 * not be named, and has a first page then.
	 */
	if (n == 0 && l->page > 1)
		return false;
	page_parts_begin_list(ctx, l->title);
	if (description[0] != '\0')
		page_parts_line(ctx, description);
	count_line(ctx, l, listing_pages(ctx, &l->list));
	if (text->len > 0)
		page_parts_markdown(ctx, &ctx->r->page, text);
	for (size_t i = 0; i < n; i++)
		page_parts_entry(ctx, &cards[i]);
	return true;
}

/* ---- ways on ------------------------------------------------------------- */

static void
turn_to(struct context *ctx, const struct listing *l, size_t pages,
    struct link_group *ways, enum word word, size_t page)
{
	const char *url = l->first;

	if (page > 1)
		url = arena_printf(ctx->arena, "%s%zu", l->stem, page);
	link_group_link(ways, LOOK_ALL, url,
	    context_words_with(ctx, word, arena_printf(ctx->arena, "%zu", page),
		arena_printf(ctx->arena, "%zu", pages)));
}

void
listing_turns(struct context *ctx, const struct listing *l, size_t pages,
    struct link_group *ways)
{
	if (l->page < pages)
		turn_to(ctx, l, pages, ways, WORD_NEXT_PAGE, l->page + 1);
	if (l->page > 1)
		turn_to(ctx, l, pages, ways, WORD_PREVIOUS_PAGE, l->page - 1);
	if (l->page > 2)
		turn_to(ctx, l, pages, ways, WORD_FIRST_PAGE, 1);
	if (l->page + 1 < pages)
		turn_to(ctx, l, pages, ways, WORD_LAST_PAGE, pages);
}

/* The address of the list, with a final slash, that the others stand below. */
static struct whole
whole_of(struct context *ctx, const struct listing *l)
{
	size_t len = strlen(l->first);

	return (struct whole){ .list = l->list,
		.title = l->title,
		.stem = l->first[len - 1] == '/'
			    ? l->first
			    : arena_printf(ctx->arena, "%s/", l->first) };
}

bool
listing_whole(struct context *ctx, const struct listing *l, const char *rest)
{
	struct whole w;

	if (!whole_is(rest))
		return false;
	w = whole_of(ctx, l);
	whole_page(ctx, &w, rest);
	return true;
}

void
listing_views(struct context *ctx, const struct listing *l,
    struct link_group *ways)
{
	const struct whole w = whole_of(ctx, l);

	whole_link(ctx, &w, ways);
	if (l->list.kind == LIST_TOPIC && l->page == 1)
		book_links(ctx, ways,
		    arena_printf(ctx->arena, PATH_TOPICS "%s", l->list.key),
		    l->list.count);
	if (l->list.kind == LIST_MONTH && l->page == 1)
		book_links(ctx, ways,
		    arena_printf(ctx->arena, PATH_ISSUES "%s", l->list.key),
		    l->list.count);
	if (l->titles != NULL)
		link_group_link(ways, LOOK_ALL, l->titles,
		    context_words(ctx, WORD_TITLES_ONLY));
	if (l->feed != NULL)
		link_group_link(ways, LOOK_ALL, l->feed, l->feed_label);
}

/* ---- titles only, and the feed --------------------------------------------
 */

/* As links, whose labels are never cut: here the title is all there is. */
static void
titles(struct context *ctx, const struct card *cards, size_t n)
{
	struct link_group ways = link_group_begin(&ctx->r->page);

	for (size_t i = 0; i < n; i++)
		page_parts_headline(ctx, &ways, &cards[i]);
}

void
listing_titles_page(struct context *ctx, const struct listing *l)
{
	struct link_group ways = link_group_begin(&ctx->r->page);
	struct listing own = *l;
	const struct card *cards;
	size_t pages = pages_of(l->list.count, TITLES);
	size_t n = index_list_titles(ctx->index, ctx->arena, &l->list, l->page,
	    TITLES, &cards);

	if (n == 0)
		return;
	own.first = l->titles;
	own.stem = arena_printf(ctx->arena, "%s/", l->titles);
	page_parts_begin_list(ctx, l->title);
	count_line(ctx, l, pages);
	titles(ctx, cards, n);
	listing_turns(ctx, &own, pages, &ways);
	if (l->first != NULL)
		link_group_link(&ways, LOOK_ALL, l->first,
		    context_words(ctx, WORD_WITH_EXCERPTS));
	if (l->feed != NULL)
		link_group_link(&ways, LOOK_ALL, l->feed, l->feed_label);
	page_end_list(ctx, l->page);
}

static void
feed(struct context *ctx, const struct listing *l)
{
	feed_articles(ctx, &(struct feed){ .list = &l->list,
			       .title = arena_printf(ctx->arena, "%s: %s",
				   ctx->capsule->title, l->title),
			       .self = l->feed,
			       .page = l->first });
}

void
listing_answer(struct context *ctx, const struct listing_kind *kind)
{
	struct listing l;

	if (ctx->rest[0] == '\0') {
		kind->all(ctx);
		return;
	}
	switch (open_list(ctx, kind, &l)) {
	case PAGE:
		kind->page(ctx, &l);
		break;
	case TITLES_ONLY:
		listing_titles_page(ctx, &l);
		break;
	case FEED:
		feed(ctx, &l);
		break;
	case WHOLE:
		(void)listing_whole(ctx, &l, l.rest);
		break;
	case NONE:
		break;
	}
}

/* ---- before and after ---------------------------------------------------- */

bool
listing_oldest(struct context *ctx, const struct list *list, struct card *out)
{
	const struct card *cards;
	size_t n = index_list_page(ctx->index, ctx->arena, list,
	    listing_pages(ctx, list), &cards);

	if (n == 0)
		return false;
	*out = cards[n - 1];
	return true;
}

struct listing_around
listing_around(struct context *ctx, const struct list *list)
{
	struct listing_around around = { 0 };
	const struct card *newest;
	struct list all;
	struct card card;

	if (!index_list(ctx->index, ctx->arena, LIST_ALL, "", &all))
		return around;
	if (listing_oldest(ctx, list, &card) &&
	    index_older(ctx->index, ctx->arena, &all, card.id, &card))
		around.older = card.date;
	if (index_list_newest(ctx->index, ctx->arena, list, 1, &newest) == 1 &&
	    index_newer(ctx->index, ctx->arena, &all, newest->id, &card))
		around.newer = card.date;
	return around;
}
