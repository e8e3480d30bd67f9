#include "page/column.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "page/indent.h"
#include "page/place.h"
#include "page/table.h"

#define RULE_COLUMNS   20
#define TAB_COLUMNS    8
#define CODE_INDENT    2
#define EXCERPT_INDENT "  "

void
column_gap(struct layout *l, const struct block *b, int quotes)
{
	struct block bare = { .quotes = quotes };
	struct indent p;

	if (quotes == 0) {
		l->writer->line(l, "", 0);
		return;
	}
	bare.lists = bare.outer = b->outer;
	indent_of(&p, &bare);
	l->writer->line(l, p.rest, p.rest_len - 1);
}

bool
column_unquoted(const struct block *b)
{
	return b->kind == BLOCK_CODE;
}

/* ---- paragraphs ---- */

/* Fold what is shown at the column's width. */
static void
fold_shown(struct layout *l, const char *first, const char *rest,
    line_sink *sink, void *ctx)
{
	bool text = l->writer->look == LOOK_TEXT;
	struct wrap how = {
		.width = MENU_WIDTH,
		.first = first,
		.rest = rest,
		.whole_words = text,
		.no_dot = text,
		.ascii = l->shown.ascii,
		.keep = l->shown.keep,
		.nkeep = l->shown.nkeep,
		.line = &l->line,
	};

	wrap_fold(&how, l->shown.text, l->shown.len, sink, ctx);
}

void
column_fold(struct layout *l, const char *text, size_t len, const char *first,
    const char *rest, line_sink *sink, void *ctx)
{
	inline_text_string(&l->shown, text, len);
	fold_shown(l, first, rest, sink, ctx);
}

static bool
shows_nothing(const struct inline_text *s)
{
	for (size_t i = 0; i < s->len; i++)
		if (s->text[i] != ' ' && s->text[i] != '\n')
			return false;
	return true;
}

void
column_paragraph(struct layout *l, const struct block *b)
{
	struct indent p;

	inline_text_text(&l->shown, &b->body, &l->refs);
	if (shows_nothing(&l->shown) && !b->first)
		return;
	indent_of(&p, b);
	fold_shown(l, p.first, p.rest, l->writer->line, l);
}

void
column_note(struct layout *l, const struct block *b)
{
	struct buf first = { 0 }, rest = { 0 };

	inline_text_text(&l->shown, &b->body, &l->refs);
	inline_text_note(&l->shown, b->number, &first);
	buf_addc(&first, ' ');
	buf_fill(&rest, ' ', first.len);
	if (!shows_nothing(&l->shown) || b->first)
		fold_shown(l, b->first ? first.data : rest.data, rest.data,
		    l->writer->line, l);
	buf_free(&first);
	buf_free(&rest);
}

/* ---- headings ---- */

/* The lines of a heading, and how wide they are. */
struct heading {
	struct layout *layout;
	size_t columns;
};

static void
heading_line(void *ctx, const char *line, size_t len)
{
	struct heading *h = ctx;
	size_t columns = utf8_columns(line, len);

	h->layout->writer->line(h->layout, line, len);
	if (columns > h->columns)
		h->columns = columns;
}

static void
underline(struct layout *l, char with, size_t columns)
{
	char line[MENU_WIDTH];

	if (columns > sizeof line)
		columns = sizeof line;
	memset(line, with, columns);
	l->writer->line(l, line, columns);
}

/* A menu of links is short: its headings need no line below them. */
static bool
is_bare(const struct layout *l)
{
	return l->page->index && l->writer->look == LOOK_MENU;
}

void
column_heading(struct layout *l, const struct block *b)
{
	struct heading h = { l, 0 };
	bool low = b->level > 2 && !is_bare(l);

	if (b->quotes > 0 || b->lists > 0) {
		column_paragraph(l, b);
		return;
	}
	inline_text_text(&l->shown, &b->body, &l->refs);
	if (shows_nothing(&l->shown))
		return;
	fold_shown(l, low ? "### " : "", low ? "    " : "", heading_line, &h);
	if (b->level < 3 && !is_bare(l))
		underline(l, b->level == 1 ? '=' : '-', h.columns);
}

void
column_rule(struct layout *l, const struct block *b)
{
	static const char line[RULE_COLUMNS + 1] = "--------------------";
	struct indent p;

	indent_of(&p, b);
	column_fold(l, line, RULE_COLUMNS, p.first, p.rest, l->writer->line, l);
}

/* ---- code ---- */

/* Where code stands, and a line of it made ready. */
struct code {
	struct layout *layout;
	size_t indent;
	struct buf line, text;
};

/* The mark of an item whose first block can't stand behind one. */
static void
lone_mark(struct layout *l, const struct block *b)
{
	struct indent p;

	if (!b->first)
		return;
	indent_of(&p, b);
	column_fold(l, "", 0, p.first, p.rest, l->writer->line, l);
}

/* Append a line with its TABs as blanks. */
static void
expand_tabs(struct buf *out, const char *s, size_t len)
{
	const char *end = s + len, *tab;
	size_t columns = 0;

	while ((tab = memchr(s, '\t', (size_t)(end - s))) != NULL) {
		columns += utf8_columns(s, (size_t)(tab - s));
		buf_add(out, s, (size_t)(tab - s));
		buf_fill(out, ' ', TAB_COLUMNS - columns % TAB_COLUMNS);
		columns += TAB_COLUMNS - columns % TAB_COLUMNS;
		s = tab + 1;
	}
	buf_add(out, s, (size_t)(end - s));
}

/* One line of the output: indent, piece, and '\' when the line goes on. */
static void
code_piece(struct code *c, const char *s, size_t len, bool more)
{
	buf_clear(&c->line);
	if (len > 0)
		buf_fill(&c->line, ' ', c->indent);
	buf_add(&c->line, s, len);
	if (more)
		buf_addc(&c->line, '\\');
	c->layout->writer->line(c->layout, buf_str(&c->line), c->line.len);
}

/* Menus fold a line of code; text leaves it whole, without blanks behind. */
static void
code_line(struct code *c, const char *s, size_t len)
{
	size_t width = MENU_WIDTH - c->indent, columns, n;

	if (c->layout->writer->look == LOOK_TEXT) {
		while (len > 0 && s[len - 1] == ' ')
			len--;
		code_piece(c, s, len, false);
		return;
	}
	columns = utf8_columns(s, len);
	while (columns > width) {
		n = utf8_cut(s, len, width - 1);
		code_piece(c, s, n, true);
		columns -= utf8_columns(s, n);
		s += n;
		len -= n;
	}
	code_piece(c, s, len, false);
}

void
column_code(struct layout *l, const struct block *b)
{
	const char *s = b->body.text, *end = s + b->body.len, *newline;
	struct code c = { .layout = l,
		.indent = indent_columns(b->lists) + CODE_INDENT };

	lone_mark(l, b);
	for (; s < end; s = newline + 1) {
		newline = memchr(s, '\n', (size_t)(end - s));
		if (newline == NULL)
			newline = end;
		buf_clear(&c.text);
		expand_tabs(&c.text, s, (size_t)(newline - s));
		code_line(&c, buf_str(&c.text), c.text.len);
	}
	buf_free(&c.line);
	buf_free(&c.text);
}

/* ---- tables ---- */

/* A table's lines behind the block's prefix. */
struct rows {
	struct layout *layout;
	const char *prefix;
	struct buf line;
};

static void
row_line(void *ctx, const char *line, size_t len)
{
	struct rows *r = ctx;

	buf_clear(&r->line);
	buf_adds(&r->line, r->prefix);
	buf_add(&r->line, line, len);
	while (len == 0 && r->line.len > 0 &&
	       buf_str(&r->line)[r->line.len - 1] == ' ')
		buf_cut(&r->line, r->line.len - 1);
	r->layout->writer->line(r->layout, buf_str(&r->line), r->line.len);
}

/* A line of a record hangs below its header. */
static void
record_line(void *ctx, const char *line, size_t len)
{
	struct rows *r = ctx;
	struct inline_text *s = &r->layout->shown;

	if (len == 0) {
		row_line(ctx, line, len);
		return;
	}
	buf_clear(&r->line);
	buf_addf(&r->line, "%s  ", r->prefix);
	s->text = line;
	s->len = len;
	s->ascii = false;
	s->nkeep = 0;
	fold_shown(r->layout, r->prefix, buf_str(&r->line),
	    r->layout->writer->line, r->layout);
}

void
column_table(struct layout *l, const struct block *b)
{
	struct rows rows = { .layout = l };
	struct indent p;
	struct table_layout grid;

	lone_mark(l, b);
	indent_of(&p, b);
	table_read(&grid, b->table, &l->shown, &l->refs);
	/* all rows move one in, so that the columns stay columns (G23) */
	if (p.rest_len == 0 && l->writer->look == LOOK_TEXT &&
	    table_is_dotted(&grid))
		memcpy(p.rest, " ", 2);
	rows.prefix = p.rest;
	if (table_fits(&grid, MENU_WIDTH - strlen(p.rest)))
		table_columns(&grid, row_line, &rows);
	else
		table_records(&grid, record_line, &rows);
	table_free(&grid);
	buf_free(&rows.line);
}

/* ---- entries of a list ---- */

/* The last line that may be shown waits, to be cut if there are more. */
struct excerpt {
	struct layout *layout;
	int lines, max; /* max 0: all */
	struct buf last;
};

static void
excerpt_line(void *ctx, const char *line, size_t len)
{
	struct excerpt *e = ctx;

	e->lines++;
	if (e->max == 0 || e->lines < e->max)
		e->layout->writer->line(e->layout, line, len);
	else if (e->lines == e->max)
		buf_add(&e->last, line, len);
}

void
column_excerpt(struct layout *l, const char *text)
{
	struct excerpt e = { .layout = l };
	struct buf cut = { 0 };

	if (text[0] == '\0')
		return;
	if (l->writer->look == LOOK_MENU)
		e.max = l->style->excerpt_lines;
	column_fold(l, text, strlen(text), EXCERPT_INDENT, EXCERPT_INDENT,
	    excerpt_line, &e);
	if (e.last.len > 0) {
		wrap_cut(&cut, e.last.data, e.last.len, MENU_WIDTH,
		    e.lines > e.max);
		l->writer->line(l, cut.data, cut.len);
	}
	buf_free(&e.last);
	buf_free(&cut);
}

void
column_entry(struct layout *l, const struct entry *e)
{
	struct buf line = { 0 };

	buf_addf(&line, "%s%s%s", e->date,
	    e->date[0] != '\0' && e->byline[0] != '\0' ? " - " : "", e->byline);
	if (line.len > 0)
		column_fold(l, line.data, line.len, EXCERPT_INDENT,
		    EXCERPT_INDENT, l->writer->line, l);
	column_excerpt(l, e->excerpt);
	buf_free(&line);
}
