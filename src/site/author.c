
#include "base/arena.h"
#include "site/listing.h"
#include "site/pages.h"

enum { MANY = 20000 }; /* authors on one page */

static void
all_authors(struct visit *v)
{
	const struct list *authors;
	struct ways ways = ways_begin(&v->r->page);
	size_t n =
	    index_lists(v->index, v->arena, LIST_AUTHOR, NULL, MANY, &authors);

	furniture_list_title(v, visit_words(v, WORD_AUTHORS));
	for (size_t i = 0; i < n; i++)
		ways_link(&ways, LOOK_ALL,
		    arena_printf(v->arena, "/author/%s/", authors[i].key),
		    furniture_counted(v, authors[i].title, authors[i].count));
	ways = ways_begin(&v->r->page);
	ways_home(&ways, v);
}

static void
show(struct visit *v, const struct listing *l)
{
	struct ways ways = ways_begin(&v->r->page);

	if (!listing_show(v, l, ""))
		return;
	listing_ways(v, l, listing_pages(v, &l->list), &ways);
	listing_views(v, l, &ways);
	ways_link(&ways, LOOK_ALL, "/author/", visit_words(v, WORD_AUTHORS));
	ways_home(&ways, v);
}

void
author_page(struct visit *v)
{
	static const struct listing_kind kind = {
		.kind = LIST_AUTHOR,
		.root = "/author/",
		.feed_label = WORD_FEED_AUTHOR,
		.all = all_authors,
		.page = show,
	};

	listing_answer(v, &kind);
}
