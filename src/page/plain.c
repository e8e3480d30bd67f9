#include "page/plain.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "page/column.h"
#include "page/gopher_item.h"
#include "page/layout.h"
#include "page/place.h"
#include "text/fold.h"

#define ADDRESS_INDENT "    "
#define LABEL_COLUMNS  12 /* wider ones do not set others apart */

/* The writer of one text. */
struct plain {
	struct layout layout; /* first: a layout is cast to what it is in */
	size_t group_end, label_columns; /* of the present group of links */
};

/* ---- lines ---- */

static void
text_line(void *ctx, const char *line, size_t len)
{
	struct layout *l = ctx;

	layout_line(l);
	buf_add(l->out, line, len);
	if (l->style->crlf)
		buf_addc(l->out, '\r');
	buf_addc(l->out, '\n');
}

/* An address on a line of its own, never broken. */
static void
address_line(struct layout *l, const char *url, bool full_text)
{
	struct buf *line = &l->line;

	buf_clear(line);
	buf_adds(line, ADDRESS_INDENT);
	gopher_item_address(line, url, full_text, l->place);
	text_line(l, line->data, line->len);
}

/* ---- references ---- */

/* All links of the page so far, below a heading of their own. */
static void
write_references(struct layout *l)
{
	const struct link_list *refs = &l->refs;
	const char *links = page_labels(l->page)->links;
	struct buf number = { 0 };

	if (refs->n == 0)
		return;
	layout_group(l);
	text_line(l, links, strlen(links));
	buf_fill(&number, '-', utf8_columns(links, strlen(links)));
	text_line(l, number.data, number.len);
	for (size_t i = 0; i < refs->n; i++) {
		const struct link_entry *link = &refs->list[i];

		buf_clear(&number);
		buf_addc(&number, '[');
		buf_addu(&number, link->number);
		buf_adds(&number, "] ");
		column_fold(l, link_list_label(refs, link), link->len,
		    number.data, ADDRESS_INDENT, text_line, l);
		address_line(l, link->url, false);
	}
	buf_free(&number);
	link_list_clear(&l->refs);
}

/* ---- generated pages ---- */

static bool
is_own_part(const struct block *b)
{
	return b->kind == BLOCK_LINK || b->kind == BLOCK_SEARCH;
}

/*
 * Measure the labels of the group of links that begins here: their addresses
 * begin in one column.  Long labels are left out.
 */
static void
measure_group(struct plain *p)
{
	const struct layout *l = &p->layout;
	const struct block *b;
	size_t columns, i;

	p->label_columns = 0;
	for (i = l->at; i < l->page->nblocks; i++) {
		b = &l->page->blocks[i];
		if (!layout_shows(l, b))
			continue;
		if (!is_own_part(b) || (i > l->at && !b->tight))
			break;
		columns = utf8_columns(b->body.text, b->body.len);
		if (columns <= LABEL_COLUMNS && columns > p->label_columns)
			p->label_columns = columns;
	}
	p->group_end = i;
}

/* "Label: address", or two lines where one is too short for that. */
static void
own_link(struct layout *l, const struct block *b)
{
	struct plain *p = (struct plain *)l;
	struct buf line = { 0 };
	size_t columns;

	if (l->at >= p->group_end)
		measure_group(p);
	inline_text_string(&l->shown, b->body.text, b->body.len);
	columns = utf8_columns(l->shown.text, l->shown.len);
	buf_add(&line, l->shown.text, l->shown.len);
	buf_adds(&line, ": ");
	if (columns < p->label_columns)
		buf_fill(&line, ' ', p->label_columns - columns);
	gopher_item_address(&line, b->url, b->full_text, l->place);
	if (utf8_columns(line.data, line.len) <= MENU_WIDTH) {
		text_line(l, line.data, line.len);
	} else {
		column_fold(l, b->body.text, b->body.len, "", "", text_line, l);
		address_line(l, b->url, b->full_text);
	}
	buf_free(&line);
}

static void
entry(struct layout *l, const struct block *b)
{
	const struct entry *e = b->entry;
	struct buf line = { 0 };

	if (e->brief && e->date[0] != '\0')
		buf_addf(&line, "%s  ", e->date);
	buf_adds(&line, e->title);
	column_fold(l, buf_str(&line), line.len, "", "", text_line, l);
	if (!e->brief)
		column_entry(l, e);
	else if (b->lead)
		column_excerpt(l, e->excerpt);
	address_line(l, e->url, b->full_text);
	buf_free(&line);
}

/* ---- the writer ---- */

static const struct writer plain = {
	.look = LOOK_TEXT,
	.write = {
		COLUMN_BLOCKS,
		[BLOCK_LINK] = own_link,
		[BLOCK_SEARCH] = own_link,
		[BLOCK_ENTRY] = entry,
	},
	.line = text_line,
	.gap = column_gap,
	.unquoted = column_unquoted,
};

/* Where the links begin that close the page: the references stand before. */
static size_t
tail(const struct layout *l)
{
	size_t at = l->page->nblocks, i = at;

	for (; i > 0; i--) {
		const struct block *b = &l->page->blocks[i - 1];

		if (!layout_shows(l, b))
			continue;
		if (!is_own_part(b))
			break;
		at = i - 1;
	}
	return at;
}

/* Turn what was appended behind start into bytes of ISO 8859-1. */
static void
to_latin1(struct buf *out, size_t start)
{
	struct buf copy = { 0 };

	if (out->len == start)
		return;
	buf_add(&copy, out->data + start, out->len - start);
	buf_cut(out, start);
	fold_to_latin1(out, copy.data, copy.len);
	buf_free(&copy);
}

void
plain_write(const struct page *p, const struct place *place, struct buf *out)
{
	struct plain w = { 0 };
	size_t start = out->len, end;

	layout_begin(&w.layout, &plain, p, place, out);
	end = tail(&w.layout);
	layout_blocks(&w.layout, 0, end);
	write_references(&w.layout);
	layout_blocks(&w.layout, end, p->nblocks);
	w.layout.gap_due = false;
	if (w.layout.style->dot)
		text_line(&w.layout, ".", 1);
	layout_free(&w.layout);
	if (place_style(place)->charset == CHARSET_LATIN1)
		to_latin1(out, start);
}
