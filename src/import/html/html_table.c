#include "import/html/html_table.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "import/html/page_tree.h"

#define COLUMNS_MAX 200
#define CELLS_MAX   200000 /* a table of more is no grid, but a page */

static bool
is_cell(const xmlNode *n)
{
	return tree_is(n, "td") || tree_is(n, "th");
}

static bool
is_big(const xmlNode *n)
{
	static const char *const big[] = { "table", "blockquote", "pre", "h1",
		"h2", "h3", "h4", "ul", "ol", "form", "iframe", "hr", NULL };

	return tree_is_one(n, big);
}

/* How many rows or columns a cell asks for, within reason. */
static size_t
span(const xmlNode *cell, const char *attribute, size_t most)
{
	xmlChar *value =
	    xmlGetProp((xmlNode *)cell, (const xmlChar *)attribute);
	long n = value != NULL ? strtol((const char *)value, NULL, 10) : 1;

	xmlFree(value);
	return n < 1 ? 1 : (size_t)n > most ? most : (size_t)n;
}

static size_t
columns_of(const xmlNode *row)
{
	size_t n = 0;

	for (const xmlNode *c = row->children; c != NULL; c = c->next)
		if (is_cell(c))
			n += span(c, "colspan", COLUMNS_MAX);
	return n;
}

#define STORY_MIN 600 /* bytes of several paragraphs in a cell */

/*
 * Pages of the last century are tables: a cell of them holds a story, its
 * paragraphs parted by two breaks or as <p>s.
 */
static bool
holds_story(const xmlNode *cell)
{
	size_t bytes = 0, parted = 0;
	const xmlNode *before = NULL;

	for (xmlNode *n = (xmlNode *)cell; n != NULL;
	     n = tree_next(cell, n, true)) {
		if (n->type == XML_TEXT_NODE && !xmlIsBlankNode(n))
			bytes += strlen((const char *)n->content);
		if (n->type == XML_TEXT_NODE && xmlIsBlankNode(n))
			continue;
		parted += tree_is(n, "p") ||
			  (tree_is(n, "br") && tree_is(before, "br"));
		before = n;
	}
	return parted > 1 && bytes >= STORY_MIN;
}

bool
html_table_is_data(const xmlNode *table)
{
	size_t rows = 0, columns = 0;
	bool header = false;

	for (xmlNode *n = tree_next(table, (xmlNode *)table, true); n != NULL;
	     n = tree_next(table, n, true)) {
		if (is_big(n) || (is_cell(n) && holds_story(n)))
			return false;
		header = header || tree_is(n, "th");
		if (tree_is(n, "tr")) {
			size_t here = columns_of(n);

			rows++;
			columns = here > columns ? here : columns;
		}
	}
	return columns > 0 && columns <= COLUMNS_MAX &&
	       columns * rows <= CELLS_MAX && rows > 1 &&
	       (header || columns > 1);
}

static bool
is_header(const xmlNode *row)
{
	bool only = true;

	for (const xmlNode *c = row->children; c != NULL; c = c->next)
		if (is_cell(c))
			only = only && tree_is(c, "th");
	return only || tree_is(row->parent, "thead");
}

/* A grid that grows to the right as rows turn out to be longer. */
struct grid {
	struct html_table *table;
	size_t *below; /* rows that a cell above still covers, by column */
};

static void
add_row(struct grid *g, const xmlNode *row, size_t at)
{
	struct html_table *t = g->table;
	size_t column = 0;

	for (xmlNode *c = row->children; c != NULL; c = c->next) {
		size_t wide, high;

		if (!is_cell(c))
			continue;
		while (column < t->columns && g->below[column] > 0)
			column++;
		if (column >= t->columns)
			break;
		t->cell[at * t->columns + column] = c;
		wide = span(c, "colspan", t->columns - column);
		high = span(c, "rowspan", t->rows - at);
		while (wide-- > 0)
			g->below[column++] = high;
	}
	for (column = 0; column < t->columns; column++)
		g->below[column] -= g->below[column] > 0;
}

/* How many columns the rows need, with what hangs into them from above. */
static void
measure(struct html_table *t, const xmlNode *table)
{
	size_t hanging = 0, most = 0;

	for (xmlNode *n = (xmlNode *)table; n != NULL;
	     n = tree_next(table, n, true)) {
		if (tree_is(n, "tr")) {
			size_t here = columns_of(n);

			t->rows++;
			t->header = t->rows == 1 ? is_header(n) : t->header;
			most = here > most ? here : most;
		}
		if (is_cell(n) && span(n, "rowspan", CELLS_MAX) > 1)
			hanging += span(n, "colspan", COLUMNS_MAX);
	}
	t->columns =
	    most + hanging < COLUMNS_MAX ? most + hanging : COLUMNS_MAX;
}

/* Drop the columns at the right that no cell stands in. */
static void
narrow(struct html_table *t, size_t used)
{
	for (size_t row = 0; row < t->rows; row++)
		for (size_t i = 0; i < used; i++)
			t->cell[row * used + i] = t->cell[row * t->columns + i];
	t->columns = used;
}

void
html_table_read(struct html_table *t, struct arena *a, xmlNode *table)
{
	struct grid g = { .table = t };
	size_t row = 0, used = 0;

	*t = (struct html_table){ .rows = 0 };
	measure(t, table);
	t->cell = arena_calloc(a, t->rows * t->columns, sizeof(xmlNode *));
	g.below = arena_calloc(a, t->columns, sizeof *g.below);
	for (xmlNode *n = table; n != NULL;
	     n = tree_next(table, n, !tree_is(n, "tr")))
		if (tree_is(n, "tr"))
			add_row(&g, n, row++);
	for (size_t i = 0; i < t->rows * t->columns; i++)
		if (t->cell[i] != NULL && i % t->columns >= used)
			used = i % t->columns + 1;
	narrow(t, used);
}
