/* For the tests of Markdown: the blocks of a page as a text to compare. */
#ifndef TESTS_BLOCKS_SHOWN_H
#define TESTS_BLOCKS_SHOWN_H

#include <string.h>

#include "base/buf.h"
#include "markdown/markdown.h"
#include "page/page.h"

/* What begins (or ends) a span, in front of (or behind) its text. */
static inline void
show_span_edge(struct buf *out, const struct span *s, bool ends)
{
	switch (s->kind) {
	case SPAN_LINK:
		buf_adds(out, ends ? "](" : "[");
		buf_adds(out, ends ? s->url : "");
		buf_adds(out, ends ? ")" : "");
		break;
	case SPAN_AUTOLINK:
		buf_addc(out, ends ? '>' : '<');
		if (ends) {
			buf_addc(out, '=');
			buf_adds(out, s->url);
		}
		break;
	case SPAN_IMAGE:
		buf_adds(out, ends ? "}(" : "{");
		buf_adds(out, ends ? s->url : "");
		buf_adds(out, ends ? ")" : "");
		break;
	case SPAN_CODE:
		buf_addc(out, '`');
		break;
	case SPAN_NOTE:
		if (ends)
			buf_addf(out, "^%d", s->number);
		break;
	}
}

/* Text with its spans: [link](url), <auto>=url, {image}(url), ``code``, ^1. */
static inline void
show_text(struct buf *out, const struct text *t)
{
	for (size_t i = 0; i <= t->len; i++) {
		for (size_t n = t->nspans; n-- > 0;)
			if (t->spans[n].end == i && t->spans[n].start < i)
				show_span_edge(out, &t->spans[n], true);
		for (size_t n = 0; n < t->nspans; n++)
			if (t->spans[n].start == i) {
				show_span_edge(out, &t->spans[n], false);
				if (t->spans[n].end == i)
					show_span_edge(out, &t->spans[n], true);
			}
		if (i < t->len)
			buf_addc(out, t->text[i]);
	}
}

static inline void
show_table(struct buf *out, const struct table *t)
{
	for (size_t r = 0; r < t->rows; r++)
		for (size_t c = 0; c < t->columns; c++) {
			if (r == 0)
				buf_addc(out, "-<^>"[t->aligns[c]]);
			show_text(out, &t->cells[r * t->columns + c]);
			buf_adds(out, c + 1 < t->columns ? " / " : "\n");
		}
}

static inline void
show_mark(struct buf *out, const struct block *b)
{
	buf_fill(out, '>', (size_t)b->quotes);
	buf_fill(out, '*', (size_t)b->lists);
	if (b->first && b->ordered)
		buf_addf(out, "%d.", b->number);
	else if (b->lists > 0)
		buf_addc(out, b->first ? '-' : '+');
	if (b->quotes > 0 || b->lists > 0)
		buf_addc(out, ' ');
	if (b->kind == BLOCK_HEADING)
		buf_addf(out, "h%d ", b->level);
	if (b->kind == BLOCK_NOTE)
		buf_addf(out, "[%d%s] ", b->number, b->first ? "" : "+");
}

/*
 * A line for each block: quotes and lists it is in, its mark, its text; an
 * empty line before one that is not tight, "--" before a top-level one.
 */
static inline void
show_page(struct buf *out, const struct page *p)
{
	for (size_t i = 0; i < p->nblocks; i++) {
		const struct block *b = &p->blocks[i];

		if (i > 0 && b->opens)
			buf_adds(out, "--\n");
		else if (i > 0 && !b->tight)
			buf_addc(out, '\n');
		show_mark(out, b);
		if (b->kind == BLOCK_CODE)
			buf_addf(out, "code(%s)\n", b->info);
		if (b->kind == BLOCK_RULE)
			buf_adds(out, "rule");
		if (b->kind == BLOCK_TABLE)
			buf_adds(out, "table\n");
		if (b->table != NULL)
			show_table(out, b->table);
		show_text(out, &b->body);
		if (out->data[out->len - 1] != '\n')
			buf_addc(out, '\n');
	}
}

static inline void
assert_blocks_as(const struct markdown *how, const char *src, size_t len,
    const char *expected)
{
	struct page p = { 0 };
	struct buf out = { 0 };

	markdown_add(&p, src, len, how);
	show_page(&out, &p);
	assert_string_equal(buf_str(&out), expected);
	buf_free(&out);
	page_free(&p);
}

/* The blocks of a text that stands on its own. */
static inline void
assert_blocks(const char *src, const char *expected)
{
	assert_blocks_as(&(struct markdown){ 0 }, src, strlen(src), expected);
}

#endif
