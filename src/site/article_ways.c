#include "site/article_ways.h"

#include "capsule/address.h"
#include "site/editing.h"
#include "site/page_end.h"

enum { RELATED = 3 };

/* Where an article's page leads on to. */
struct way_on {
	const struct article *art;
	int64_t linked[4]; /* articles that are linked already */
	size_t nlinked;
};

/* Link to an article, once; after the word in front of its title, or none. */
static void
link_article(struct context *ctx, struct link_group *ways, struct way_on *w,
    const struct card *card, const char *label)
{
	link_group_link(ways, LOOK_ALL,
	    address_of_article(ctx->arena, card->slug), label);
	if (w->nlinked < sizeof w->linked / sizeof *w->linked)
		w->linked[w->nlinked++] = card->id;
}

static bool
is_linked(const struct way_on *w, int64_t id)
{
	for (size_t i = 0; i < w->nlinked; i++)
		if (w->linked[i] == id)
			return true;
	return false;
}

typedef int next_article(struct index *ix, struct arena *a,
    const struct list *list, int64_t id, struct card *out);

/* One neighbour in time: in the first topic, and in all where it differs. */
static void
neighbour(struct context *ctx, struct link_group *ways, struct way_on *w,
    next_article *next, const enum word words[2])
{
	const struct article *art = w->art;
	struct list all, topic;
	struct card near, near_in_topic;
	bool in_all = index_list(ctx->index, ctx->arena, LIST_ALL, "", &all) &&
		      next(ctx->index, ctx->arena, &all, art->card.id, &near);

	if (art->ntopics > 0 &&
	    index_list(ctx->index, ctx->arena, LIST_TOPIC, art->topics[0].key,
		&topic) &&
	    next(ctx->index, ctx->arena, &topic, art->card.id,
		&near_in_topic) &&
	    !(in_all && near.id == near_in_topic.id))
		link_article(ctx, ways, w, &near_in_topic,
		    context_words_with(ctx, words[1], topic.title,
			near_in_topic.title));
	if (in_all)
		link_article(ctx, ways, w, &near,
		    context_words_with(ctx, words[0], near.title, NULL));
}

static void
neighbours(struct context *ctx, struct way_on *w)
{
	static const enum word newer[] = { WORD_NEWER, WORD_NEWER_IN };
	static const enum word older[] = { WORD_OLDER, WORD_OLDER_IN };
	struct link_group ways = link_group_begin(&ctx->r->page);

	neighbour(ctx, &ways, w, index_older, older);
	neighbour(ctx, &ways, w, index_newer, newer);
}

/* The closest that are not named already. */
static void
related(struct context *ctx, struct way_on *w)
{
	struct link_group ways = link_group_below(&ctx->r->page);
	const struct card *cards;
	size_t named = w->nlinked, shown = 0;
	size_t n = index_related(ctx->index, ctx->arena, w->art->card.id,
	    RELATED + named, &cards);

	for (size_t i = 0; i < n && shown < RELATED; i++) {
		if (is_linked(w, cards[i].id))
			continue;
		if (shown++ == 0)
			page_heading(&ctx->r->page, 2,
			    context_words(ctx, WORD_RELATED));
		link_group_link(&ways, LOOK_ALL,
		    address_of_article(ctx->arena, cards[i].slug),
		    cards[i].title);
	}
}

/* What else there is by its authors and in its topics, and for who edits it. */
static void
lists(struct context *ctx, const struct article *art, const char *address)
{
	struct link_group ways = link_group_begin(&ctx->r->page);

	for (size_t i = 0; i < art->nauthors; i++)
		link_group_link(&ways, LOOK_ALL,
		    arena_printf(ctx->arena, PATH_AUTHORS "%s/",
			art->authors[i].key),
		    context_words_with(ctx, WORD_MORE_BY, art->authors[i].title,
			NULL));
	for (size_t i = 0; i < art->ntopics; i++)
		link_group_link(&ways, LOOK_ALL,
		    address_of_topic(ctx->arena, art->topics[i].key),
		    context_words_with(ctx, WORD_TOPIC_IS, art->topics[i].title,
			NULL));
	editing_link(ctx, &ways, art, address);
}

void
article_ways(struct context *ctx, const struct article *art,
    const char *address)
{
	struct way_on w = { .art = art };
	struct link_group ways = link_group_begin(&ctx->r->page);

	page_parts_add_text_form(ctx, &ways, address, WORD_AS_TEXT);
	if (!art->card.partial && page_parts_is_url(art->source))
		link_group_link(&ways, LOOK_ALL, art->source,
		    context_words_with(ctx, WORD_ORIGINAL_ON,
			page_parts_host(ctx, art->source), NULL));
	neighbours(ctx, &w);
	related(ctx, &w);
	lists(ctx, art, address);
	page_end(ctx);
}

void
article_text_ways(struct context *ctx, const struct article *art)
{
	struct link_group ways = link_group_begin(&ctx->r->page);

	if (!art->card.partial && page_parts_is_url(art->source))
		link_group_link(&ways, LOOK_ALL, art->source,
		    context_words(ctx, WORD_ORIGINAL));
	for (size_t i = 0; i < art->ntopics; i++)
		link_group_link(&ways, LOOK_ALL,
		    arena_printf(ctx->arena, PATH_TOPICS "%s",
			art->topics[i].key),
		    context_words(ctx, WORD_TOPIC));
}
