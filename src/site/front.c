#include <string.h>

#include "base/buf.h"
#include "page/summary.h"
#include "site/furniture.h"
#include "site/pages.h"

enum {
	TOP_TOPICS = 10,
	DESCRIPTION = 120, /* characters: two rows of a menu */
};

/*
 * The layouts of gemini.md and gopher.md: articles within the first 8 rows,
 * so there is little above them; a menu has its ways at the end.
 */

/* One that is longer stands whole in the feed. */
static void
description(struct visit *v)
{
	const char *text = v->capsule->description;
	struct buf line = { 0 };

	summary_cut(text, strlen(text), DESCRIPTION, &line);
	if (line.len > 0)
		furniture_line(v, line.data);
	buf_free(&line);
}

static void
head(struct visit *v, bool any_topics)
{
	struct ways ways = ways_begin(&v->r->page);

	furniture_list_title(v, v->capsule->title);
	description(v);
	ways_add(&ways, &(struct way){ .url = "/search",
			    .label = visit_words(v, WORD_SEARCH),
			    .looks = LOOK_GEMTEXT | LOOK_TEXT,
			    .search = true });
	ways_add(&ways, &(struct way){ .url = "/search",
			    .label = visit_words(v, WORD_SEARCH_ARTICLES),
			    .looks = LOOK_MENU,
			    .search = true });
	if (any_topics)
		ways_link(&ways, LOOK_GEMTEXT | LOOK_TEXT, "/t/",
		    visit_words(v, WORD_ALL_TOPICS));
}

static void
newest(struct visit *v)
{
	const struct card *cards;
	struct list all;
	size_t n;

	if (!index_list(v->index, v->arena, LIST_ALL, "", &all))
		return;
	n = index_list_newest(v->index, v->arena, &all, v->capsule->items,
	    &cards);
	page_heading(&v->r->page, 2, visit_words(v, WORD_NEWEST));
	for (size_t i = 0; i < n; i++)
		furniture_entry(v, &cards[i], true);
}

static void
topics(struct visit *v, const struct list *lists, size_t n)
{
	struct ways ways = ways_below(&v->r->page);

	if (n == 0)
		return;
	page_heading(&v->r->page, 2, visit_words(v, WORD_TOPICS));
	for (size_t i = 0; i < n; i++)
		ways_link(&ways, LOOK_ALL,
		    arena_printf(v->arena, "/t/%s/", lists[i].key),
		    furniture_counted(v, lists[i].title, lists[i].count));
}

static void
own_pages(struct visit *v, struct ways *ways)
{
	const struct own_page *pages;
	size_t n = index_own_pages(v->index, v->arena, &pages);

	for (size_t i = 0; i < n; i++)
		ways_add(ways, &(struct way){ .url = arena_printf(v->arena,
						  "/%s", pages[i].name),
				   .label = pages[i].title,
				   .full_text = true });
}

static void
further(struct visit *v, bool any_topics)
{
	struct ways ways = ways_begin(&v->r->page);

	if (any_topics)
		ways_link(&ways, LOOK_MENU, "/t/",
		    visit_words(v, WORD_ALL_TOPICS));
	ways_link(&ways, LOOK_ALL, "/archive/",
	    visit_words(v, WORD_ALL_MONTHS));
	own_pages(v, &ways);
	ways_link(&ways, LOOK_ALL, "/atom.xml", visit_words(v, WORD_FEED));
	if (v->how->gemini_url[0] != '\0')
		ways_link(&ways, LOOK_MENU, v->how->gemini_url,
		    visit_words(v, WORD_OVER_GEMINI));
	if (v->capsule->web[0] != '\0')
		ways_link(&ways, LOOK_ALL, v->capsule->web,
		    visit_words(v, WORD_ORIGINAL_SITE));
}

/* Last: appeals and the like must not push the articles off the screen. */
static void
notice(struct visit *v)
{
	const char *text;

	if (index_notice(v->index, v->arena, &text))
		furniture_markdown(v, &v->r->page,
		    &(struct markdown_text){ .path = "notice.md",
			.base = "/",
			.title = v->capsule->title,
			.text = text,
			.len = strlen(text) });
}

void
front(struct visit *v)
{
	const struct list *lists;
	size_t n;

	if (v->req->query[0] != '\0') {
		alias(v); /* "/?p=12", as WordPress has it */
		if (v->r->status != 51)
			return;
	}
	n = index_top_topics(v->index, v->arena, TOP_TOPICS, &lists);
	head(v, n > 0);
	newest(v);
	topics(v, lists, n);
	further(v, n > 0);
	notice(v);
}
