#include "page/gophermap.h"

#include <string.h>

#include "base/buf.h"
#include "page/column.h"
#include "page/gopher_item.h"
#include "page/layout.h"
#include "page/place.h"
#include "text/fold.h"
#include "text/utf8_write.h"

static const char info_end[] = "\t\terror.host\t1\r\n";

/* ---- lines ---- */

/* A display in the style's charset; clean already. */
static void
add_display(struct buf *out, const struct style *style, const char *display,
    size_t len)
{
	if (style->charset == CHARSET_LATIN1)
		fold_to_latin1(out, display, len);
	else
		buf_add(out, display, len);
}

void
gophermap_line(struct buf *out, char type, const char *display,
    const char *selector, const struct place *place)
{
	struct inline_text shown;
	struct buf clean = { 0 };

	utf8_clean(&clean, display, strlen(display));
	inline_text_init(&shown, LOOK_MENU, place);
	inline_text_string(&shown, buf_str(&clean), clean.len);
	buf_addc(out, type);
	add_display(out, place_style(place), shown.text, shown.len);
	buf_addc(out, '\t');
	utf8_clean(out, selector, strlen(selector));
	buf_addf(out, "\t%s\t%u\r\n", place->host, place->port);
	inline_text_free(&shown);
	buf_free(&clean);
}

static void
info_line(void *ctx, const char *line, size_t len)
{
	struct layout *l = ctx;

	layout_line(l);
	buf_addc(l->out, 'i');
	add_display(l->out, l->style, line, len);
	buf_add(l->out, info_end, sizeof info_end - 1);
}

/* ---- items ---- */

/* The writer of one menu. */
struct menu {
	struct layout layout; /* first: a layout is cast to what it is in */
	struct gopher_item target; /* of the item being written */
	struct buf mark;           /* owned, as is the target's selector */
	char type;
	bool begun; /* its first line leads there, the others go on with it */
};

static void
item_line(void *ctx, const char *line, size_t len)
{
	struct layout *l = ctx;
	struct menu *m = ctx;

	if (m->begun) {
		info_line(l, line, len);
		return;
	}
	m->begun = true;
	l->items++;
	layout_line(l);
	buf_addc(l->out, m->type);
	add_display(l->out, l->style, line, len);
	buf_addc(l->out, '\t');
	buf_add(l->out, m->target.selector.data, m->target.selector.len);
	buf_addc(l->out, '\t');
	buf_adds(l->out, m->target.host);
	buf_addc(l->out, '\t');
	buf_addu(l->out, m->target.port);
	buf_adds(l->out, "\r\n");
}

/*
 * An item, or lines of text where no item can lead there.  type: 0 for the
 * target's own.
 */
static void
write_item(struct layout *l, const char *url, bool full_text, char type,
    const char *label, size_t len, const char *first, const char *rest)
{
	struct menu *m = (struct menu *)l;

	m->begun = !gopher_item_fill(&m->target, url, full_text, l->place);
	m->type = type != 0 ? type : m->target.type;
	column_fold(l, label, len, first, rest, item_line, l);
}

/* Blanks, as many as wanted up to the length of the string. */
static const char *
blanks(size_t n)
{
	static const char some[] = "                ";

	return some + sizeof some - 1 - (n < sizeof some ? n : sizeof some - 1);
}

/*
 * A link of a text behind its block, "[1] old light"; or one that stands for
 * itself, set in as deep as the list that it is an item of.
 */
static void
link_line(struct layout *l, const struct block *b, const char *url,
    const char *label, size_t len, size_t number)
{
	struct menu *m = (struct menu *)l;
	struct buf *mark = &m->mark;
	int depth = b->lists > MAX_LEVELS ? MAX_LEVELS - 1 : b->lists - 1;

	buf_clear(mark);
	if (number > 0) {
		buf_addc(mark, '[');
		buf_addu(mark, number);
		buf_adds(mark, "] ");
	} else {
		buf_adds(mark, blanks(depth > 0 ? 2 * (size_t)depth : 0));
		if (b->first && b->ordered)
			buf_addf(mark, "%d. ", b->number);
	}
	write_item(l, url, false, 0, label, len, buf_str(mark),
	    blanks(mark->len));
}

/* ---- generated pages ---- */

static void
own_link(struct layout *l, const struct block *b)
{
	write_item(l, b->url, b->full_text, 0, b->body.text, b->body.len, "",
	    "");
}

static void
search(struct layout *l, const struct block *b)
{
	write_item(l, b->url, false, '7', b->body.text, b->body.len, "", "");
}

/* One line of a short list: "2024-05-20  Dredging Starts A Month Late". */
static void
brief_entry(struct layout *l, const struct entry *e)
{
	struct buf display = { 0 }, cut = { 0 };

	buf_adds(&display, e->date);
	if (display.len > 0)
		buf_adds(&display, "  ");
	buf_adds(&display, e->title);
	inline_text_string(&l->shown, buf_str(&display), display.len);
	wrap_cut(&cut, l->shown.text, l->shown.len, MENU_WIDTH, false);
	write_item(l, e->url, false, 0, buf_str(&cut), cut.len, "", "");
	buf_free(&display);
	buf_free(&cut);
}

static void
entry(struct layout *l, const struct block *b)
{
	const struct entry *e = b->entry;

	if (e->brief) {
		brief_entry(l, e);
		if (b->lead)
			column_excerpt(l, e->excerpt);
		return;
	}
	write_item(l, e->url, false, 0, e->title, strlen(e->title), "", "");
	column_entry(l, e);
}

/* Links and entries; one that no item can lead to is text. */
static size_t
items(const struct block *b)
{
	if (b->kind == BLOCK_ENTRY)
		return gopher_item_exists(b->entry->url);
	if (b->kind == BLOCK_LINK || b->kind == BLOCK_SEARCH)
		return gopher_item_exists(b->url);
	return 0;
}

/* ---- the writer ---- */

static const struct writer gophermap = {
	.look = LOOK_MENU,
	.write = {
		COLUMN_BLOCKS,
		[BLOCK_LINK] = own_link,
		[BLOCK_SEARCH] = search,
		[BLOCK_ENTRY] = entry,
	},
	.line = info_line,
	.link = link_line,
	.gap = column_gap,
	.unquoted = column_unquoted,
	.items = items,
};

void
gophermap_write(const struct page *p, const struct place *place,
    struct buf *out)
{
	struct menu m = { 0 };

	layout_begin(&m.layout, &gophermap, p, place, out);
	layout_blocks(&m.layout, 0, p->nblocks);
	layout_free(&m.layout);
	gopher_item_free(&m.target);
	buf_free(&m.mark);
}
