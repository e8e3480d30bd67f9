#include "page/relink.h"

#include "base/arena.h"

struct relink {
	struct page *page;
	enum look look;
	relink_lead *lead;
	void *ctx;
	bool gap_owed; /* what is gone had a blank line before it */
};

static const char *
lead(struct relink *r, const char *url, bool alone)
{
	return r->lead(r->ctx, &r->page->arena, url, alone);
}

/* ---- words --------------------------------------------------------------- */

/* Spans that several pages might share are copied, not changed. */
static void
relink_text(struct relink *r, struct text *t)
{
	struct span *spans;
	size_t n = 0;

	if (t->nspans == 0)
		return;
	spans = arena_calloc(&r->page->arena, t->nspans, sizeof *spans);
	for (size_t i = 0; i < t->nspans; i++) {
		struct span span = t->spans[i];

		if (span.url != NULL && span.url[0] != '\0') {
			span.url = lead(r, span.url, false);
			if (span.url == NULL)
				continue;
		}
		spans[n++] = span;
	}
	t->spans = spans;
	t->nspans = n;
}

static void
relink_table(struct relink *r, struct block *b)
{
	struct table *table = arena_alloc(&r->page->arena, sizeof *table);
	size_t n = b->table->rows * b->table->columns;
	struct text *cells = arena_calloc(&r->page->arena, n, sizeof *cells);

	for (size_t i = 0; i < n; i++) {
		cells[i] = b->table->cells[i];
		relink_text(r, &cells[i]);
	}
	*table = *b->table;
	table->cells = cells;
	b->table = table;
}

/* ---- blocks that are links ----------------------------------------------- */

static bool
relink_entry(struct relink *r, struct block *b)
{
	const char *url = lead(r, b->entry->url, true);
	struct entry *e;

	if (url == NULL)
		return false;
	e = arena_alloc(&r->page->arena, sizeof *e);
	*e = *b->entry;
	e->url = url;
	b->entry = e;
	return true;
}

/* Gemtext leads to the page, whatever the others do. */
static bool
relink_block(struct relink *r, struct block *b)
{
	if (b->full_text && r->look != LOOK_GEMTEXT)
		b->url = arena_printf(&r->page->arena, "%s.txt", b->url);
	b->full_text = false;
	b->url = lead(r, b->url, true);
	return b->url != NULL;
}

/* ---- all of them --------------------------------------------------------- */

/* False: the block goes. */
static bool
relink(struct relink *r, struct block *b)
{
	switch (b->kind) {
	case BLOCK_LINK:
	case BLOCK_SEARCH:
		return relink_block(r, b);
	case BLOCK_ENTRY:
		return relink_entry(r, b);
	case BLOCK_TABLE:
		relink_table(r, b);
		return true;
	case BLOCK_HEADING:
	case BLOCK_PARAGRAPH:
	case BLOCK_CODE:
	case BLOCK_NOTE:
		relink_text(r, &b->body);
		return true;
	case BLOCK_RULE:
		return true;
	}
	return true;
}

static bool
is_shown(const struct relink *r, const struct block *b)
{
	return b->looks == 0 || (b->looks & (unsigned)r->look) != 0;
}

void
page_relink(struct page *p, enum look look, relink_lead *to, void *ctx)
{
	struct relink r = { p, look, to, ctx, false };
	size_t n = 0;

	for (size_t i = 0; i < p->nblocks; i++) {
		struct block b = p->blocks[i];

		if (!is_shown(&r, &b))
			continue;
		if (!relink(&r, &b)) {
			r.gap_owed = r.gap_owed || !b.tight;
			continue;
		}
		if (r.gap_owed)
			b.tight = false;
		r.gap_owed = false;
		p->blocks[n++] = b;
	}
	p->nblocks = n;
}
