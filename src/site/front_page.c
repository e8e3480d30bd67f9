#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "capsule/address.h"
#include "page/summary.h"
#include "site/own_page.h"
#include "site/pages.h"
#include "site/parts/page_end.h"

/*
 * A paper's front page: what leads, what is new, what is new in some topics,
 * and the way to all the rest.  Articles stand within the first 8 rows, so
 * there is little above them; and a slow line gets all of it in 4 kB, hence
 * the numbers.
 */
enum {
	DESCRIPTION = 120, /* characters: two rows of a menu */
	LEADS = 5,         /* articles with a standfirst, */
	STANDFIRST = 160,  /* of so many characters: a sentence or two */
	NEWEST = 10,       /* articles in all, above the topics */
	SECTIONS = 2,      /* topics, where capsule.conf names none, */
	TITLES = 3,        /* with so many articles each */
	TOP_TOPICS = 10,
	PAGES = 8,
};

/* Articles that the page has already. */
struct shown {
	int64_t id[256];
	size_t n;
};

static void
remember(struct shown *shown, int64_t id)
{
	if (shown->n < sizeof shown->id / sizeof *shown->id)
		shown->id[shown->n++] = id;
}

static bool
is_shown(const struct shown *shown, int64_t id)
{
	for (size_t i = 0; i < shown->n; i++)
		if (shown->id[i] == id)
			return true;
	return false;
}

/* ---- above the articles -------------------------------------------------- */

/* At most max characters, to a sentence's or a word's end. */
static const char *
shortened(struct context *ctx, const char *text, size_t max)
{
	struct buf out = { 0 };

	summary_cut(text, strlen(text), max, &out);
	return buf_keep(&out, ctx->arena);
}

static void
head(struct context *ctx)
{
	struct link_group ways = link_group_begin(&ctx->r->page);
	/* One that is longer stands whole in the feed. */
	const char *description =
	    shortened(ctx, ctx->capsule->description, DESCRIPTION);

	page_parts_begin_list(ctx, ctx->capsule->title);
	if (description[0] != '\0')
		page_parts_line(ctx, description);
	link_group_add(&ways, &(struct link_line){ .url = PATH_SEARCH,
				  .label = context_words(ctx, WORD_SEARCH),
				  .looks = LOOK_GEMTEXT | LOOK_TEXT,
				  .search = true });
	link_group_add(&ways,
	    &(struct link_line){ .url = PATH_SEARCH,
		.label = context_words(ctx, WORD_SEARCH_ARTICLES),
		.looks = LOOK_MENU,
		.search = true });
	if (index_has(ctx->index, LIST_TOPIC))
		link_group_link(&ways, LOOK_GEMTEXT | LOOK_TEXT, PATH_TOPICS,
		    context_words(ctx, WORD_ALL_TOPICS));
}

/* ---- what leads and what is new ------------------------------------------ */

static void
show(struct context *ctx, struct shown *shown, const struct card *card)
{
	bool leads = shown->n < LEADS;
	struct block *b = page_parts_brief(ctx, card,
	    leads ? shortened(ctx, card->summary, STANDFIRST) : "");

	/* Standfirsts stand apart from each other and from the titles. */
	b->tight = shown->n == 0 || shown->n > LEADS;
	remember(shown, card->id);
}

/* Those that the editors pinned, and the newest. */
static void
newest(struct context *ctx, struct shown *shown)
{
	const struct card *pinned, *cards;
	size_t most =
	    ctx->capsule->items < NEWEST ? ctx->capsule->items : NEWEST;
	size_t npinned =
	    index_pinned(ctx->index, ctx->arena, time(NULL), LEADS, &pinned);
	struct list all;
	size_t n;

	if (!index_list(ctx->index, ctx->arena, LIST_ALL, "", &all))
		return;
	page_heading(&ctx->r->page, 2, context_words(ctx, WORD_NEWEST));
	for (size_t i = 0; i < npinned; i++)
		show(ctx, shown, &pinned[i]);
	n = index_list_newest(ctx->index, ctx->arena, &all, most + npinned,
	    &cards);
	for (size_t i = 0; i < n && shown->n < most; i++)
		if (!is_shown(shown, cards[i].id))
			show(ctx, shown, &cards[i]);
}

/* ---- what is new in some topics ------------------------------------------ */

/*
 * The newest that the page does not have yet; where there are too few, those
 * that it has.
 */
static void
section(struct context *ctx, struct shown *shown, const struct list *topic)
{
	struct link_group ways = link_group_below(&ctx->r->page);
	const struct card *cards;
	size_t n = index_list_newest(ctx->index, ctx->arena, topic,
	    shown->n + TITLES, &cards);
	size_t fresh = 0, old, left = n < TITLES ? n : TITLES;

	for (size_t i = 0; i < n; i++)
		fresh += !is_shown(shown, cards[i].id);
	old = fresh < left ? left - fresh : 0;
	page_heading(&ctx->r->page, 2,
	    context_words_with(ctx, WORD_LATEST_IN, topic->title, NULL));
	for (size_t i = 0; i < n && left > 0; i++) {
		if (is_shown(shown, cards[i].id)) {
			if (old == 0)
				continue;
			old--;
		}
		page_parts_brief(ctx, &cards[i], "")->tight = true;
		remember(shown, cards[i].id);
		left--;
	}
	link_group_link(&ways, LOOK_ALL,
	    address_of_topic(ctx->arena, topic->key),
	    page_parts_counted(ctx, topic->title, topic->count));
}

/* As capsule.conf has them; else the largest that do not hold everything. */
static void
sections(struct context *ctx, struct shown *shown, const struct list *largest,
    size_t n)
{
	const struct capsule *c = ctx->capsule;
	size_t left = SECTIONS;

	for (size_t i = 0; i < c->nsections; i++) {
		struct list topic;
		char key[SLUG_SIZE];

		index_key(key, c->sections[i]);
		if (index_list(ctx->index, ctx->arena, LIST_TOPIC, key,
			&topic) &&
		    topic.count > 0)
			section(ctx, shown, &topic);
	}
	for (size_t i = 0; c->nsections == 0 && i < n && left > 0; i++)
		if (largest[i].count >= TITLES &&
		    largest[i].count < index_count(ctx->index)) {
			section(ctx, shown, &largest[i]);
			left--;
		}
}

/* ---- all the rest -------------------------------------------------------- */

/* Where the topic's parent stands among the n, or n. */
static size_t
parent_of(const struct list *topics, size_t n, size_t i)
{
	for (size_t p = 0; p < n; p++)
		if (p != i && strcmp(topics[p].key, topics[i].parent) == 0)
			return p;
	return n;
}

static void
link_topic(struct context *ctx, struct link_group *ways,
    const struct list *topic, const char *indent)
{
	link_group_link(ways, LOOK_ALL,
	    address_of_topic(ctx->arena, topic->key),
	    arena_printf(ctx->arena, "%s%s", indent,
		page_parts_counted(ctx, topic->title, topic->count)));
}

/*
 * By size, children below their parents.  One whose parent is a child itself
 * stands as if it had none: three levels among ten topics are rare.
 */
static void
topics(struct context *ctx, const struct list *lists, size_t n)
{
	struct link_group ways = link_group_below(&ctx->r->page);

	if (n == 0)
		return;
	page_heading(&ctx->r->page, 2, context_words(ctx, WORD_TOPICS));
	for (size_t i = 0; i < n; i++) {
		size_t parent = parent_of(lists, n, i);

		if (parent < n && parent_of(lists, n, parent) == n)
			continue;
		link_topic(ctx, &ways, &lists[i], "");
		for (size_t c = 0; parent == n && c < n; c++)
			if (parent_of(lists, n, c) == i)
				link_topic(ctx, &ways, &lists[c], "- ");
	}
}

static void
further(struct context *ctx)
{
	struct link_group ways = link_group_begin(&ctx->r->page);

	own_page_links(ctx, &ways, PAGES);
	if (ctx->capsule->web[0] != '\0')
		link_group_link(&ways, LOOK_ALL, ctx->capsule->web,
		    context_words(ctx, WORD_ORIGINAL_SITE));
	if (ctx->how->gemini_url[0] != '\0')
		link_group_link(&ways, LOOK_MENU, ctx->how->gemini_url,
		    context_words(ctx, WORD_OVER_GEMINI));
	ways = link_group_begin(&ctx->r->page);
	page_end_lists(ctx, &ways);
}

void
front(struct context *ctx)
{
	const struct list *lists;
	struct shown shown = { .n = 0 };
	size_t n;

	if (ctx->req->query[0] != '\0') {
		alias(ctx); /* "/?p=12", as WordPress has it */
		if (ctx->r->status != STATUS_NOT_FOUND)
			return;
	}
	n = index_top_topics(ctx->index, ctx->arena, TOP_TOPICS, &lists);
	head(ctx);
	newest(ctx, &shown);
	sections(ctx, &shown, lists, n);
	topics(ctx, lists, n);
	further(ctx);
	page_parts_notice(ctx);
}
