#include "site/book_page.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/hash.h"
#include "capsule/address.h"
#include "site/pages.h"
#include "site/parts/page_parts.h"
#include "text/size.h"

static const char digits[] = "0123456789abcdef";

const char *
book_folder(struct arena *a, const char *state)
{
	return arena_printf(a, "%s/issues", state);
}

/* ---- orders -------------------------------------------------------------- */

static const struct {
	const char *form, *name, *type;
} forms[] = {
	{ "gpub", "Gempub", "application/gpub+zip" },
	{ "epub", "EPUB", "application/epub+zip" },
};

static const char *
type_of(const char *form)
{
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (strcmp(form, forms[i].form) == 0)
			return forms[i].type;
	return NULL;
}

/* Letters of no special meaning to a shell, a path or an option. */
static bool
is_key(const char *s)
{
	return s[0] != '-' &&
	       s[strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

/* "HASH-STATE.epub": sixteen digits each. */
static bool
is_file(const char *s, const char *form)
{
	return strspn(s, digits) == 16 && s[16] == '-' &&
	       strspn(s + BOOK_SAME, digits) == 16 && s[33] == '.' &&
	       strcmp(s + 34, form) == 0;
}

size_t
book_order_write(const struct book_order *o, const char *capsule,
    char out[BOOK_ORDER_SIZE])
{
	int n = snprintf(out, BOOK_ORDER_SIZE, "%s\t%d\t%s\t%s\t%s", capsule,
	    (int)o->kind, o->key, o->form, o->file);

	return n < 0 || n >= BOOK_ORDER_SIZE ? 0 : (size_t)n;
}

/* The next field, ended by a TAB or the end of the line. */
static bool
field(const char **line, const char *end, char *out, size_t size)
{
	const char *tab = memchr(*line, '\t', (size_t)(end - *line));
	size_t len = (size_t)((tab == NULL ? end : tab) - *line);

	if (len >= size || memchr(*line, '\0', len) != NULL)
		return false;
	memcpy(out, *line, len);
	out[len] = '\0';
	*line += len + (tab != NULL);
	return true;
}

bool
book_order_read(struct book_order *o, char capsule[256], const char *line,
    size_t len)
{
	const char *end = line + len;
	char kind[4];

	if (len == 0 || end[-1] == '\t' || !field(&line, end, capsule, 256) ||
	    !field(&line, end, kind, sizeof kind) ||
	    !field(&line, end, o->key, sizeof o->key) ||
	    !field(&line, end, o->form, sizeof o->form) ||
	    !field(&line, end, o->file, sizeof o->file) || line != end)
		return false;
	o->kind = (enum list_kind)(kind[0] - '0');
	return kind[1] == '\0' &&
	       (o->kind == LIST_ALL || o->kind == LIST_MONTH ||
		   o->kind == LIST_TOPIC) &&
	       (o->kind == LIST_ALL) == (o->key[0] == '\0') && is_key(o->key) &&
	       type_of(o->form) != NULL && is_file(o->file, o->form);
}

/* ---- which book ---------------------------------------------------------- */

/* "/issue/2021-06.epub", "/t/peru.gpub", "/archive.epub". */
static bool
read_address(struct book_order *o, const char *path)
{
	static const struct {
		const char *before;
		enum list_kind kind;
	} places[] = {
		{ PATH_ISSUES, LIST_MONTH },
		{ PATH_TOPICS, LIST_TOPIC },
		{ "/archive", LIST_ALL },
	};
	const char *dot = strrchr(path, '.');
	size_t len, before;

	if (dot == NULL || type_of(dot + 1) == NULL)
		return false;
	(void)snprintf(o->form, sizeof o->form, "%s", dot + 1);
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		before = strlen(places[i].before);
		if (strncmp(path, places[i].before, before) != 0)
			continue;
		len = (size_t)(dot - path) - before;
		if (len >= sizeof o->key)
			return false;
		memcpy(o->key, path + before, len);
		o->key[len] = '\0';
		o->kind = places[i].kind;
		return is_key(o->key) && (o->kind == LIST_ALL) == (len == 0);
	}
	return false;
}

/* What the book's bytes rest on: every article's file as it was taken in. */
static uint64_t
state_of(struct context *ctx, const struct card *cards, size_t n)
{
	struct buf text = { 0 };
	struct article art;
	uint64_t hash;

	for (size_t i = 0; i < n; i++)
		if (index_article(ctx->index, ctx->arena, cards[i].slug, &art))
			buf_addf(&text, "%s %lld %lld %lld %llu\n",
			    cards[i].slug, (long long)art.size,
			    (long long)art.mtime_ns, (long long)art.ctime_ns,
			    (unsigned long long)art.inode);
	buf_addf(&text, "%lld %zu", (long long)index_generation(ctx->index),
	    ctx->capsule->picture_max);
	hash = hash_fnv(buf_str(&text), text.len, 0);
	buf_free(&text);
	return hash;
}

/* Of one book as it is and was: the first digits of its files' names. */
static uint64_t
book_hash(const struct context *ctx, const struct book_order *o)
{
	char what[BOOK_ORDER_SIZE];

	(void)snprintf(what, sizeof what, "%s %d %s", ctx->how->root,
	    (int)o->kind, o->key);
	return hash_fnv(what, strlen(what), 0);
}

void
book_link_name(const char *file, char out[BOOK_LINK_SIZE])
{
	(void)snprintf(out, BOOK_LINK_SIZE, "%.16s%.10s", file,
	    strrchr(file, '.'));
}

static bool
find_book(struct context *ctx, struct book_order *o)
{
	const struct card *cards;
	struct list list;
	size_t n;

	if (!read_address(o, ctx->path) ||
	    !index_list(ctx->index, ctx->arena, o->kind, o->key, &list))
		return false;
	n = index_list_titles(ctx->index, ctx->arena, &list, 1, BOOK_MOST,
	    &cards);
	if (n == 0)
		return false;
	(void)snprintf(o->file, sizeof o->file, "%016llx-%016llx.%s",
	    (unsigned long long)book_hash(ctx, o),
	    (unsigned long long)state_of(ctx, cards, n), o->form);
	return true;
}

/* ---- the answer ---------------------------------------------------------- */

void
book_page(struct context *ctx)
{
	struct book_order o = { 0 };
	struct stat st;
	int fd;

	if (ctx->books == -1 || !find_book(ctx, &o))
		return;
	fd = file_open_below(ctx->books, o.file, false, &st);
	if (fd == -1) {
		ctx->how->order(ctx->how->order_ctx, &o);
		/* in a second it is there, or the reader is told to wait */
		context_refuse(ctx, STATUS_SERVER_UNAVAILABLE,
		    WORD_BOOK_BEING_MADE);
		ctx->r->later = true;
		return;
	}
	ctx->r->status = STATUS_SUCCESS;
	ctx->r->type = type_of(o.form);
	ctx->r->fd = fd;
	ctx->r->size = (uint64_t)st.st_size;
}

/* ", 240 kB" of the book at this address, or "". */
static const char *
size_known(struct context *ctx, const char *url)
{
	struct book_order o = { 0 };
	char file[sizeof o.file], link[BOOK_LINK_SIZE], size[SIZE_SHOWN];
	struct stat st;

	if (!read_address(&o, url))
		return "";
	(void)snprintf(file, sizeof file, "%016llx.%s",
	    (unsigned long long)book_hash(ctx, &o), o.form);
	book_link_name(file, link);
	if (fstatat(ctx->books, link, &st, 0) == -1)
		return "";
	return arena_printf(ctx->arena, ", %s",
	    size_show((uint64_t)st.st_size, size));
}

void
book_links(struct context *ctx, struct link_group *ways, const char *stem,
    size_t count)
{
	const char *articles =
	    context_articles(ctx, count < BOOK_MOST ? count : BOOK_MOST);

	if (ctx->books == -1 || count == 0)
		return;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		const char *url =
		    arena_printf(ctx->arena, "%s.%s", stem, forms[i].form);

		link_group_link(ways, LOOK_ALL, url,
		    arena_printf(ctx->arena, "%s: %s, %s%s",
			context_words(ctx, WORD_TO_TAKE_ALONG), forms[i].name,
			articles, size_known(ctx, url)));
	}
}
