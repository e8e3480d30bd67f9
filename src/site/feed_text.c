#include "site/feed_text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/buf.h"
#include "capsule/front_matter.h"
#include "index/article_text.h"
#include "page/place.h"
#include "page/plain.h"
#include "site/parts/page_parts.h"
#include "text/now.h"

#define SOURCE_MAX (1024 * 1024) /* bytes of a feed; then summaries */
#define TURN_US    4000          /* of the worker, for a turn's texts */
#define KEPT       256
#define KEPT_MS    3000 /* longer than a feed takes, shorter than it is true */

/* A text that was converted a moment ago. */
struct kept {
	char *key;       /* owned; NULL: none */
	struct buf text; /* owned; empty: there was none to be had */
	int64_t made_ms;
};

static struct kept kept[KEPT];

static void
forget(struct kept *k)
{
	free(k->key);
	buf_free(&k->text);
	memset(k, 0, sizeof *k);
}

/* What the text depends on: by whom, and from which state of the file. */
static const char *
key_of(struct context *ctx, const struct article *art)
{
	const struct place *p = ctx->place;

	return arena_printf(ctx->arena,
	    "%s\n%s://%s:%u\n%s\n%s\n%" PRId64 " %" PRId64 " %" PRIu64,
	    ctx->capsule->root, p->scheme, p->host, p->port, art->path,
	    art->card.slug, art->mtime_ns, art->ctime_ns, art->inode);
}

/* The place of this key, or one that is free for it; the rest grows old. */
static struct kept *
find(const char *key)
{
	int64_t now = now_ms(CLOCK_MONOTONIC_COARSE);
	struct kept *spare = &kept[0], *found = NULL;

	for (struct kept *k = kept; k < kept + KEPT; k++) {
		if (k->key != NULL && now - k->made_ms > KEPT_MS)
			forget(k);
		if (k->key != NULL && strcmp(k->key, key) == 0)
			found = k;
		if (k->made_ms < spare->made_ms)
			spare = k;
	}
	return found != NULL ? found : spare;
}

static void
convert(struct context *ctx, const struct article *art, struct buf *out)
{
	struct buf src = { 0 };
	struct page page = { 0 };
	struct place place = *ctx->place;
	struct style style = { .texts = place_style(&place)->texts,
		.types = place_style(&place)->types };
	size_t body;

	if (article_text_read(ctx->capsule, art, ctx->how->article_size,
		&src) != TEXT_SAME) {
		buf_free(&src);
		return;
	}
	body = front_matter_skip(src.data, src.len);
	page_parts_markdown(ctx, &page,
	    &(struct markdown_text){ .path = art->path,
		.base = page_parts_base(ctx, art),
		.title = art->card.title,
		.text = src.data + body,
		.len = src.len - body });
	place.style = &style; /* as typed, with the links of the protocol */
	plain_write(&page, &place, out);
	page_free(&page);
	buf_free(&src);
}

struct feed_texts
feed_texts_begin(void)
{
	return (
	    struct feed_texts){ stopwatch_start(), SOURCE_MAX, false, false };
}

const struct buf *
feed_texts_next(struct feed_texts *t, struct context *ctx,
    const struct article *art)
{
	const char *key;
	struct kept *k;

	if (!ctx->capsule->feed_whole || (uint64_t)art->size > t->left)
		return NULL;
	t->left -= (size_t)art->size;
	key = key_of(ctx, art);
	k = find(key);
	if (k->key == NULL || strcmp(k->key, key) != 0) {
		if (t->converted && stopwatch_over(&t->watch, TURN_US)) {
			t->later = true;
			return NULL;
		}
		forget(k);
		k->key = xstrdup(key);
		k->made_ms = now_ms(CLOCK_MONOTONIC_COARSE);
		convert(ctx, art, &k->text);
		t->converted = true;
	}
	return k->text.len > 0 ? &k->text : NULL;
}
