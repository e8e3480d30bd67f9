#include "site/parts/page_end.h"

#include "capsule/address.h"

/* Where nothing has a date there are no months: the archive is its titles. */
void
page_end_lists(struct context *ctx, struct link_group *ways)
{
	bool dated = index_has(ctx->index, LIST_DAY);

	if (index_has(ctx->index, LIST_TOPIC))
		link_group_link(ways, LOOK_ALL, PATH_TOPICS,
		    context_words(ctx, WORD_ALL_TOPICS));
	if (index_has(ctx->index, LIST_AUTHOR))
		link_group_link(ways, LOOK_ALL, PATH_AUTHORS,
		    context_words(ctx, WORD_AUTHORS));
	if (dated)
		link_group_link(ways, LOOK_ALL, PATH_DAYS,
		    context_words(ctx, WORD_DIGEST));
	if (index_count(ctx->index) > 0)
		link_group_link(ways, LOOK_ALL,
		    dated ? PATH_MONTHS : PATH_TITLES,
		    context_words(ctx, WORD_ARCHIVE));
	link_group_link(ways, LOOK_ALL, PATH_FEED,
	    context_words(ctx, WORD_FEED));
}

void
page_end(struct context *ctx)
{
	struct link_group ways = link_group_begin(&ctx->r->page);

	link_group_link(&ways, LOOK_ALL, "/", ctx->capsule->title);
	link_group_add(&ways, &(struct link_line){ .url = PATH_SEARCH,
				  .label = context_words(ctx, WORD_SEARCH),
				  .search = true });
	if (ctx->index != NULL) /* an own page is shown without one */
		page_end_lists(ctx, &ways);
}

void
page_end_list(struct context *ctx, size_t page)
{
	page_end(ctx);
	if (page == 1)
		page_parts_notice(ctx);
}
