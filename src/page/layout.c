#include "page/layout.h"

#include "page/inline_text.h"
#include "page/place.h"

/* About as long as the page will be: its text, and as much again for marks. */
static size_t
expected_size(const struct page *p)
{
	size_t size = 0;

	for (size_t i = 0; i < p->nblocks; i++)
		size += p->blocks[i].body.len + 64;
	return size + size / 2;
}

void
layout_begin(struct layout *l, const struct writer *writer,
    const struct page *p, const struct place *place, struct buf *out)
{
	*l = (struct layout){ .writer = writer,
		.page = p,
		.place = place,
		.style = place_style(place),
		.out = out };
	inline_text_init(&l->shown, writer->look, place);
	l->shown.image = page_labels(p)->image;
	/* A text shows the addresses themselves. */
	if (p->names_hosts && writer->look != LOOK_TEXT)
		l->shown.here = place->host;
	buf_reserve(out, expected_size(p));
}

void
layout_free(struct layout *l)
{
	link_list_free(&l->refs);
	inline_text_free(&l->shown);
	buf_free(&l->label);
	buf_free(&l->line);
}

bool
layout_shows(const struct layout *l, const struct block *b)
{
	return b->looks == 0 || (b->looks & l->writer->look) != 0;
}

/* ---- empty lines ---- */

static bool
is_linked_item(const struct layout *l, const struct block *b, bool link_line)
{
	if (b->lists == 0 || b->opens || !b->first)
		return false;
	return link_line || l->what_above == LINK_LINE_ABOVE;
}

/*
 * Between two blocks stands one empty line: not between link lines, not around
 * those that are items of a list, and not where the page says so.
 */
static bool
wants_gap(const struct layout *l, const struct block *b, bool link_line)
{
	if (!l->begun)
		return false;
	if (link_line && l->what_above != TEXT_ABOVE && b->lists == 0 &&
	    (l->above == NULL || l->above->lists == 0))
		return false;
	if (l->what_above == LINKS_ABOVE)
		return true;
	return !b->tight && !is_linked_item(l, b, link_line);
}

/* The quotes that both the block and the one above stand in. */
static int
common_quotes(const struct layout *l, const struct block *b)
{
	const struct writer *w = l->writer;

	if (l->above == NULL || b->opens || l->what_above == LINKS_ABOVE)
		return 0;
	if (w->unquoted(b) || w->unquoted(l->above))
		return 0;
	return b->quotes < l->above->quotes ? b->quotes : l->above->quotes;
}

void
layout_line(struct layout *l)
{
	bool due = l->gap_due;

	l->begun = true;
	l->gap_due = false;
	if (due)
		l->writer->gap(l, l->gap_before, l->gap_quotes);
}

void
layout_group(struct layout *l)
{
	l->gap_due = l->begun;
	l->gap_quotes = 0;
	l->what_above = LINKS_ABOVE;
}

/* ---- links ---- */

/* The links of the block above, now that it has ended. */
static void
write_links(struct layout *l)
{
	struct link_list *refs = &l->refs;

	if (l->writer->link == NULL) {
		link_list_block(refs);
		return;
	}
	if (refs->n == 0)
		return;
	layout_group(l);
	for (size_t i = 0; i < refs->n; i++)
		l->writer->link(l, l->above, refs->list[i].url,
		    link_list_label(refs, &refs->list[i]), refs->list[i].len,
		    refs->list[i].number);
	link_list_clear(refs);
}

/* A paragraph that is a link and nothing else, with the images in it. */
static void
write_link_lines(struct layout *l, const struct block *b)
{
	const struct text *t = &b->body;
	const struct span *span = t->spans;

	while ((span = inline_text_link(&l->shown, t, span)) != NULL) {
		buf_clear(&l->label);
		inline_text_label(&l->shown, t, span, &l->label);
		l->writer->link(l, b, span->url, buf_str(&l->label),
		    l->label.len, 0);
		span++;
	}
}

static size_t
count_link_lines(const struct layout *l, const struct block *b)
{
	const struct span *span = b->body.spans;
	size_t n = 0;

	for (; (span = inline_text_link(&l->shown, &b->body, span)) != NULL;
	     span++)
		n++;
	return n;
}

/* ---- blocks ---- */

static bool
is_link_line(const struct layout *l, const struct block *b)
{
	return b->kind == BLOCK_PARAGRAPH && b->quotes == 0 &&
	       l->writer->link != NULL &&
	       inline_text_is_link(&l->shown, &b->body);
}

/*
 * A program counts all lines of a menu that lead somewhere.  The links of a
 * text stand behind its block and have the next numbers then; what stands in
 * the block for itself, as an item that is a link alone, comes before them.
 */
static void
number_from_here(struct layout *l)
{
	size_t n = l->items;

	if (l->writer->items == NULL)
		return;
	for (size_t i = l->at; i < l->page->nblocks; i++) {
		const struct block *b = &l->page->blocks[i];

		if (i > l->at && b->opens)
			break;
		if (layout_shows(l, b))
			n += is_link_line(l, b) ? count_link_lines(l, b)
						: l->writer->items(b);
	}
	l->refs.numbered = n;
}

static void
write_block(struct layout *l, const struct block *b)
{
	bool link_line = is_link_line(l, b);

	/* a gap still due is that of a block that had nothing to show */
	l->gap_due = l->gap_due || wants_gap(l, b, link_line);
	l->gap_before = b;
	l->gap_quotes = common_quotes(l, b);
	if (link_line)
		write_link_lines(l, b);
	else
		l->writer->write[b->kind](l, b);
	l->above = b;
	l->what_above = link_line ? LINK_LINE_ABOVE : TEXT_ABOVE;
}

void
layout_blocks(struct layout *l, size_t from, size_t to)
{
	const struct block *b;

	for (l->at = from; l->at < to; l->at++) {
		b = &l->page->blocks[l->at];
		if (!layout_shows(l, b))
			continue;
		if (b->opens) {
			write_links(l);
			number_from_here(l);
		}
		write_block(l, b);
	}
	write_links(l);
}
