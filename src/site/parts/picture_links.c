#include "site/parts/picture_links.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/buf.h"
#include "base/file.h"
#include "capsule/address.h"
#include "capsule/picture.h"
#include "page/inline_builder.h"
#include "page/page.h"
#include "text/size.h"
#include "text/url.h"

/* Bytes: less is no more than the page itself costs. */
#define SIZE_TOLD 1000

/* An original whose link is due behind the block that shows its small form. */
struct original {
	const char *url, *words;
	uint64_t size;
};

struct work {
	struct context *ctx;
	struct page *page;
	const char *path, *base;
	struct original *due; /* owned */
	size_t ndue;
};

/* ---- files --------------------------------------------------------------- */

/*
 * The path below the root of the file that a local address leads to: one of
 * static/, or one beside the text.  NULL: another page's affair.
 */
static const char *
file_of(const struct work *w, const char *url)
{
	size_t base = strlen(w->base), folder;
	struct buf path = { 0 };
	const char *slash;

	if (strncmp(url, PATH_FILES, strlen(PATH_FILES)) == 0) {
		url++;
	} else if (base > 1 && w->base[base - 1] == '/' &&
		   strncmp(url, w->base, base) == 0) {
		slash = strrchr(w->path, '/');
		folder = slash == NULL ? 0 : (size_t)(slash + 1 - w->path);
		buf_add(&path, w->path, folder);
		url += base;
	} else {
		return NULL;
	}
	url_decode(&path, url, strcspn(url, "?#"));
	return memchr(path.data, '\0', path.len) == NULL
		   ? buf_keep(&path, w->ctx->arena)
		   : (buf_free(&path), NULL);
}

/* Its size, and what is known of it as a picture; false: no file. */
static bool
look_at(const struct work *w, const char *url, struct stat *st,
    struct picture *small)
{
	const struct capsule *c = w->ctx->capsule;
	const struct picture_want want = { c->picture_max * 1000,
		c->picture_grey };
	const char *path = file_of(w, url);
	char key[SHA256_HEX_SIZE];
	int fd = path == NULL ? -1 : file_open_below(c->dir, path, false, st);

	if (fd == -1)
		return false;
	close(fd);
	if (picture_is_name(path))
		picture_find(w->ctx->pictures, picture_key(st, &want, key),
		    small);
	return true;
}

/* ---- links --------------------------------------------------------------- */

/* The words of an image's span, "[image: Boat]" without what stands around. */
static const char *
words_of(const struct work *w, const struct text *t, const struct span *span)
{
	size_t start, end;

	inline_builder_image_words(t, span, &start, &end);
	return arena_strndup(w->ctx->arena, t->text + start, end - start);
}

static bool
is_local(const struct span *span)
{
	return span->url != NULL && span->url[0] == '/';
}

static void
cost(struct work *w, const struct text *t, struct span *span)
{
	struct picture small = { .state = PICTURE_UNKNOWN };
	struct stat st;

	if (!is_local(span) || !look_at(w, span->url, &st, &small))
		return;
	w->ctx->files = true;
	if (st.st_size >= SIZE_TOLD)
		span->size = (uint64_t)st.st_size;
	if (span->kind != SPAN_IMAGE || small.state != PICTURE_HAS_SMALLER)
		return;
	if (!w->ctx->how->small_alone) {
		w->due = array_room(w->due, w->ndue, sizeof *w->due);
		w->due[w->ndue++] = (struct original){ span->url,
			words_of(w, t, span), (uint64_t)st.st_size };
	}
	span->url = arena_printf(w->ctx->arena, PATH_PICTURES "%s", small.name);
	span->size = small.size;
}

static void
cost_text(struct work *w, struct text *t)
{
	struct span *spans;

	if (t->nspans == 0)
		return;
	spans = arena_calloc(&w->page->arena, t->nspans, sizeof *spans);
	memcpy(spans, t->spans, t->nspans * sizeof *spans);
	for (size_t i = 0; i < t->nspans; i++)
		cost(w, t, &spans[i]);
	t->spans = spans;
}

/* ---- originals ----------------------------------------------------------- */

/* "original, 2.4 MB"; with its words where there are several. */
static void
add_original(struct work *w, const struct original *o)
{
	char size[SIZE_SHOWN];
	const char *label = arena_printf(w->ctx->arena, "%s%s%s, %s", o->words,
	    o->words[0] != '\0' ? ", " : "",
	    context_words(w->ctx, WORD_ORIGINAL_PICTURE),
	    size_show(o->size, size));
	struct block *b = page_link(w->page, o->url, label);

	b->tight = true;
	b->looks = LOOK_GEMTEXT | LOOK_MENU;
}

static void
add_originals(struct work *w)
{
	for (size_t i = 0; i < w->ndue; i++) {
		if (w->ndue == 1)
			w->due[i].words = "";
		add_original(w, &w->due[i]);
	}
	w->ndue = 0;
}

/* ---- the page ------------------------------------------------------------ */

static bool
has_local_link(const struct page *p, size_t first)
{
	for (size_t i = first; i < p->nblocks; i++) {
		const struct text *t = &p->blocks[i].body;

		for (size_t k = 0; k < t->nspans; k++)
			if (is_local(&t->spans[k]))
				return true;
	}
	return false;
}

void
picture_links(struct context *ctx, struct page *p, size_t first,
    const char *path, const char *base)
{
	struct work w = { .ctx = ctx, .page = p, .path = path, .base = base };
	size_t n = p->nblocks - first;
	struct block *blocks;

	if (!has_local_link(p, first))
		return;
	blocks = arena_alloc(&p->arena, n * sizeof *blocks);
	/* they are appended again, with what belongs between them */
	memcpy(blocks, p->blocks + first, n * sizeof *blocks);
	p->nblocks = first;
	for (size_t i = 0; i < n; i++) {
		if (blocks[i].opens)
			add_originals(&w);
		cost_text(&w, &blocks[i].body);
		*page_add(p, blocks[i].kind) = blocks[i];
	}
	add_originals(&w);
	free(w.due);
}
