
#include "base/arena.h"
#include "capsule/address.h"
#include "site/listing.h"
#include "site/pages.h"
#include "site/parts/page_end.h"

enum { MANY = 20000 }; /* authors on one page */

static void
all_authors(struct context *ctx)
{
	const struct list *authors;
	struct link_group ways = link_group_begin(&ctx->r->page);
	size_t n = index_lists(ctx->index, ctx->arena, LIST_AUTHOR, NULL, MANY,
	    &authors);

	page_parts_begin_list(ctx, context_words(ctx, WORD_AUTHORS));
	for (size_t i = 0; i < n; i++)
		link_group_link(&ways, LOOK_ALL,
		    arena_printf(ctx->arena, PATH_AUTHORS "%s/",
			authors[i].key),
		    page_parts_counted(ctx, authors[i].title,
			authors[i].count));
	page_end_list(ctx, 1);
}

static void
show(struct context *ctx, const struct listing *l)
{
	struct link_group ways = link_group_begin(&ctx->r->page);

	if (!listing_show(ctx, l))
		return;
	listing_turns(ctx, l, listing_pages(ctx, &l->list), &ways);
	listing_views(ctx, l, &ways);
	page_end_list(ctx, l->page);
}

void
author_page(struct context *ctx)
{
	static const struct listing_kind kind = {
		.kind = LIST_AUTHOR,
		.root = PATH_AUTHORS,
		.feed_label = WORD_FEED_AUTHOR,
		.all = all_authors,
		.page = show,
	};

	listing_answer(ctx, &kind);
}
