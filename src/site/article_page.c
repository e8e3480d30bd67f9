#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "capsule/address.h"
#include "capsule/front_matter.h"
#include "index/article_text.h"
#include "index/slug_names.h"
#include "site/editing.h"
#include "site/letters.h"
#include "site/links.h"
#include "site/newer.h"
#include "site/page_parts.h"
#include "site/pages.h"
#include "site/static_file.h"
#include "text/markdown_name.h"
#include "text/slug.h"
#include "text/url.h"

enum { RELATED = 3 };

/* An article on its way to the page; strings live in the visit's arena. */
struct view {
	struct article art;
	const char *address;  /* "/a/SLUG" */
	const char *base;     /* what its relative references start from */
	int64_t older, newer; /* ids of its neighbours; INT64_MIN: none */
};

/* ---- above the text ------------------------------------------------------ */

static const char *
topic_titles(struct context *ctx, const struct article *art)
{
	struct buf list = { 0 };

	for (size_t i = 0; i < art->ntopics; i++)
		buf_addf(&list, "%s%s", i > 0 ? ", " : "",
		    art->topics[i].title);
	return buf_keep(&list, ctx->arena);
}

/* "2024-05-18, updated 2024-05-20" */
static const char *
dates(struct context *ctx, const struct card *card)
{
	const char *day = page_parts_day(ctx, &card->date);
	const char *updated = page_parts_day(ctx, &card->updated);

	if (updated[0] == '\0' || strcmp(day, updated) == 0)
		return day;
	updated = context_words_with(ctx, WORD_UPDATED, updated, NULL);
	return day[0] == '\0'
		   ? updated
		   : arena_printf(ctx->arena, "%s, %s", day, updated);
}

/* "2024-05-18 - M. Ostrom - Lighthouses" */
static void
fact_line(struct context *ctx, const struct article *art)
{
	const char *facts[] = { dates(ctx, &art->card), art->card.authors,
		topic_titles(ctx, art) };
	const char *line = "";

	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
		if (facts[i][0] != '\0')
			line = arena_printf(ctx->arena, "%s%s%s", line,
			    line[0] != '\0' ? " - " : "", facts[i]);
	if (line[0] != '\0')
		page_parts_line(ctx, line);
}

/* A paragraph that shows an address of the web and links it. */
static void
address_line(struct context *ctx, enum word w, const char *url)
{
	struct block *b;
	struct span *span = arena_calloc(ctx->arena, 1, sizeof *span);
	const char *shown;

	span->url = page_parts_url(ctx, url);
	b = page_text(&ctx->r->page,
	    context_words_with(ctx, w, span->url, NULL));
	shown = strstr(b->body.text, span->url);
	span->kind = SPAN_AUTOLINK;
	span->start = (size_t)(shown - b->body.text);
	span->end = span->start + strlen(span->url);
	b->body.spans = span;
	b->body.nspans = 1;
}

/* What must be known before reading: conditions, and what is not here. */
static void
remarks(struct context *ctx, const struct article *art)
{
	if (art->license[0] != '\0' && page_parts_is_url(art->license))
		address_line(ctx, WORD_LICENSE, art->license);
	else if (art->license[0] != '\0')
		page_parts_line(ctx,
		    context_words_with(ctx, WORD_LICENSE, art->license, NULL));
	if (art->notice[0] != '\0')
		page_text(&ctx->r->page, art->notice);
	if (art->card.partial && page_parts_is_url(art->source))
		address_line(ctx, WORD_EXCERPT_OF, art->source);
	else if (art->card.partial)
		page_text(&ctx->r->page,
		    context_words(ctx, WORD_EXCERPT_ALONE));
}

/* ---- below the text ------------------------------------------------------ */

static bool
shows_image(const struct page *p, const char *url)
{
	for (size_t i = 0; i < p->nblocks; i++)
		for (size_t s = 0; s < p->blocks[i].body.nspans; s++) {
			const struct span *span = &p->blocks[i].body.spans[s];

			if (span->kind == SPAN_IMAGE &&
			    strcmp(span->url, url) == 0)
				return true;
		}
	return false;
}

/* The front matter's image, where the text does not show it itself. */
static void
lead_image(struct context *ctx, const struct view *view)
{
	const struct article *art = &view->art;
	struct links links = { ctx->index, ctx->capsule, art->path };
	struct span *span = arena_calloc(ctx->arena, 1, sizeof *span);
	const char *url, *alt = art->image_alt;
	struct block *b;

	if (art->image[0] == '\0' ||
	    ctx->capsule->images == CAPSULE_IMAGES_DROP ||
	    !url_may_link(art->image, strlen(art->image)))
		return;
	url = links_find(&links, ctx->arena, art->image);
	if (url == NULL)
		url = url_resolve(ctx->arena, view->base, art->image);
	span->kind = SPAN_IMAGE;
	span->url = page_parts_url(ctx, url);
	if (shows_image(&ctx->r->page, span->url))
		return;
	b = page_text(&ctx->r->page,
	    arena_printf(ctx->arena, "[image: %s]",
		alt[0] != '\0' ? alt : file_name(art->image)));
	span->end = b->body.len;
	b->body.spans = span;
	b->body.nspans = 1;
}

static void
link_article(struct context *ctx, struct link_group *ways,
    const struct card *card, enum word word)
{
	link_group_link(ways, LOOK_ALL,
	    address_of_article(ctx->arena, card->slug),
	    context_words_with(ctx, word, card->title, NULL));
}

/* In its first topic, or where it has none in the whole archive. */
static void
neighbours(struct context *ctx, struct link_group *ways, struct view *view)
{
	const struct article *art = &view->art;
	bool topic = art->ntopics > 0;
	struct list list;
	struct card card;

	if (!index_list(ctx->index, ctx->arena, topic ? LIST_TOPIC : LIST_ALL,
		topic ? art->topics[0].key : "", &list))
		return;
	if (index_older(ctx->index, ctx->arena, &list, art->card.id, &card)) {
		link_article(ctx, ways, &card, WORD_OLDER);
		view->older = card.id;
	}
	if (index_newer(ctx->index, ctx->arena, &list, art->card.id, &card)) {
		link_article(ctx, ways, &card, WORD_NEWER);
		view->newer = card.id;
	}
}

/* The closest that are not named already. */
static void
related(struct context *ctx, struct link_group *ways, const struct view *view)
{
	const struct card *cards;
	size_t shown = 0;
	size_t n = index_related(ctx->index, ctx->arena, view->art.card.id,
	    RELATED + 2, &cards);

	for (size_t i = 0; i < n && shown < RELATED; i++)
		if (cards[i].id != view->older && cards[i].id != view->newer) {
			link_article(ctx, ways, &cards[i], WORD_RELATED);
			shown++;
		}
}

/* A text's last lines, as gopher.md has them: where from, and what about. */
static void
text_ways(struct context *ctx, const struct article *art)
{
	struct link_group ways = link_group_begin(&ctx->r->page);

	if (page_parts_is_url(art->source))
		link_group_link(&ways, LOOK_ALL, art->source,
		    context_words(ctx, WORD_ORIGINAL));
	for (size_t i = 0; i < art->ntopics; i++)
		link_group_link(&ways, LOOK_ALL,
		    arena_printf(ctx->arena, PATH_TOPICS "%s",
			art->topics[i].key),
		    context_words(ctx, WORD_TOPIC));
}

static void
further(struct context *ctx, struct view *view)
{
	const struct article *art = &view->art;
	struct link_group ways = link_group_begin(&ctx->r->page);

	page_parts_add_text_form(ctx, &ways, view->address, WORD_AS_TEXT);
	if (page_parts_is_url(art->source))
		link_group_link(&ways, LOOK_ALL, art->source,
		    context_words_with(ctx, WORD_ORIGINAL_ON,
			page_parts_host(ctx, art->source), NULL));
	neighbours(ctx, &ways, view);
	related(ctx, &ways, view);
	for (size_t i = 0; i < art->ntopics; i++)
		link_group_link(&ways, LOOK_ALL,
		    address_of_topic(ctx->arena, art->topics[i].key),
		    context_words_with(ctx, WORD_TOPIC_IS, art->topics[i].title,
			NULL));
	editing_link(ctx, &ways, art, view->address);
	page_parts_end(ctx, &ways);
}

/* ---- the page ------------------------------------------------------------ */

/*
 * Where relative references start: at the bundle's own address, else where the
 * text was first published, since nothing is served beside an article.
 */
static const char *
base_of(struct context *ctx, const struct view *view)
{
	if (view->art.bundle)
		return arena_printf(ctx->arena, "%s/", view->address);
	return page_parts_is_url(view->art.source) ? view->art.source
						   : view->address;
}

static void
show(struct context *ctx, struct view *view, const struct buf *src)
{
	const struct article *art = &view->art;
	size_t body = front_matter_skip(src->data, src->len, NULL);

	view->base = base_of(ctx, view);
	page_parts_begin_text(ctx, art->card.title);
	page_parts_language(ctx, art->card.lang);
	fact_line(ctx, art);
	page_parts_text_form(ctx, view->address, WORD_AS_TEXT);
	remarks(ctx, art);
	page_parts_markdown(ctx, &ctx->r->page,
	    &(struct markdown_text){ .path = art->path,
		.base = view->base,
		.title = art->card.title,
		.text = src->data + body,
		.len = src->len - body });
	lead_image(ctx, view);
	letters_show(ctx, art->card.slug);
	if (ctx->r->plain)
		text_ways(ctx, art);
	else
		further(ctx, view);
}

/*
 * The index has the article, but its file is not to be read: it was removed or
 * moved a moment ago, which the index will tell in a moment, or the capsule's
 * folder is not there just now.
 */
static void
gone(struct context *ctx, const struct article *art)
{
	struct stat st;
	int fd = file_open_below(ctx->capsule->dir, "articles", true, &st);

	if (fd == -1) {
		ctx->r->later = errno == ENOENT;
		context_refuse(ctx, STATUS_TEMPORARY_FAILURE, WORD_UNREADABLE);
		return;
	}
	close(fd);
	fd = file_open_below(ctx->capsule->dir, art->path, false, &st);
	if (fd != -1)
		close(fd);
	if (fd == -1 && errno == ENOENT) {
		context_refuse(ctx, STATUS_GONE, WORD_REMOVED);
		ctx->r->later = true;
	} else {
		context_refuse(ctx, STATUS_TEMPORARY_FAILURE, WORD_UNREADABLE);
	}
}

static void
article(struct context *ctx, struct view *view)
{
	struct buf src = { 0 };

	switch (article_text_read(ctx->capsule, &view->art,
	    ctx->how->article_size, &src)) {
	case TEXT_NEWER:
		if (!newer_take(ctx, &view->art, &src))
			break;
		/* fall through */
	case TEXT_SAME:
		show(ctx, view, &src);
		break;
	case TEXT_WRITING:
		context_refuse(ctx, STATUS_TEMPORARY_FAILURE,
		    WORD_BEING_WRITTEN);
		ctx->r->later = true;
		break;
	case TEXT_GONE:
		gone(ctx, &view->art);
		break;
	}
	buf_free(&src);
}

/* A file of a page bundle; its texts are articles and drafts of their own. */
static void
bundle_file(struct context *ctx, const struct article *art, const char *name)
{
	size_t folder = (size_t)(file_name(art->path) - art->path);

	if (art->bundle && markdown_ending(name, strlen(name)) == 0)
		static_file_send(ctx, arena_printf(ctx->arena, "%.*s%s",
					  (int)folder, art->path, name));
}

/* "SLUG.txt": the same page as text.  A slug has no dot. */
static void
take_plain(struct reply *r, char *slug)
{
	size_t len = strlen(slug);

	if (len > 4 && strcmp(slug + len - 4, ".txt") == 0) {
		slug[len - 4] = '\0';
		r->plain = true;
	}
}

void
article_page(struct context *ctx)
{
	const char *file = ctx->rest;
	char slug[SLUG_NAME_SIZE + 4];
	struct view view = { .older = INT64_MIN, .newer = INT64_MIN };

	if (!context_segment(&file, slug, sizeof slug))
		return;
	if (file[0] == '\0')
		take_plain(ctx->r, slug);
	if (!index_article(ctx->index, ctx->arena, slug, &view.art))
		return;
	view.address = address_of_article(ctx->arena, slug);
	if (file[0] != '\0')
		bundle_file(ctx, &view.art, file);
	else
		article(ctx, &view);
}
