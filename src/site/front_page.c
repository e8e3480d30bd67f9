#include <string.h>

#include "base/buf.h"
#include "capsule/address.h"
#include "page/summary.h"
#include "site/page_parts.h"
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
description(struct context *ctx)
{
	const char *text = ctx->capsule->description;
	struct buf line = { 0 };

	summary_cut(text, strlen(text), DESCRIPTION, &line);
	if (line.len > 0)
		page_parts_line(ctx, line.data);
	buf_free(&line);
}

static void
head(struct context *ctx, bool any_topics)
{
	struct link_group ways = link_group_begin(&ctx->r->page);

	page_parts_begin_list(ctx, ctx->capsule->title);
	description(ctx);
	link_group_add(&ways, &(struct link_line){ .url = PATH_SEARCH,
				  .label = context_words(ctx, WORD_SEARCH),
				  .looks = LOOK_GEMTEXT | LOOK_TEXT,
				  .search = true });
	link_group_add(&ways,
	    &(struct link_line){ .url = PATH_SEARCH,
		.label = context_words(ctx, WORD_SEARCH_ARTICLES),
		.looks = LOOK_MENU,
		.search = true });
	if (any_topics)
		link_group_link(&ways, LOOK_GEMTEXT | LOOK_TEXT, PATH_TOPICS,
		    context_words(ctx, WORD_ALL_TOPICS));
}

static void
newest(struct context *ctx)
{
	const struct card *cards;
	struct list all;
	size_t n;

	if (!index_list(ctx->index, ctx->arena, LIST_ALL, "", &all))
		return;
	n = index_list_newest(ctx->index, ctx->arena, &all, ctx->capsule->items,
	    &cards);
	page_heading(&ctx->r->page, 2, context_words(ctx, WORD_NEWEST));
	for (size_t i = 0; i < n; i++)
		page_parts_entry(ctx, &cards[i], true);
}

static void
topics(struct context *ctx, const struct list *lists, size_t n)
{
	struct link_group ways = link_group_below(&ctx->r->page);

	if (n == 0)
		return;
	page_heading(&ctx->r->page, 2, context_words(ctx, WORD_TOPICS));
	for (size_t i = 0; i < n; i++)
		link_group_link(&ways, LOOK_ALL,
		    address_of_topic(ctx->arena, lists[i].key),
		    page_parts_counted(ctx, lists[i].title, lists[i].count));
}

static void
own_pages(struct context *ctx, struct link_group *ways)
{
	const struct own_page *pages;
	size_t n = index_own_pages(ctx->index, ctx->arena, &pages);

	for (size_t i = 0; i < n; i++)
		link_group_add(ways,
		    &(struct link_line){
			.url = arena_printf(ctx->arena, "/%s", pages[i].name),
			.label = pages[i].title,
			.full_text = true });
}

static void
further(struct context *ctx, bool any_topics)
{
	struct link_group ways = link_group_begin(&ctx->r->page);

	if (any_topics)
		link_group_link(&ways, LOOK_MENU, PATH_TOPICS,
		    context_words(ctx, WORD_ALL_TOPICS));
	link_group_link(&ways, LOOK_ALL, PATH_MONTHS,
	    context_words(ctx, WORD_ALL_MONTHS));
	own_pages(ctx, &ways);
	link_group_link(&ways, LOOK_ALL, PATH_FEED,
	    context_words(ctx, WORD_FEED));
	if (ctx->how->gemini_url[0] != '\0')
		link_group_link(&ways, LOOK_MENU, ctx->how->gemini_url,
		    context_words(ctx, WORD_OVER_GEMINI));
	if (ctx->capsule->web[0] != '\0')
		link_group_link(&ways, LOOK_ALL, ctx->capsule->web,
		    context_words(ctx, WORD_ORIGINAL_SITE));
}

void
front(struct context *ctx)
{
	const struct list *lists;
	size_t n;

	if (ctx->req->query[0] != '\0') {
		alias(ctx); /* "/?p=12", as WordPress has it */
		if (ctx->r->status != STATUS_NOT_FOUND)
			return;
	}
	n = index_top_topics(ctx->index, ctx->arena, TOP_TOPICS, &lists);
	head(ctx, n > 0);
	newest(ctx);
	topics(ctx, lists, n);
	further(ctx, n > 0);
	page_parts_notice(ctx);
}
