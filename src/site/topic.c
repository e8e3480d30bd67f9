#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "capsule/address.h"
#include "page/place.h"
#include "page/summary.h"
#include "site/listing.h"
#include "site/pages.h"
#include "site/parts/page_end.h"

enum {
	MANY = 20000,   /* topics on one page: more than anybody reads */
	ABOVE = 160,    /* characters of a description: 3 rows */
	ROWS_ABOVE = 3, /* of description and text, above the articles */
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
	page_end_list(ctx, 1);
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

/* What follows a first line that is but the topic's name: the page has that. */
static const char *
below_name(struct context *ctx, const char *text, const char *topic_key)
{
	size_t marks = strspn(text, "#"), len = strcspn(text, "\n");
	const char *name = text + marks + strspn(text + marks, " \t");
	char key[SLUG_SIZE];

	if (marks == 0 && text[len] == '\n' && text[len + 1] != '\n')
		return text; /* its paragraph goes on */
	index_key(key,
	    arena_strndup(ctx->arena, name,
		name < text + len ? (size_t)(text + len - name) : 0));
	return strcmp(key, topic_key) != 0
		   ? text
		   : text + len + strspn(text + len, "\n");
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
	text += len;
	return text + strspn(text, "\n");
}

/* The description, as far as some rows hold it. */
static const char *
description(struct context *ctx, const struct list *topic)
{
	struct buf out = { 0 };

	summary_cut(topic->description, strlen(topic->description), ABOVE,
	    &out);
	return buf_keep(&out, ctx->arena);
}

/* How many rows a text takes in a menu, at most; "" none. */
static size_t
rows(const char *text)
{
	size_t n = 0;

	while (*text != '\0') {
		size_t len = strcspn(text, "\n");

		n += len <= MENU_WIDTH ? 1 : (len - 1) / MENU_WIDTH + 1;
		text += len + (text[len] == '\n');
	}
	return n;
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

/*
 * A topic's own text stands above its articles, on the first page; one that
 * would push them off the first 8 rows, behind title, count and blank lines,
 * stands below.
 */
static void
show(struct context *ctx, const struct listing *l)
{
	struct link_group ways = link_group_begin(&ctx->r->page);
	const char *line = l->page == 1 ? description(ctx, &l->list) : "";
	const char *own = l->page == 1 ? own_text(ctx, &l->list) : "";
	struct markdown_text text = {
		.path = l->list.text_path,
		.base = l->first,
		.title = l->title,
		.text = behind(below_name(ctx, own, l->list.key), line),
	}, none = { .text = "" };
	bool above = rows(line) + rows(text.text) <= ROWS_ABOVE;

	text.len = strlen(text.text);
	if (!listing_show_below(ctx, l, line, above ? &text : &none))
		return;
	if (!above)
		page_parts_markdown(ctx, &ctx->r->page, &text);
	listing_turns(ctx, l, listing_pages(ctx, &l->list), &ways);
	kin(ctx, &l->list, &ways);
	link_group_add(&ways,
	    &(struct link_line){
		.url = address_of_search_in(ctx->arena, l->list.key),
		.label = context_words(ctx, WORD_SEARCH_TOPIC),
		.search = true });
	listing_views(ctx, l, &ways);
	page_end_list(ctx, l->page);
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
