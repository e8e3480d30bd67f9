#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
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
wider(struct visit *v, const struct list *topic, struct list *out)
{
	return topic->parent[0] != '\0' &&
	       strcmp(topic->parent, topic->key) != 0 &&
	       index_list(v->index, v->arena, LIST_TOPIC, topic->parent, out);
}

static const char *
address(struct visit *v, const struct list *topic)
{
	return arena_printf(v->arena, "/t/%s/", topic->key);
}

/* "Ferries (5) - Estuary": by title, with what each is part of. */
static void
all_topics(struct visit *v)
{
	const struct list *topics;
	struct list parent;
	struct ways ways = ways_begin(&v->r->page);
	size_t n =
	    index_lists(v->index, v->arena, LIST_TOPIC, NULL, MANY, &topics);

	furniture_list_title(v, visit_words(v, WORD_ALL_TOPICS));
	for (size_t i = 0; i < n; i++) {
		const char *label =
		    furniture_counted(v, topics[i].title, topics[i].count);

		if (wider(v, &topics[i], &parent))
			label = arena_printf(v->arena, "%s - %s", label,
			    parent.title);
		ways_link(&ways, LOOK_ALL, address(v, &topics[i]), label);
	}
	ways = ways_begin(&v->r->page);
	ways_home(&ways, v);
}

/* ---- a topic's own text -------------------------------------------------- */

/*
 * The Markdown of topics/KEY.md or _index.md without the blank lines around
 * it.  (NUL bytes end it: they are no text.)
 */
static const char *
own_text(struct visit *v, const struct list *topic)
{
	const char *text = index_topic_text(v->index, v->arena, topic);
	size_t len = strlen(text);

	while (len > 0 && strchr(" \r\n\t", text[len - 1]) != NULL)
		len--;
	text = arena_strndup(v->arena, text, len);
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
description(struct visit *v, const struct list *topic)
{
	struct buf out = { 0 };

	summary_cut(topic->description, strlen(topic->description), ABOVE,
	    &out);
	return buf_keep(&out, v->arena);
}

/* ---- one topic ----------------------------------------------------------- */

/* What it is part of, and what is part of it. */
static void
kin(struct visit *v, const struct list *topic, struct ways *ways)
{
	const struct list *topics;
	struct list parent;
	size_t n = index_lists(v->index, v->arena, LIST_TOPIC, topic->key,
	    NARROWER, &topics);

	if (wider(v, topic, &parent))
		ways_link(ways, LOOK_ALL, address(v, &parent),
		    visit_words_with(v, WORD_PART_OF, parent.title, NULL));
	for (size_t i = 0; i < n; i++)
		ways_link(ways, LOOK_ALL, address(v, &topics[i]),
		    visit_words_with(v, WORD_WITHIN,
			furniture_counted(v, topics[i].title, topics[i].count),
			NULL));
}

static void
show(struct visit *v, const struct listing *l)
{
	struct ways ways = ways_begin(&v->r->page);
	const char *above = description(v, &l->list), *text = "";

	if (!listing_show(v, l, above))
		return;
	if (l->page == 1)
		text = behind(own_text(v, &l->list), above);
	furniture_markdown(v, &v->r->page,
	    &(struct markdown_text){ .path = l->list.text_path,
		.base = l->first,
		.title = l->title,
		.text = text,
		.len = strlen(text) });
	listing_ways(v, l, listing_pages(v, &l->list), &ways);
	kin(v, &l->list, &ways);
	listing_views(v, l, &ways);
	ways_home(&ways, v);
}

void
topic_page(struct visit *v)
{
	static const struct listing_kind kind = {
		.kind = LIST_TOPIC,
		.root = "/t/",
		.feed_label = WORD_FEED_TOPIC,
		.all = all_topics,
		.page = show,
	};

	listing_answer(v, &kind);
}
