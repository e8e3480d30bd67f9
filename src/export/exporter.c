#include "export/exporter.h"

#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/filewalk.h"
#include "capsule/address.h"
#include "capsule/capsule.h"
#include "capsule/picture.h"
#include "config/config.h"
#include "export/book.h"
#include "export/package.h"
#include "export/tree.h"
#include "index/index.h"
#include "page/gemtext_links.h"
#include "page/item_type.h"
#include "page/place.h"
#include "site/parts/reply.h"
#include "site/site.h"
#include "site/words/words.h"
#include "text/progress.h"
#include "text/url.h"

#define GEMTEXT_MAX ((size_t)16 << 20) /* bytes of a file to be relinked */

/* The work of one export. */
struct work {
	const struct exporter *e;
	struct site *site;      /* owned, as are: */
	struct export_map *map; /* and */
	struct arena arena;
	struct place live;    /* where the server is */
	struct place place;   /* where the tree will be */
	const char *live_url; /* "gemini://host/", or "": none besides */
	const struct export_entry *here; /* that is being written */
	struct book *book;               /* NULL: every page is written */
	struct problem *why;             /* filled when a function returns -1 */
};

/* ---- links --------------------------------------------------------------- */

/* A path of the capsule, not "//host/path". */
static bool
is_path(const char *url)
{
	return url[0] == '/' && url[1] != '/';
}

static bool
is_book(const char *url, size_t len)
{
	struct arena a = { 0 };
	const char *rest;
	bool book =
	    address_find(arena_strndup(&a, url, len), &rest) == ADDRESS_BOOK;

	arena_free(&a);
	return book;
}

/* What the site offers beside its pages, and a folder of files cannot. */
static bool
is_service(const char *url)
{
	size_t len = strcspn(url, "?#");

	return item_type(url, NULL) == '7' || is_book(url, len) ||
	       (len >= 9 && memcmp(url + len - 9, "/atom.xml", 9) == 0);
}

/* The same page on the server; NULL where it does not serve this protocol. */
static const char *
at_server(struct work *w, struct arena *a, const char *url)
{
	if (w->live_url[0] == '\0')
		return NULL;
	if (w->e->form->look == LOOK_MENU)
		return arena_printf(a, "%s%c%s", w->live_url,
		    item_type(url, NULL), url);
	return arena_printf(a, "%s%s", w->live_url, url + 1);
}

static const char *
lead(void *ctx, struct arena *a, const char *url, bool alone)
{
	struct work *w = ctx;
	const struct export_entry *to;

	if (!is_path(url))
		return url;
	if (w->book != NULL && !book_has(w->book, url))
		return alone ? NULL : at_server(w, a, url);
	to = export_map_find(w->map, url);
	if (to != NULL)
		return w->e->form->link(a, w->here, to, &w->place, w->e->below);
	/* nor is one told in passing of parts that ask for a certificate */
	if (alone && (is_service(url) || config_in_zone(w->e->capsule, url)))
		return NULL;
	return at_server(w, a, url);
}

/* ---- pages --------------------------------------------------------------- */

/* What this is a copy of, and what it does without. */
static void
add_remark(struct work *w, struct page *p)
{
	const char *language = site_info(w->site)->language;

	page_text(p, words(language, WORD_STATIC_COPY));
	if (w->live_url[0] != '\0')
		page_link(p, w->live_url, words(language, WORD_LIVE_SITE))
		    ->tight = true;
}

/* Text has no links to follow: its addresses are the server's. */
static void
lay_out(struct work *w, struct reply *r, struct buf *out)
{
	bool menu = w->e->form->look == LOOK_MENU;

	if (strcmp(w->here->path, "/") == 0 && w->book == NULL)
		add_remark(w, &r->page);
	if (!r->plain)
		page_relink(&r->page, w->e->form->look, lead, w);
	else if (menu)
		page_relink(&r->page, LOOK_TEXT, lead, w);
	w->e->form->write(r, r->plain && !menu ? &w->live : &w->place, out);
}

static int
write_page(struct work *w, struct reply *r)
{
	struct buf out = { 0 };
	int result;

	lay_out(w, r, &out);
	result = tree_write(w->e->tree, w->here->file, buf_str(&out), out.len,
	    w->why);
	buf_free(&out);
	return result;
}

/* ---- files --------------------------------------------------------------- */

static bool
has_links(const struct work *w, const struct reply *r)
{
	return w->e->form->look == LOOK_GEMTEXT && r->fd != -1 &&
	       r->size <= GEMTEXT_MAX && strcmp(r->type, "text/gemini") == 0;
}

static int
write_gemtext(struct work *w, struct reply *r)
{
	struct buf in = { 0 }, out = { 0 };
	int result = buf_read_fd(&in, r->fd, GEMTEXT_MAX, w->why);

	if (result == -1) {
		problem_in(w->why, w->here->path);
	} else {
		gemtext_relink(&out, buf_str(&in), in.len, w->here->path, lead,
		    w);
		result = tree_write(w->e->tree, w->here->file, buf_str(&out),
		    out.len, w->why);
	}
	buf_free(&in);
	buf_free(&out);
	return result;
}

static int
write_file(struct work *w, struct reply *r)
{
	if (has_links(w, r))
		return write_gemtext(w, r);
	if (r->fd != -1)
		return tree_copy(w->e->tree, w->here->file, r->fd, w->why);
	return tree_write(w->e->tree, w->here->file, buf_str(&r->body),
	    r->body.len, w->why);
}

/* ---- all of them --------------------------------------------------------- */

#define XHTML "application/xhtml+xml"

static void
note_in_book(struct work *w, const struct reply *r)
{
	book_add(w->book, w->here->file, r->type != NULL ? r->type : XHTML,
	    r->type != NULL ? NULL : book_title_of(w->book, w->here->path));
}

static int
write_entry(struct work *w)
{
	struct reply r;
	int result = 0;

	reply_init(&r);
	if (export_map_ask(w->map, w->here, &r)) {
		if (w->book != NULL)
			note_in_book(w, &r);
		result = r.type != NULL ? write_file(w, &r) : write_page(w, &r);
	}
	reply_free(&r);
	return result;
}

static int
write_entries(struct work *w)
{
	while ((w->here = export_map_next(w->map)) != NULL) {
		progress_show("files written", w->e->tree->files);
		if (write_entry(w) == -1)
			return -1;
	}
	return 0;
}

/* "/static/a b.png", encoded: the site decides whether it is to be had. */
static bool
find_file(void *ctx, const struct walked_file *f)
{
	struct work *w = ctx;
	struct buf url = { 0 };

	for (const char *name = f->below; *name != '\0';) {
		size_t len = strcspn(name, "/");

		buf_addc(&url, '/');
		url_encode_segment(&url, name, len);
		name += len + (name[len] == '/');
	}
	export_map_find(w->map, buf_str(&url));
	buf_free(&url);
	return true;
}

static int
write_all(struct work *w)
{
	export_map_find(w->map, "/");
	if (w->e->form->look == LOOK_GEMTEXT)
		export_map_find(w->map, "/favicon.txt");
	/* files are told of elsewhere, but for those of a book */
	if (w->e->pack == EXPORT_TREE)
		filewalk(w->e->capsule->root, "static", true, find_file, w);
	return write_entries(w);
}

/* ---- a book -------------------------------------------------------------- */

/* The page in front, which the site has not. */
static int
write_front(struct work *w)
{
	struct export_entry front = { .path = "/", .kind = EXPORT_PAGE };
	struct reply r;
	int result;

	front.file = w->e->form->file(&w->arena, "/", EXPORT_PAGE);
	reply_init(&r);
	book_front(w->book, site_info(w->site), &r.page);
	w->here = &front;
	result = write_page(w, &r);
	book_add(w->book, front.file, XHTML, w->book->title);
	reply_free(&r);
	return result;
}

/* From article to article in the book's order; pictures where they are met. */
static int
write_articles(struct work *w)
{
	for (size_t i = 0; i < w->book->n; i++) {
		export_map_find(w->map,
		    address_of_article(&w->arena, w->book->cards[i].slug));
		if (write_entries(w) == -1)
			return -1;
	}
	return 0;
}

/* ---- places -------------------------------------------------------------- */

/* Will the tree be where the server is now?  Then there is none besides. */
static bool
takes_its_place(const struct work *w)
{
	return strcmp(w->place.host, w->live.host) == 0 &&
	       w->place.port == w->live.port && w->e->below[0] == '\0';
}

/* Where the server is on both protocols, and where the tree will be. */
static void
find_places(struct work *w, struct site_options *how)
{
	const struct config_capsule *k = w->e->capsule;
	bool menu = w->e->form->look == LOOK_MENU;
	const struct config_public *at =
	    &k->public[menu ? PROTOCOL_GOPHER : PROTOCOL_GEMINI];

	how->gemini_url = k->public[PROTOCOL_GEMINI].url;
	how->gopher_url = k->public[PROTOCOL_GOPHER].url;
	how->hides = config_in_zone;
	how->hides_ctx = k;
	w->live_url = at->url;
	w->live = (struct place){ .scheme = w->e->form->scheme,
		.host = at->host,
		.port = at->port };
	w->place = w->live;
	w->place.host = w->e->host;
	w->place.port = w->e->port;
	if (menu && takes_its_place(w))
		w->live_url = "";
}

static int
begin(struct work *w)
{
	struct site_options how = { .root = w->e->capsule->root,
		.pictures = picture_folder(&w->arena, w->e->config->state),
		.small_alone = w->e->pack != EXPORT_TREE,
		.index = w->e->index,
		.article_size = w->e->config->limits.article_size };

	find_places(w, &how);
	w->site = site_new(&how, w->why);
	if (w->site == NULL)
		return -1;
	if (w->e->form->look == LOOK_MENU)
		w->live.style = w->place.style = site_style(w->site);
	w->map = export_map_new(&(struct export_map_options){ .site = w->site,
	    .place = &w->live,
	    .conf = w->e->capsule,
	    .file = w->e->form->file,
	    .sink = w->e->sink,
	    .ctx = w->e->ctx });
	return 0;
}

/* The book in its order. */
static int
write_book(struct work *w)
{
	w->book->pictures_alone = w->e->pack == EXPORT_EPUB;
	return write_front(w) == -1 || write_articles(w) == -1 ? -1 : 0;
}

int
export_write(const struct exporter *e, struct problem *why)
{
	struct work w = { .e = e, .why = why };
	struct book book = { 0 };
	int result = begin(&w);

	if (result == 0 && e->list != NULL) {
		result = book_read(&book, e, site_info(w.site), why);
		w.book = &book;
	}
	if (result == 0)
		result = w.book != NULL ? write_book(&w) : write_all(&w);
	if (result == 0)
		result = package_write(&(struct package){ .e = e,
					   .book = w.book,
					   .title = site_info(w.site)->title,
					   .url = w.live_url },
		    why);
	progress_show(NULL, 0);
	export_map_free(w.map);
	site_free(w.site);
	book_free(&book);
	arena_free(&w.arena);
	return result;
}
