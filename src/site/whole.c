#include "site/whole.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "capsule/address.h"
#include "capsule/front_matter.h"
#include "index/article_text.h"
#include "site/parts/page_end.h"
#include "site/parts/page_parts.h"

#define WHOLE_PAGE 50 /* articles, the newest first; then by pages */

/* Which page, and in which form. */
struct wanted {
	size_t page; /* 0: no such address */
	bool text;
};

static struct wanted
read_rest(const char *rest)
{
	struct wanted w = { 1, false };
	char page[sizeof "/999999.txt"];
	size_t len = strlen(rest), name = strlen(WHOLE_NAME);

	if (strncmp(rest, WHOLE_NAME, name) != 0 || len >= name + sizeof page)
		return (struct wanted){ 0 };
	memcpy(page, rest + name, len - name + 1);
	len -= name;
	w.text = len >= 4 && strcmp(page + len - 4, ".txt") == 0;
	if (w.text)
		page[len - 4] = '\0';
	if (page[0] != '\0')
		w.page = page[0] == '/' ? context_number(page + 1) : 0;
	return w;
}

bool
whole_is(const char *rest)
{
	return read_rest(rest).page > 0;
}

/* ---- the parts ----------------------------------------------------------- */

static void
headlines(struct context *ctx, const struct whole *w, const struct card *cards,
    size_t n)
{
	struct link_group ways = link_group_begin(&ctx->r->page);

	page_parts_begin_list(ctx, w->title);
	page_parts_line(ctx, context_articles(ctx, w->list.count));
	for (size_t i = 0; i < n; i++)
		page_parts_headline(ctx, &ways, &cards[i]);
}

/* "2021-06-15 - A. One", or what there is of it. */
static void
byline(struct context *ctx, const struct card *card)
{
	const char *day = page_parts_day(ctx, &card->date);
	bool both = day[0] != '\0' && card->authors[0] != '\0';

	if (day[0] != '\0' || card->authors[0] != '\0')
		page_parts_line(ctx, arena_printf(ctx->arena, "%s%s%s", day,
					 both ? " - " : "", card->authors));
}

/* The article's own headings stand below its title. */
static void
lower_headings(struct page *p, size_t first)
{
	for (size_t i = first; i < p->nblocks; i++)
		if (p->blocks[i].kind == BLOCK_HEADING &&
		    p->blocks[i].level < 3)
			p->blocks[i].level++;
}

static void
add_text(struct context *ctx, const struct article *art, const struct buf *src)
{
	size_t body = front_matter_skip(src->data, src->len);
	size_t first = ctx->r->page.nblocks;

	page_parts_markdown(ctx, &ctx->r->page,
	    &(struct markdown_text){ .path = art->path,
		.base = page_parts_base(ctx, art),
		.title = art->card.title,
		.text = src->data + body,
		.len = src->len - body });
	lower_headings(&ctx->r->page, first);
}

static void
one_article(struct context *ctx, const struct card *card)
{
	struct article art;
	struct buf src = { 0 };
	struct link_group ways;

	page_heading(&ctx->r->page, 2, card->title);
	byline(ctx, card);
	if (index_article(ctx->index, ctx->arena, card->slug, &art) &&
	    article_text_read(ctx->capsule, &art, ctx->how->article_size,
		&src) == TEXT_SAME)
		add_text(ctx, &art, &src);
	else /* it is being written, or was removed: its own page will tell */
		page_text(&ctx->r->page,
		    context_words(ctx, WORD_BEING_WRITTEN));
	buf_free(&src);
	ways = link_group_begin(&ctx->r->page);
	link_group_link(&ways, LOOK_ALL,
	    address_of_article(ctx->arena, card->slug), card->title);
}

static void
ending(struct context *ctx, const struct whole *w, size_t page)
{
	struct link_group ways = link_group_begin(&ctx->r->page);

	if (page * WHOLE_PAGE < w->list.count)
		link_group_link(&ways, LOOK_ALL,
		    arena_printf(ctx->arena, "%s" WHOLE_NAME "/%zu%s", w->stem,
			page + 1, ctx->r->plain ? ".txt" : ""),
		    context_words_with(ctx, WORD_NEXT_FOUND,
			arena_printf(ctx->arena, "%zu", page + 1), NULL));
	link_group_link(&ways, LOOK_ALL, w->stem, w->title);
	page_end(ctx);
}

void
whole_page(struct context *ctx, const struct whole *w, const char *rest)
{
	struct wanted wanted = read_rest(rest);
	const struct card *cards;
	size_t part = ctx->req->part, n;

	n = index_list_titles(ctx->index, ctx->arena, &w->list, wanted.page,
	    WHOLE_PAGE, &cards);
	if (n == 0)
		return;
	ctx->r->status = STATUS_SUCCESS;
	ctx->r->plain = wanted.text || context_by_gopher(ctx);
	if (part == 0)
		headlines(ctx, w, cards, n);
	else if (part <= n)
		one_article(ctx, &cards[part - 1]);
	else
		ending(ctx, w, wanted.page);
	ctx->r->more = part <= n;
}

void
whole_link(struct context *ctx, const struct whole *w, struct link_group *ways)
{
	const char *url = arena_printf(ctx->arena, "%s" WHOLE_NAME, w->stem);

	if (w->list.count < 2)
		return;
	link_group_add(ways, &(struct link_line){ .url = url,
				 .label = context_words(ctx, WORD_ALL_IN_ONE),
				 .full_text = true });
}
