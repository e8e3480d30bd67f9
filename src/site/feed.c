#include "site/feed.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "capsule/address.h"
#include "page/gopher_item.h"
#include "site/feed_text.h"
#include "site/pages.h"
#include "site/parts/atom.h"
#include "site/parts/page_parts.h"
#include "text/url.h"

enum {
	DAY_ARTICLES = 50, /* in the entry of a day */
};

static const char atom_type[] = "application/atom+xml";

/* ---- identities and links ------------------------------------------------ */

/* RFC 4151: the capsule's own name, by whatever protocol it is asked. */
static void
identity(struct context *ctx, const char *rest)
{
	const char *url = ctx->how->gemini_url[0] != '\0'
			      ? ctx->how->gemini_url
			      : ctx->how->gopher_url;
	const char *host = page_parts_host(ctx, url);

	atom_element(&ctx->r->body, "id",
	    arena_printf(ctx->arena, "tag:%s,%s",
		host[0] != '\0' ? host : "localhost", rest));
}

/* "tag:gazette.example,2000:/atom.xml": of what is no article. */
static void
page_identity(struct context *ctx, const char *path)
{
	identity(ctx, arena_printf(ctx->arena, "2000:%s", path));
}

static void
article_identity(struct context *ctx, const struct article *art)
{
	struct buf said = { 0 };
	struct url u;

	url_split(&u, art->atom_id, strlen(art->atom_id));
	if (art->atom_id[0] == '\0') {
		identity(ctx, index_identity(ctx->index, ctx->arena, art));
	} else if (u.scheme_len > 0) {
		url_encode(&said, art->atom_id, strlen(art->atom_id));
		atom_element(&ctx->r->body, "id", buf_str(&said));
	} else {
		url_encode_segment(&said, art->atom_id, strlen(art->atom_id));
		page_identity(ctx, buf_str(&said));
	}
	buf_free(&said);
}

static void
link_to(struct context *ctx, const char *rel, const char *type,
    const char *path)
{
	struct buf url = { 0 };

	gopher_item_address(&url, path, false, ctx->place);
	atom_link(&ctx->r->body, rel, type, buf_str(&url));
	buf_free(&url);
}

/* ---- the feed itself ----------------------------------------------------- */

static void
begin(struct context *ctx, const struct feed *f, const struct date *updated)
{
	struct buf *out = &ctx->r->body;
	const struct capsule *c = ctx->capsule;

	ctx->r->status = STATUS_SUCCESS;
	ctx->r->type = atom_type;
	page_parts_language(ctx, "");
	buf_adds(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
		      "<feed xmlns=\"http://www.w3.org/2005/Atom\"");
	buf_adds(out, " xml:lang=\"");
	atom_escape(out, c->language, strlen(c->language));
	buf_adds(out, "\">\n");
	atom_element(out, "title", f->title);
	atom_element(out, "subtitle", c->description);
	page_identity(ctx, f->self);
	atom_date(out, "updated", updated);
	/* RFC 4287 4.1.1: not every entry need have an author then. */
	atom_author(out, c->author[0] != '\0' ? c->author : c->title);
	atom_element(out, "rights", c->license);
	atom_element(out, "generator", "Chasqui");
	link_to(ctx, "self", atom_type, f->self);
	link_to(ctx, "alternate", NULL, f->page);
}

static void
end(struct context *ctx)
{
	buf_adds(&ctx->r->body, "</feed>\n");
}

static void
begin_entry(struct context *ctx, const char *title, const char *language)
{
	struct buf *out = &ctx->r->body;

	buf_adds(out, "<entry");
	if (language[0] != '\0') {
		buf_adds(out, " xml:lang=\"");
		atom_escape(out, language, strlen(language));
		buf_addc(out, '"');
	}
	buf_adds(out, ">\n");
	atom_element(out, "title", title);
}

static void
content(struct context *ctx, const struct buf *text)
{
	buf_adds(&ctx->r->body, "<content type=\"text\">");
	atom_escape(&ctx->r->body, text->data, text->len);
	buf_adds(&ctx->r->body, "</content>\n");
}

/* ---- articles ------------------------------------------------------------ */

static void
categories(struct context *ctx, const struct article *art)
{
	struct buf *out = &ctx->r->body;

	for (size_t i = 0; i < art->ntopics; i++) {
		const struct list_name *topic = &art->topics[i];

		buf_addf(out, "<category term=\"%s\" label=\"", topic->key);
		atom_escape(out, topic->title, strlen(topic->title));
		buf_adds(out, "\"/>\n");
	}
}

static void
article_entry(struct context *ctx, const struct article *art,
    const struct buf *text)
{
	const struct card *card = &art->card;
	struct buf *out = &ctx->r->body;

	begin_entry(ctx, card->title, card->lang);
	article_identity(ctx, art);
	link_to(ctx, "alternate", NULL,
	    address_of_article(ctx->arena, card->slug));
	if (page_parts_is_url(art->source))
		link_to(ctx, "via", NULL, page_parts_url(ctx, art->source));
	if (card->date.known)
		atom_date(out, "published", &card->date);
	atom_date(out, "updated", &card->updated);
	for (size_t i = 0; i < art->nauthors; i++)
		atom_author(out, art->authors[i].title);
	categories(ctx, art);
	atom_element(out, "rights", art->license);
	atom_element(out, "summary", card->summary);
	if (text != NULL)
		content(ctx, text);
	buf_adds(out, "</entry>\n");
}

void
feed_articles(struct context *ctx, const struct feed *f)
{
	struct feed_texts texts = feed_texts_begin();
	const struct buf *text;
	const struct card *cards;
	struct article art;
	size_t n = index_list_newest(ctx->index, ctx->arena, f->list,
	    ctx->capsule->feed_items, &cards);

	begin(ctx, f, &f->list->updated);
	for (size_t i = 0; i < n && !texts.later; i++) {
		if (!index_article(ctx->index, ctx->arena, cards[i].slug, &art))
			continue;
		index_article_names(ctx->index, ctx->arena, &art);
		text = feed_texts_next(&texts, ctx, &art);
		article_entry(ctx, &art, text);
	}
	end(ctx);
	if (!texts.later)
		return;
	buf_clear(&ctx->r->body);
	context_refuse(ctx, STATUS_TEMPORARY_FAILURE, WORD_NOT_READY);
	ctx->r->later = ctx->r->soon = true;
}

void
site_feed(struct context *ctx)
{
	struct list all = { 0 };
	struct feed f = {
		.list = &all,
		.title = ctx->capsule->title,
		.self = PATH_FEED,
		.page = "/",
	};

	if (index_list(ctx->index, ctx->arena, LIST_ALL, "", &all)) {
		feed_articles(ctx, &f);
	} else { /* no articles yet: an empty feed is a feed */
		begin(ctx, &f, &all.updated);
		end(ctx);
	}
}

/* ---- days ---------------------------------------------------------------- */

/* What was published that day: titles, and their summaries. */
static void
day_text(struct context *ctx, const struct list *day)
{
	const struct card *cards;
	struct buf text = { 0 };
	size_t n = index_list_newest(ctx->index, ctx->arena, day, DAY_ARTICLES,
	    &cards);

	for (size_t i = 0; i < n; i++) {
		buf_adds(&text, i > 0 ? "\n" : "");
		buf_addf(&text, "%s\n", cards[i].title);
		if (cards[i].summary[0] != '\0')
			buf_addf(&text, "%s\n", cards[i].summary);
	}
	content(ctx, &text);
	buf_free(&text);
}

void
feed_days(struct context *ctx, const struct feed *f)
{
	static const struct date never;
	const struct list *days;
	size_t n = index_lists(ctx->index, ctx->arena, LIST_DAY, NULL,
	    ctx->capsule->feed_items, &days);
	const struct date *updated = &never;

	for (size_t i = 0; i < n; i++)
		if (days[i].updated.known &&
		    (!updated->known ||
			days[i].updated.seconds > updated->seconds))
			updated = &days[i].updated;
	begin(ctx, f, updated);
	for (size_t i = 0; i < n; i++) {
		const char *path =
		    arena_printf(ctx->arena, PATH_DAYS "%s", days[i].key);

		begin_entry(ctx,
		    context_words_with(ctx, WORD_DIGEST_OF, days[i].key, NULL),
		    "");
		page_identity(ctx, path);
		link_to(ctx, "alternate", NULL, path);
		atom_date(&ctx->r->body, "updated", &days[i].updated);
		day_text(ctx, &days[i]);
		buf_adds(&ctx->r->body, "</entry>\n");
	}
	end(ctx);
}
