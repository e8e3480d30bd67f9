#include "site/parts/page_parts.h"

#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "capsule/address.h"
#include "capsule/capsule.h"
#include "markdown/markdown.h"
#include "page/plain.h"
#include "site/parts/links.h"
#include "site/parts/picture_links.h"
#include "text/size.h"
#include "text/url.h"

/* ---- ways to go ---------------------------------------------------------- */

struct link_group
link_group_begin(struct page *p)
{
	return (struct link_group){ .page = p };
}

struct link_group
link_group_below(struct page *p)
{
	return (struct link_group){ .page = p, .begun = LOOK_ALL };
}

static void
add_way(struct page *p, const struct link_line *way, unsigned looks, bool tight)
{
	struct block *b;

	if (looks == 0)
		return;
	page_only(p, looks);
	b = way->search ? page_search(p, way->url, way->label)
			: page_link(p, way->url, way->label);
	b->tight = tight;
	b->full_text = way->full_text;
	page_only(p, LOOK_ALL);
}

/* The first link of a group may be another one in each look. */
void
link_group_add(struct link_group *w, const struct link_line *way)
{
	unsigned looks = way->looks != 0 ? way->looks : LOOK_ALL;

	add_way(w->page, way, looks & ~w->begun, false);
	add_way(w->page, way, looks & w->begun, true);
	w->begun |= looks;
}

void
link_group_link(struct link_group *w, unsigned looks, const char *url,
    const char *label)
{
	link_group_add(w,
	    &(struct link_line){ .url = url, .label = label, .looks = looks });
}

/* ---- lines of text ------------------------------------------------------- */

void
page_parts_begin_text(struct context *ctx, const char *title)
{
	ctx->r->status = STATUS_SUCCESS;
	page_parts_language(ctx, "");
	page_heading(&ctx->r->page, 1, title);
}

void
page_parts_begin_list(struct context *ctx, const char *title)
{
	ctx->r->page.index = true;
	page_parts_begin_text(ctx, title);
	if (ctx->index != NULL && !index_complete(ctx->index))
		page_parts_line(ctx, context_words(ctx, WORD_GROWING));
}

void
page_parts_line(struct context *ctx, const char *text)
{
	page_text(&ctx->r->page, text)->tight = true;
}

void
page_parts_add_text_form(struct context *ctx, struct link_group *ways,
    const struct text_form *form)
{
	const char *label = form->at != 0
				? ctx->r->page.blocks[form->at].body.text
				: context_words(ctx, form->label);

	link_group_add(ways, &(struct link_line){ .url = form->url,
				 .label = label,
				 .looks = LOOK_MENU,
				 .full_text = true });
}

void
page_parts_text_form(struct context *ctx, struct text_form *form)
{
	struct link_group ways = link_group_below(&ctx->r->page);
	size_t at = ctx->r->page.nblocks;

	page_parts_add_text_form(ctx, &ways, form);
	form->at = at;
}

void
page_parts_text_size(struct context *ctx, const struct text_form *form,
    uint64_t *size)
{
	struct text *label = &ctx->r->page.blocks[form->at].body;
	struct buf text = { 0 };
	char shown[SIZE_SHOWN];

	if (!context_by_gopher(ctx) || ctx->r->plain)
		return;
	if (*size == 0) {
		plain_write(&ctx->r->page, ctx->place, &text);
		*size = text.len;
		buf_free(&text);
	}
	label->text = arena_printf(ctx->arena, "%s, %s", label->text,
	    size_show(*size, shown));
	label->len = strlen(label->text);
}

void
page_parts_language(struct context *ctx, const char *language)
{
	size_t len = strlen(language);

	if (len == 0 || len >= sizeof ctx->r->lang)
		language = ctx->capsule->language;
	len = strlen(language);
	if (len < sizeof ctx->r->lang)
		memcpy(ctx->r->lang, language, len + 1);
	ctx->language =
	    words_known(language) ? language : ctx->capsule->language;
}

static struct block *
add_entry(struct context *ctx, const struct card *card, const char *byline,
    const char *excerpt, bool brief)
{
	return page_entry(&ctx->r->page,
	    &(struct entry){ .url = address_of_article(ctx->arena, card->slug),
		.title = card->title,
		.date = page_parts_day(ctx, &card->date),
		.byline = byline,
		.excerpt = excerpt,
		.brief = brief });
}

void
page_parts_entry(struct context *ctx, const struct card *card)
{
	add_entry(ctx, card, card->authors, card->summary, false);
}

struct block *
page_parts_brief(struct context *ctx, const struct card *card,
    const char *standfirst)
{
	struct block *b = add_entry(ctx, card, "", standfirst, true);

	b->lead = standfirst[0] != '\0';
	return b;
}

void
page_parts_entry_with(struct context *ctx, const struct card *card,
    const char *excerpt, const char *remark)
{
	const char *byline = card->authors;

	if (remark[0] != '\0')
		byline = arena_printf(ctx->arena, "%s%s%s", byline,
		    byline[0] != '\0' ? " - " : "", remark);
	add_entry(ctx, card, byline, excerpt, false);
}

const char *
page_parts_counted(struct context *ctx, const char *title, size_t n)
{
	return arena_printf(ctx->arena, "%s (%zu)", title, n);
}

const char *
page_parts_day(struct context *ctx, const struct date *d)
{
	char day[DATE_SIZE];

	return d->known ? arena_strdup(ctx->arena, date_day(d, day)) : "";
}

void
page_parts_headline(struct context *ctx, struct link_group *ways,
    const struct card *card)
{
	const char *day = page_parts_day(ctx, &card->date);

	link_group_link(ways, LOOK_ALL,
	    address_of_article(ctx->arena, card->slug),
	    arena_printf(ctx->arena, "%s%s%s", day, day[0] != '\0' ? " " : "",
		card->title));
}

const char *
page_parts_host(struct context *ctx, const char *url)
{
	struct url u;
	const char *host;
	size_t len;

	url_split(&u, url, strlen(url));
	host = url_host(&u, &len);
	return arena_strndup(ctx->arena, host, len);
}

bool
page_parts_is_url(const char *s)
{
	struct url u;

	url_split(&u, s, strlen(s));
	return u.scheme_len > 0 && u.has_authority &&
	       url_may_link(s, strlen(s));
}

const char *
page_parts_url(struct context *ctx, const char *url)
{
	return url_encoded(ctx->arena, url, strlen(url));
}

/* ---- texts from files ---------------------------------------------------- */

const char *
page_parts_base(struct context *ctx, const struct article *art)
{
	const char *own = address_of_article(ctx->arena, art->card.slug);

	if (art->bundle)
		return arena_printf(ctx->arena, "%s/", own);
	return page_parts_is_url(art->source) ? art->source : own;
}

static const struct page_labels *
labels_of(struct context *ctx)
{
	struct page_labels *labels =
	    arena_calloc(ctx->arena, 1, sizeof *labels);

	labels->image = context_words(ctx, WORD_IMAGE);
	labels->links = context_words(ctx, WORD_LINKS);
	labels->table = context_words(ctx, WORD_TABLE);
	return labels;
}

/* A rule before the first footnote, of the blocks from `from` on. */
static void
set_notes_off(struct page *p, size_t from)
{
	struct block rule;

	while (from < p->nblocks && p->blocks[from].kind != BLOCK_NOTE)
		from++;
	if (from == p->nblocks)
		return;
	rule = *page_add(p, BLOCK_RULE);
	rule.opens = true;
	memmove(&p->blocks[from + 1], &p->blocks[from],
	    (p->nblocks - 1 - from) * sizeof *p->blocks);
	p->blocks[from] = rule;
}

void
page_parts_markdown(struct context *ctx, struct page *p,
    const struct markdown_text *t)
{
	size_t from = p->nblocks;
	struct links links = {
		.index = ctx->index,
		.capsule = ctx->capsule,
		.path = t->path,
	};
	struct markdown how = {
		.base = t->base,
		.title = t->title,
		.images = ctx->capsule->images == CAPSULE_IMAGES_DROP
			      ? IMAGES_DROP
			      : IMAGES_LINK,
		.find = links_find,
		.find_ctx = &links,
	};

	p->labels = labels_of(ctx);
	p->names_hosts = true;
	markdown_add(p, t->text, t->len, &how);
	picture_links(ctx, p, from, t->path, t->base);
	set_notes_off(p, from);
}

/* Last: appeals and the like must not push the articles off the screen. */
void
page_parts_notice(struct context *ctx)
{
	const char *text;

	if (index_notice(ctx->index, ctx->arena, &text))
		page_parts_markdown(ctx, &ctx->r->page,
		    &(struct markdown_text){ .path = CAPSULE_NOTICE,
			.base = "/",
			.title = ctx->capsule->title,
			.text = text,
			.len = strlen(text) });
}

int
page_parts_read(struct context *ctx, const char *path, struct buf *out)
{
	struct stat st;
	struct problem why = { 0 };
	int fd = file_open_below(ctx->capsule->dir, path, false, &st);
	int result;

	if (fd == -1)
		return -1;
	result = buf_read_fd(out, fd, ctx->how->article_size, &why);
	close(fd);
	return result;
}
