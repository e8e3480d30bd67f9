#include "site/article_ways.h"

#include "capsule/address.h"
#include "site/parts/editing.h"
#include "site/parts/page_end.h"

static void
link_article(struct context *ctx, struct link_group *ways,
    const struct article_name *name, const char *label)
{
	link_group_link(ways, LOOK_ALL,
	    address_of_article(ctx->arena, name->slug), label);
}

/* One neighbour in time: in the first topic, and in all where it differs. */
static void
neighbour(struct context *ctx, struct link_group *ways,
    const struct article *art, const struct article_name *near,
    const struct article_name *in_topic, const enum word words[2])
{
	if (in_topic != NULL && in_topic != near)
		link_article(ctx, ways, in_topic,
		    context_words_with(ctx, words[1], art->topics[0].title,
			in_topic->title));
	if (near != NULL)
		link_article(ctx, ways, near,
		    context_words_with(ctx, words[0], near->title, NULL));
}

static void
neighbours(struct context *ctx, const struct article *art,
    const struct around *around)
{
	static const enum word newer[] = { WORD_NEWER, WORD_NEWER_IN };
	static const enum word older[] = { WORD_OLDER, WORD_OLDER_IN };
	struct link_group ways = link_group_begin(&ctx->r->page);

	neighbour(ctx, &ways, art, around->older, around->older_in_topic,
	    older);
	neighbour(ctx, &ways, art, around->newer, around->newer_in_topic,
	    newer);
}

/* The closest that are not named already. */
static void
related(struct context *ctx, const struct around *around)
{
	struct link_group ways = link_group_below(&ctx->r->page);

	if (around->nrelated > 0)
		page_heading(&ctx->r->page, 2,
		    context_words(ctx, WORD_RELATED));
	for (size_t i = 0; i < around->nrelated; i++)
		link_article(ctx, &ways, around->related[i],
		    around->related[i]->title);
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
    const struct around *around, const struct text_form *form)
{
	struct link_group ways = link_group_begin(&ctx->r->page);

	page_parts_add_text_form(ctx, &ways, form);
	if (!art->card.partial && page_parts_is_url(art->source))
		link_group_link(&ways, LOOK_ALL, art->source,
		    context_words_with(ctx, WORD_ORIGINAL_ON,
			page_parts_host(ctx, art->source), NULL));
	neighbours(ctx, art, around);
	related(ctx, around);
	lists(ctx, art, form->url);
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
