#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "capsule/address.h"
#include "capsule/dirwalk.h"
#include "capsule/front_matter.h"
#include "index/article_text.h"
#include "index/slug_names.h"
#include "site/article_ways.h"
#include "site/letters.h"
#include "site/pages.h"
#include "site/parts/editing.h"
#include "site/parts/links.h"
#include "site/parts/newer.h"
#include "site/parts/page_parts.h"
#include "site/parts/picture_links.h"
#include "site/static_file.h"
#include "text/markdown_name.h"
#include "text/slug.h"
#include "text/url.h"
#include "text/word_count.h"

enum {
	TOPICS = 5,   /* in the byline; all of them are linked below the text */
	READING = 230 /* words a minute */
};

/* An article on its way to the page; strings live in the context's arena. */
struct view {
	struct article art;
	const char *address;  /* "/a/SLUG" */
	const char *base;     /* what its relative references start from */
	struct around around; /* unless it is shown as text */
	bool newer;           /* than the index */
};

/* ---- above the text ------------------------------------------------------ */

static const char *
topic_titles(struct context *ctx, const struct article *art)
{
	struct buf list = { 0 };

	for (size_t i = 0; i < art->ntopics && i < TOPICS; i++) {
		buf_adds(&list, i > 0 ? ", " : "");
		buf_adds(&list, art->topics[i].title);
	}
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

/* What there is of these, as one line: "2024-05-18 - M. Ostrom". */
static const char *
joined(struct context *ctx, const char *const *facts, size_t n)
{
	struct buf line = { 0 };

	for (size_t i = 0; i < n; i++) {
		buf_adds(&line,
		    line.len > 0 && facts[i][0] != '\0' ? " - " : "");
		buf_adds(&line, facts[i]);
	}
	return buf_keep(&line, ctx->arena);
}

/* "2024-05-18 - M. Ostrom - Lighthouses" */
static void
fact_line(struct context *ctx, const struct article *art)
{
	const char *facts[] = { dates(ctx, &art->card), art->card.authors,
		topic_titles(ctx, art) };
	const char *line = joined(ctx, facts, sizeof facts / sizeof *facts);

	if (line[0] != '\0')
		page_parts_line(ctx, line);
}

/* Of the blocks from `from` on. */
static size_t
count_words(const struct page *p, size_t from)
{
	const struct page body = { .blocks = p->blocks + from,
		.nblocks = p->nblocks - from };
	struct buf text = { 0 };
	size_t n;

	page_words(&body, &text);
	n = word_count(buf_str(&text), text.len);
	buf_free(&text);
	return n;
}

/*
 * "1240 words, 5 min - Original on gazette.example": how long it is, and where
 * it is from, unless an excerpt has said so.
 */
static const char *
length_line(struct context *ctx, const struct article *art, size_t words)
{
	const char *facts[2] = { "", "" };

	if (words > 1)
		facts[0] = context_words_with(ctx, WORD_LENGTH,
		    arena_printf(ctx->arena, "%zu", words),
		    arena_printf(ctx->arena, "%zu",
			words < READING ? 1 : (words + READING / 2) / READING));
	if (!art->card.partial && page_parts_is_url(art->source))
		facts[1] = context_words_with(ctx, WORD_ORIGINAL_ON,
		    page_parts_host(ctx, art->source), NULL);
	return joined(ctx, facts, 2);
}

/* A line that is known only when the text is: hidden until then. */
static size_t
reserve_line(struct context *ctx)
{
	page_parts_line(ctx, "");
	ctx->r->page.blocks[ctx->r->page.nblocks - 1].looks = 0;
	return ctx->r->page.nblocks - 1;
}

static void
fill_line(struct context *ctx, size_t reserved, const char *text)
{
	struct block *b = &ctx->r->page.blocks[reserved];

	b->body.text = text;
	b->body.len = strlen(text);
	b->looks = text[0] != '\0' ? LOOK_ALL : 0;
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

/* What must be known before reading. */
static void
remarks(struct context *ctx, const struct article *art)
{
	if (art->notice[0] != '\0')
		page_text(&ctx->r->page, art->notice);
	if (art->card.partial && page_parts_is_url(art->source))
		address_line(ctx, WORD_EXCERPT_OF, art->source);
	else if (art->card.partial)
		page_text(&ctx->r->page,
		    context_words(ctx, WORD_EXCERPT_ALONE));
}

/* ---- below the text ------------------------------------------------------ */

/* The front matter's image above the text, unless the text shows it itself. */
static void
lead_image(struct context *ctx, const struct view *view, const char *text,
    size_t len)
{
	const struct article *art = &view->art;
	struct links links = { ctx->index, ctx->capsule, art->path };
	struct span *span;
	const char *url, *alt = art->image_alt, *file = file_name(art->image);
	struct page *p = &ctx->r->page;
	struct block *b;

	if (art->image[0] == '\0' ||
	    ctx->capsule->images == CAPSULE_IMAGES_DROP ||
	    !url_may_link(art->image, strlen(art->image)) ||
	    memmem(text, len, file, strlen(file)) != NULL)
		return;
	url = links_find(&links, ctx->arena, art->image);
	if (url == NULL)
		url = url_resolve(ctx->arena, view->base, art->image);
	b = page_text(p,
	    arena_printf(ctx->arena, "[%s: %s]", context_words(ctx, WORD_IMAGE),
		alt[0] != '\0' ? alt : file));
	span = arena_calloc(ctx->arena, 1, sizeof *span);
	span->kind = SPAN_IMAGE;
	span->url = page_parts_url(ctx, url);
	span->end = b->body.len;
	b->body.spans = span;
	b->body.nspans = 1;
	picture_links(ctx, p, p->nblocks - 1, art->path, view->base);
}

/* An article's own, or the capsule's; as text, or an address to follow. */
static void
license(struct context *ctx, const struct article *art)
{
	const char *terms =
	    art->license[0] != '\0' ? art->license : ctx->capsule->license;

	if (page_parts_is_url(terms))
		address_line(ctx, WORD_LICENSE, terms);
	else if (terms[0] != '\0')
		page_text(&ctx->r->page,
		    context_words_with(ctx, WORD_LICENSE, terms, NULL));
}

/* ---- the page ------------------------------------------------------------ */

/*
 * Menus lead to the text form: with its own ways for as long as it is laid out.
 * How large it was is known for as long as the index is as it was, where the
 * page says nothing that the index does not know of.
 */
static void
tell_text_size(struct context *ctx, const struct view *view,
    const struct text_form *form)
{
	size_t below = ctx->r->page.nblocks;
	uint64_t unknown = 0, *size = &unknown;

	if (!context_by_gopher(ctx))
		return;
	if (!view->newer && !ctx->how->letters && !ctx->files)
		size =
		    index_memo(ctx->index, view->art.card.id, ctx->place->port);
	if (*size == 0)
		article_text_ways(ctx, &view->art);
	page_parts_text_size(ctx, form, size);
	ctx->r->page.nblocks = below;
}

static void
show(struct context *ctx, struct view *view, const struct buf *src)
{
	const struct article *art = &view->art;
	size_t body = front_matter_skip(src->data, src->len);
	const char *text = src->data + body;
	size_t len = src->len - body, length, first;
	struct text_form form = { view->address, WORD_AS_TEXT, 0 };
	size_t words = (size_t)art->words;

	view->base = page_parts_base(ctx, art);
	if (ctx->r->plain)
		index_article_names(ctx->index, ctx->arena, &view->art);
	else
		index_around(ctx->index, ctx->arena, &view->art, &view->around);
	page_parts_begin_text(ctx, art->card.title);
	page_parts_language(ctx, art->card.lang);
	fact_line(ctx, art);
	length = reserve_line(ctx);
	page_parts_text_form(ctx, &form);
	remarks(ctx, art);
	lead_image(ctx, view, text, len);
	first = ctx->r->page.nblocks;
	page_parts_markdown(ctx, &ctx->r->page,
	    &(struct markdown_text){ .path = art->path,
		.base = view->base,
		.title = art->card.title,
		.text = text,
		.len = len });
	if (view->newer)
		words = count_words(&ctx->r->page, first);
	fill_line(ctx, length, length_line(ctx, art, words));
	license(ctx, art);
	letters_show(ctx, art->card.slug);
	if (ctx->r->plain) {
		article_text_ways(ctx, art);
	} else {
		tell_text_size(ctx, view, &form);
		article_ways(ctx, art, &view->around, &form);
	}
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
		view->newer = true;
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

/* Does this folder hold a text that speaks for it, published or not? */
static bool
is_bundle(const struct context *ctx, const char *folder)
{
	struct stat st;
	int fd = file_open_below(ctx->capsule->dir, folder, true, &st);
	DIR *dir = fd == -1 ? NULL : fdopendir(fd);
	const struct dirent *e;
	bool found = false;

	if (dir == NULL) {
		if (fd != -1)
			close(fd);
		return false;
	}
	while (!found && (e = readdir(dir)) != NULL)
		found = markdown_is_index(e->d_name);
	closedir(dir);
	return found;
}

/*
 * Is it published with the bundle in this folder?  Its texts are articles and
 * drafts of their own, and so are bundles below it with all that is theirs.
 */
static bool
is_of_bundle(const struct context *ctx, const char *folder, const char *name)
{
	if (markdown_ending(name, strlen(name)) > 0 || dirwalk_ignores(name))
		return false;
	for (const char *end = name; (end = strchr(end, '/')) != NULL; end++)
		if (is_bundle(ctx, arena_printf(ctx->arena, "%s%.*s", folder,
				       (int)(end - name), name)))
			return false;
	return true;
}

static void
bundle_file(struct context *ctx, const struct article *art, const char *name)
{
	const char *folder = arena_printf(ctx->arena, "%.*s",
	    (int)(file_name(art->path) - art->path), art->path);

	if (art->bundle && is_of_bundle(ctx, folder, name))
		static_file_send(ctx,
		    arena_printf(ctx->arena, "%s%s", folder, name));
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
	struct view view = { .address = NULL };

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
