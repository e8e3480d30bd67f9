#include "markdown/pipe_table.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/array.h"
#include "page/inline_builder.h"
#include "text/ascii.h"

/* Cells that may be empty for each that is not, and some for small tables. */
#define PADDING    8
#define FREE_CELLS 4096

/* ---- finding ------------------------------------------------------------- */

/* One line of a paragraph, while its nodes are looked at. */
struct line {
	size_t pipes;
	bool leading, trailing; /* it begins, ends with a pipe */
	bool begun;
	const char *text; /* its only node's text; NULL when it has others */
	size_t nodes;
};

static void
look_at_text(struct line *l, const char *s)
{
	l->text = l->nodes++ == 0 ? s : NULL;
	for (; *s != '\0'; s++) {
		if (is_space(*s))
			continue;
		if (*s == '|') {
			l->pipes++;
			l->leading |= !l->begun;
		}
		l->trailing = *s == '|' && l->begun;
		l->begun = true;
	}
}

static void
look_at_other(struct line *l)
{
	l->nodes++;
	l->text = NULL;
	l->begun = true;
	l->trailing = false;
}

static size_t
cells_of(const struct line *l)
{
	return l->pipes + 1 - l->leading - l->trailing;
}

/* Read one cell of a delimiter row; false when it is none. */
static bool
read_delimiter(const char **s, enum align *align)
{
	const char *p = *s;
	bool left, right;
	size_t dashes;

	while (is_space(*p))
		p++;
	left = *p == ':';
	p += left;
	dashes = strspn(p, "-");
	p += dashes;
	right = *p == ':';
	p += right;
	while (is_space(*p))
		p++;
	*s = p;
	*align = left    ? right ? ALIGN_CENTRE : ALIGN_LEFT
		 : right ? ALIGN_RIGHT
			 : ALIGN_NONE;
	return dashes > 0;
}

/* The alignments of a delimiter row of so many cells, or NULL. */
static enum align *
read_delimiters(const char *s, size_t columns)
{
	enum align *aligns = xreallocarray(NULL, columns, sizeof *aligns);
	size_t n = 0;

	while (is_space(*s))
		s++;
	s += *s == '|';
	while (n < columns && read_delimiter(&s, &aligns[n])) {
		n++;
		if (*s != '|')
			break;
		s++;
	}
	while (is_space(*s))
		s++;
	if (n == columns && *s == '\0')
		return aligns;
	free(aligns);
	return NULL;
}

/* What was found out about a paragraph so far. */
struct search {
	struct line line, above;
	size_t number;      /* of the line */
	size_t cells, rows; /* behind the header */
	struct pipe_shape *shape;
};

static void
end_line(struct search *s)
{
	struct pipe_shape *shape = s->shape;

	if (shape->aligns != NULL) {
		s->rows++;
		s->cells += cells_of(&s->line);
	} else if (s->number > 0 && s->line.text != NULL &&
		   s->above.pipes > 0 && cells_of(&s->above) > 0 &&
		   cells_of(&s->line) == cells_of(&s->above)) {
		shape->columns = cells_of(&s->above);
		shape->header = s->number - 1;
		shape->aligns = read_delimiters(s->line.text, shape->columns);
	}
	s->above = s->line;
	s->line = (struct line){ 0 };
	s->number++;
}

/* Has the paragraph a line of nothing but what parts a header from its rows? */
static bool
has_delimiter_row(cmark_node *paragraph)
{
	for (cmark_node *n = cmark_node_first_child(paragraph); n != NULL;
	     n = cmark_node_next(n)) {
		const char *s = cmark_node_get_type(n) == CMARK_NODE_TEXT
				    ? cmark_node_get_literal(n)
				    : "";

		if (*s != '\0' && s[strspn(s, " \t|:-")] == '\0')
			return true;
	}
	return false;
}

bool
pipe_table_find(cmark_node *paragraph, struct pipe_shape *shape)
{
	struct search s = { .shape = shape };
	cmark_iter *iter;
	cmark_event_type event;
	size_t links = 0;

	*shape = (struct pipe_shape){ 0 };
	if (!has_delimiter_row(paragraph))
		return false;
	iter = cmark_iter_new(paragraph);
	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *n = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(n);

		if (type == CMARK_NODE_PARAGRAPH)
			continue;
		if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE)
			links += event == CMARK_EVENT_ENTER ? 1 : (size_t)-1;
		if (links == 0 && type == CMARK_NODE_TEXT)
			look_at_text(&s.line, cmark_node_get_literal(n));
		else if (links == 0 && (type == CMARK_NODE_SOFTBREAK ||
					   type == CMARK_NODE_LINEBREAK))
			end_line(&s);
		else
			look_at_other(&s.line);
	}
	end_line(&s);
	cmark_iter_free(iter);
	if (shape->aligns != NULL &&
	    s.rows > (s.cells * PADDING + FREE_CELLS) / shape->columns) {
		free(shape->aligns);
		shape->aligns = NULL;
	}
	return shape->aligns != NULL;
}

/* ---- reading ------------------------------------------------------------- */

void
pipe_rows_begin(struct pipe_rows *r, const struct pipe_shape *shape,
    struct arena *a)
{
	*r = (struct pipe_rows){
		.arena = a,
		.shape = *shape,
		.line = shape->header,
	};
}

static struct text *
add_cell(struct pipe_rows *r)
{
	r->cells = array_room(r->cells, r->ncells, sizeof *r->cells);
	return &r->cells[r->ncells++];
}

static void
end_cell(struct pipe_rows *r, struct inline_builder *t)
{
	inline_builder_take(t, r->arena, add_cell(r));
	r->column++;
	r->separated = false;
}

/*
 * Something stands in a cell.  In the last one a pipe before it was no end:
 * cells that the header has no column for stay in it.
 */
void
pipe_rows_fill(struct pipe_rows *r, struct inline_builder *t)
{
	if (r->separated) {
		inline_builder_space(t);
		inline_builder_add(t, "| ", 2);
	}
	r->separated = false;
	r->begun = true;
}

void
pipe_rows_pipe(struct pipe_rows *r, struct inline_builder *t)
{
	bool leading = !r->begun;

	r->begun = true;
	if (leading)
		return;
	if (r->column + 1 < r->shape.columns)
		end_cell(r, t);
	else
		r->separated = true;
}

void
pipe_rows_break(struct pipe_rows *r, struct inline_builder *t)
{
	size_t line = r->line++;

	if (line == r->shape.header + 1) {
		inline_builder_clear(t);
		r->ncells -= r->column;
	} else {
		end_cell(r, t);
		while (r->column < r->shape.columns)
			end_cell(r, t);
		r->rows++;
	}
	r->column = 0;
	r->begun = r->separated = false;
}

const struct table *
pipe_rows_end(struct pipe_rows *r, struct inline_builder *t)
{
	struct table *table = arena_calloc(r->arena, 1, sizeof *table);
	size_t columns = r->shape.columns, bytes;
	struct text *cells;
	enum align *aligns;

	pipe_rows_break(r, t);
	bytes = r->ncells * sizeof *cells;
	cells = arena_alloc(r->arena, bytes);
	memcpy(cells, r->cells, bytes);
	aligns = arena_alloc(r->arena, columns * sizeof *aligns);
	memcpy(aligns, r->shape.aligns, columns * sizeof *aligns);
	*table = (struct table){
		.rows = r->rows,
		.columns = columns,
		.aligns = aligns,
		.cells = cells,
	};
	free(r->cells);
	free(r->shape.aligns);
	*r = (struct pipe_rows){ 0 };
	return table;
}
