#include "page/table.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "page/inline_text.h"
#include "page/place.h"

#define MANY_CELLS     5000
#define GAP            2          /* blanks between two columns */
#define HEADER_COLUMNS MENU_WIDTH /* from the second record on */
#define NAMES_COLUMNS  100        /* of the header's words in a row */

struct table_cell {
	size_t start, len; /* in grid.text */
	size_t columns;
};

void
table_read(struct table_layout *g, const struct table *t, struct inline_text *s,
    struct link_list *refs)
{
	size_t n = t->rows * t->columns;

	*g = (struct table_layout){ .table = t };
	g->cells = xcalloc(n, sizeof *g->cells);
	for (size_t i = 0; i < n; i++) {
		inline_text_text(s, &t->cells[i], refs);
		while (s->len > 0 && s->text[s->len - 1] == ' ')
			s->len--;
		g->cells[i].start = g->text.len;
		g->cells[i].len = s->len;
		buf_add(&g->text, s->text, s->len);
	}
}

void
table_free(struct table_layout *g)
{
	free(g->cells);
	free(g->widths);
	buf_free(&g->text);
	*g = (struct table_layout){ 0 };
}

static struct table_cell *
cell(const struct table_layout *g, size_t row, size_t column)
{
	return &g->cells[row * g->table->columns + column];
}

static const char *
words(const struct table_layout *g, const struct table_cell *c)
{
	return c->len > 0 ? g->text.data + c->start : "";
}

bool
table_fits(struct table_layout *g, size_t width)
{
	size_t columns = g->table->columns, rows = g->table->rows, sum;

	if (columns == 0 || rows > MANY_CELLS / columns ||
	    columns > width / GAP + 1 ||
	    utf8_has_right_to_left(g->text.data, g->text.len))
		return false;
	g->widths = xcalloc(columns, sizeof *g->widths);
	sum = (columns - 1) * GAP;
	for (size_t c = 0; c < columns; c++) {
		for (size_t r = 0; r < rows; r++) {
			struct table_cell *at = cell(g, r, c);

			at->columns = utf8_columns(words(g, at), at->len);
			if (at->columns > g->widths[c])
				g->widths[c] = at->columns;
		}
		sum += g->widths[c];
		if (sum > width)
			return false;
	}
	return true;
}

/*
 * Hand on the line without its trailing blanks, and begin a new one.  A row
 * without a word is no line.
 */
static bool
end_line(struct buf *line, line_sink *sink, void *ctx)
{
	size_t n = line->len;

	while (n > 0 && line->data[n - 1] == ' ')
		n--;
	if (n > 0)
		sink(ctx, buf_str(line), n);
	buf_clear(line);
	return n > 0;
}

static void
add_cell(const struct table_layout *g, size_t row, size_t column,
    struct buf *line)
{
	const struct table_cell *c = cell(g, row, column);
	size_t space = g->widths[column] - c->columns, before = 0;

	switch (g->table->aligns[column]) {
	case ALIGN_NONE:
	case ALIGN_LEFT:
		break;
	case ALIGN_CENTRE:
		before = space / 2;
		break;
	case ALIGN_RIGHT:
		before = space;
		break;
	}
	buf_fill(line, ' ', before);
	buf_add(line, words(g, c), c->len);
	buf_fill(line, ' ', space - before);
}

static void
underline(const struct table_layout *g, struct buf *line)
{
	for (size_t c = 0; c < g->table->columns; c++) {
		buf_fill(line, ' ', c > 0 ? GAP : 0);
		buf_fill(line, '-', g->widths[c]);
	}
}

void
table_columns(const struct table_layout *g, line_sink *sink, void *ctx)
{
	struct buf line = { 0 };

	for (size_t r = 0; r < g->table->rows; r++) {
		for (size_t c = 0; c < g->table->columns; c++) {
			buf_fill(&line, ' ', c > 0 ? GAP : 0);
			add_cell(g, r, c, &line);
		}
		if (!end_line(&line, sink, ctx) || r > 0)
			continue;
		underline(g, &line);
		end_line(&line, sink, ctx);
	}
	buf_free(&line);
}

/*
 * "Header: value"; an empty value is left out, but in the first record, where
 * all headers are told.  Was there any?  A long header stands whole only once,
 * or records could be much longer than their table.
 */
static bool
record_line(const struct table_layout *g, size_t row, size_t column,
    struct buf *line)
{
	const struct table_cell *header = cell(g, 0, column);
	const struct table_cell *value = cell(g, row, column);

	if (value->len == 0 && (row > 1 || header->len == 0))
		return false;
	if (row == 1)
		buf_add(line, words(g, header), header->len);
	else
		wrap_cut(line, words(g, header), header->len, HEADER_COLUMNS,
		    false);
	if (header->len > 0 && line->data[line->len - 1] != ':')
		buf_addc(line, ':');
	if (header->len > 0)
		buf_addc(line, ' ');
	buf_add(line, words(g, value), value->len);
	return true;
}

void
table_records(const struct table_layout *g, line_sink *sink, void *ctx)
{
	size_t columns = g->table->columns;
	struct buf line = { 0 };
	bool written = false, due;

	if (g->table->rows == 1)
		for (size_t c = 0; c < columns; c++)
			if (cell(g, 0, c)->len > 0)
				sink(ctx, words(g, cell(g, 0, c)),
				    cell(g, 0, c)->len);
	for (size_t r = 1; r < g->table->rows; r++) {
		due = written;
		for (size_t c = 0; c < columns; c++) {
			if (!record_line(g, r, c, &line))
				continue;
			if (due)
				sink(ctx, "", 0);
			due = false;
			end_line(&line, sink, ctx);
			written = true;
		}
	}
	buf_free(&line);
}

void
table_header(const struct table_layout *g, struct buf *out)
{
	struct buf all = { 0 };

	for (size_t c = 0; c < g->table->columns; c++) {
		const struct table_cell *at = cell(g, 0, c);

		if (at->len == 0)
			continue;
		if (all.len > 0)
			buf_adds(&all, ", ");
		buf_add(&all, words(g, at), at->len);
	}
	wrap_cut(out, buf_str(&all), all.len, NAMES_COLUMNS, false);
	buf_free(&all);
}

bool
table_is_dotted(const struct table_layout *g)
{
	for (size_t r = 0; r < g->table->rows; r++)
		if (cell(g, r, 0)->len > 0 && *words(g, cell(g, r, 0)) == '.')
			return true;
	return false;
}
