#include "import/html/html_table.h"

#include <string.h>

#include <cmark.h>

#include "base/buf.h"
#include "import/html/html.h"

#define COLUMNS_MAX 200

static bool
is_named(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE &&
	       strcmp((const char *)n->name, name) == 0;
}

/* The node after n in document order, below top; NULL at the end. */
static const xmlNode *
following(const xmlNode *top, const xmlNode *n, bool into)
{
	if (into && n->children != NULL && n->type == XML_ELEMENT_NODE)
		return n->children;
	while (n != top && n->next == NULL)
		n = n->parent;
	return n == top ? NULL : n->next;
}

static bool
is_cell(const xmlNode *n)
{
	return is_named(n, "td") || is_named(n, "th");
}

static bool
is_big(const xmlNode *n)
{
	static const char *const big[] = { "table", "blockquote", "pre", "h1",
		"h2", "h3", "h4", "ul", "ol", "form", "iframe", "hr", NULL };

	for (size_t i = 0; big[i] != NULL; i++)
		if (is_named(n, big[i]))
			return true;
	return false;
}

static size_t
cells_in(const xmlNode *row)
{
	size_t n = 0;

	for (const xmlNode *c = row->children; c != NULL; c = c->next)
		n += is_cell(c);
	return n;
}

bool
html_table_is_data(const xmlNode *table)
{
	size_t rows = 0, columns = 0;
	bool header = false;

	for (const xmlNode *n = following(table, table, true); n != NULL;
	     n = following(table, n, true)) {
		if (is_big(n))
			return false;
		header = header || is_named(n, "th");
		if (is_named(n, "tr")) {
			size_t cells = cells_in(n);

			rows++;
			if (cells > columns)
				columns = cells;
		}
	}
	return columns > 0 && columns <= COLUMNS_MAX &&
	       ((header && rows > 1) || (rows > 1 && columns > 1));
}

/* A cell's Markdown on one line, its pipes escaped. */
static void
add_cell(const xmlNode *cell, const char *base, struct buf *out)
{
	struct buf markdown = { 0 };
	bool blank = true;

	html_node_to_markdown(&markdown, (xmlNode *)cell, base);
	for (size_t i = 0; i < markdown.len; i++) {
		char c = markdown.data[i];

		if (c == '\\' && i + 1 < markdown.len &&
		    markdown.data[i + 1] == '\n')
			continue; /* a hard break is a blank here */
		if (c == '\n' || c == ' ') {
			blank = true;
			continue;
		}
		buf_adds(out, blank ? " " : "");
		blank = false;
		if (c == '|')
			buf_addc(out, '\\');
		buf_addc(out, c);
	}
	buf_adds(out, " |");
	buf_free(&markdown);
}

static void
add_row(const xmlNode *row, size_t columns, const char *base, struct buf *out)
{
	size_t n = 0;

	buf_addc(out, '|');
	for (const xmlNode *c = row != NULL ? row->children : NULL; c != NULL;
	     c = c->next)
		if (is_cell(c)) {
			add_cell(c, base, out);
			n++;
		}
	for (; n < columns; n++)
		buf_adds(out, "  |");
	buf_addc(out, '\n');
}

static void
add_delimiter(size_t columns, struct buf *out)
{
	buf_addc(out, '|');
	for (size_t i = 0; i < columns; i++)
		buf_adds(out, " --- |");
	buf_addc(out, '\n');
}

static bool
is_header(const xmlNode *row)
{
	bool only = true;

	for (const xmlNode *c = row->children; c != NULL; c = c->next)
		if (is_cell(c))
			only = only && is_named(c, "th");
	return only || is_named(row->parent, "thead");
}

static size_t
widest(const xmlNode *table)
{
	size_t columns = 0;

	for (const xmlNode *n = table; n != NULL; n = following(table, n, true))
		if (is_named(n, "tr") && cells_in(n) > columns)
			columns = cells_in(n);
	return columns;
}

static void
add_captions(const xmlNode *table, const char *base, struct buf *out)
{
	for (const xmlNode *n = table->children; n != NULL; n = n->next)
		if (is_named(n, "caption")) {
			html_node_to_markdown(out, (xmlNode *)n, base);
			buf_addc(out, '\n');
		}
}

void
html_table(xmlNode *table, const char *base, struct buf *out)
{
	size_t columns = widest(table);
	bool begun = false;

	add_captions(table, base, out);
	for (const xmlNode *n = table; n != NULL;
	     n = following(table, n, !is_named(n, "tr"))) {
		if (!is_named(n, "tr"))
			continue;
		if (!begun && !is_header(n)) {
			add_row(NULL, columns, base, out);
			add_delimiter(columns, out);
		}
		add_row(n, columns, base, out);
		if (!begun && is_header(n))
			add_delimiter(columns, out);
		begun = true;
	}
}
