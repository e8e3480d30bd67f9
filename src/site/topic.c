#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "capsule/address.h"
#include "page/summary.h"
#include "site/listing.h"
#include "site/pages.h"

enum {
	MANY = 20000,   /* topics on one page: more than anybody reads */
	ABOVE = 160,    /* characters of a text above the articles: 3 rows */
	NARROWER = 100, /* topics named as standing within a topic */
};

/* ---- all topics ---------------------------------------------------------- */

/* The topic that this one is part of; false: none that has articles. */
static bool
wider(struct context *ctx, const struct list *topic, struct list *out)
{
	return topic->parent[0] != '\0' &&
	       strcmp(topic->parent, topic->key) != 0 &&
	       index_list(ctx->index, ctx->arena, LIST_TOPIC, topic->parent,
		   out);
}

static const char *
address(struct context *ctx, const struct list *topic)
{
	return address_of_topic(ctx->arena, topic->key);
}

/* "Ferries (5) - Estuary": by title, with what each is part of. */
static void
all_topics(struct context *ctx)
{
	const struct list *topics;
	struct list parent;
	struct link_group ways = link_group_begin(&ctx->r->page);
	size_t n = index_lists(ctx->index, ctx->arena, LIST_TOPIC, NULL, MANY,
	    &topics);

	page_parts_begin_list(ctx, context_words(ctx, WORD_ALL_TOPICS));
	for (size_t i = 0; i < n; i++) {
		const char *label =
		    page_parts_counted(ctx, topics[i].title, topics[i].count);

		if (wider(ctx, &topics[i], &parent))
			label = arena_printf(ctx->arena, "%s - %s", label,
			    parent.title);
		link_group_link(&ways, LOOK_ALL, address(ctx, &topics[i]),
		    label);
	}
	ways = link_group_begin(&ctx->r->page);
	page_parts_end_list(ctx, &ways, 1);
}

/* ---- a topic's own text -------------------------------------------------- */

/*
 * The Markdown of topics/KEY.md or _index.md without the blank lines around
 * it.  (NUL bytes end it: they are no text.)
 */
static const char *
own_text(struct context *ctx, const struct list *topic)
{
	const char *text = index_topic_text(ctx->index, ctx->arena, topic);
	size_t len = strlen(text);

	while (len > 0 && strchr(" \r\n\t", text[len - 1]) != NULL)
		len--;
	text = arena_strndup(ctx->arena, text, len);
	return text + strspn(text, "\r\n");
}

/*
 * What follows the text's first paragraph when that says the same as line, or
 * else the whole text: nothing is said twice.
 */
static const char *
behind(const char *text, const char *line)
{
	size_t len = strlen(line);

	for (size_t i = 0; i < len; i++)
		if (text[i] != line[i] && !(text[i] == '\n' && line[i] == ' '))
			return text;
	if (text[len] != '\0' && strncmp(text + len, "\n\n", 2) != 0)
		return text;
	return text + len;
}

/*
 * Articles stand within the first 8 rows: only some sentences go above them,
 * and the text itself below.
 */
static const char *
description(struct context *ctx, const struct list *topic)
{
	struct buf out = { 0 };

	summary_cut(topic->description, strlen(topic->description), ABOVE,
	    &out);
	return buf_keep(&out, ctx->arena);
}

/* ---- one topic ----------------------------------------------------------- */

/* What it is part of, and what is part of it. */
static void
kin(struct context *ctx, const struct list *topic, struct link_group *ways)
{
	const struct list *topics;
	struct list parent;
	size_t n = index_lists(ctx->index, ctx->arena, LIST_TOPIC, topic->key,
	    NARROWER, &topics);

	if (wider(ctx, topic, &parent))
		link_group_link(ways, LOOK_ALL, address(ctx, &parent),
		    context_words_with(ctx, WORD_PART_OF, parent.title, NULL));
	for (size_t i = 0; i < n; i++)
		link_group_link(ways, LOOK_ALL, address(ctx, &topics[i]),
		    context_words_with(ctx, WORD_WITHIN,
			page_parts_counted(ctx, topics[i].title,
			    topics[i].count),
			NULL));
}

static void
show(struct context *ctx, const struct listing *l)
{
	struct link_group ways = link_group_begin(&ctx->r->page);
	const char *above = description(ctx, &l->list), *text = "";

	if (!listing_show(ctx, l, above))
		return;
	if (l->page == 1)
		text = behind(own_text(ctx, &l->list), above);
	page_parts_markdown(ctx, &ctx->r->page,
	    &(struct markdown_text){ .path = l->list.text_path,
		.base = l->first,
		.title = l->title,
		.text = text,
		.len = strlen(text) });
	listing_ways(ctx, l, listing_pages(ctx, &l->list), &ways);
	kin(ctx, &l->list, &ways);
	listing_views(ctx, l, &ways);
	page_parts_end_list(ctx, &ways, l->page);
}

void
topic_page(struct context *ctx)
{
	static const struct listing_kind kind = {
		.kind = LIST_TOPIC,
		.root = PATH_TOPICS,
		.feed_label = WORD_FEED_TOPIC,
		.all = all_topics,
		.page = show,
	};

	listing_answer(ctx, &kind);
}
