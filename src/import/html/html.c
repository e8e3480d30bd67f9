#include "import/html/html.h"

#include <stdbool.h>
#include <string.h>

#include <cmark.h>
#include <libxml/HTMLparser.h>

#include "base/arena.h"
#include "base/buf.h"
#include "capsule/fm/fm_names.h"
#include "import/html/build.h"
#include "import/html/commonmark.h"
#include "import/html/html_code.h"
#include "import/html/html_element.h"
#include "import/html/html_math.h"
#include "import/html/html_table.h"
#include "import/html/page_tree.h"
#include "import/html/repair.h"
#include "import/html/tag_limit.h"
#include "text/utf8_write.h"

/* ---- text ---- */

static void
text_in(struct html *h, xmlNode *n)
{
	const char *s = (const char *)n->content;
	struct buf text = { 0 };

	if (s == NULL)
		return;
	tree_add_text(&text, s);
	build_text(h->build, buf_str(&text), text.len);
	buf_free(&text);
}

/* ---- elements as a whole ---- */

static void
code_block_in(struct html *h, xmlNode *n)
{
	struct buf code = { 0 };
	char language[HTML_CODE_LANGUAGE];
	const char *s;

	html_code_language(&h->arena, n, language);
	html_code_text(&h->arena, n, &code);
	s = buf_str(&code);
	if (*s == '\n') /* HTML: the first line end is not content */
		s++;
	if (*s != '\0')
		build_code_block(h->build, s, strlen(s), language);
	buf_free(&code);
}

static void
math_in(struct html *h, xmlNode *n)
{
	struct buf math = { 0 };

	html_math_text(&h->arena, n, &math);
	build_text(h->build, buf_str(&math), math.len);
	buf_free(&math);
}

/* A cell's Markdown on one line, its pipes escaped. */
static void
add_cell(struct html *h, xmlNode *cell, struct buf *out)
{
	struct buf markdown = { 0 };
	bool blank = true;

	if (cell != NULL)
		html_node_to_markdown(&markdown, cell, h->base);
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
	buf_adds(out, markdown.len > 0 ? " |" : "  |");
	buf_free(&markdown);
}

/* One row of cells; row NULL: empty ones. */
static void
add_row(struct html *h, xmlNode *const *row, size_t columns, struct buf *out)
{
	buf_addc(out, '|');
	for (size_t i = 0; i < columns; i++)
		add_cell(h, row != NULL ? row[i] : NULL, out);
	buf_addc(out, '\n');
}

/* A data table becomes Markdown's, with an empty header if it has none. */
static void
table_in(struct html *h, xmlNode *n)
{
	struct buf markdown = { 0 };
	struct html_table t;
	size_t row = 0;

	html_table_read(&t, &h->arena, n);
	for (xmlNode *c = n->children; c != NULL; c = c->next)
		if (tree_is(c, "caption")) {
			html_node_to_markdown(&markdown, c, h->base);
			buf_addc(&markdown, '\n');
		}
	add_row(h, t.header ? t.cell : NULL, t.columns, &markdown);
	buf_addc(&markdown, '|');
	for (size_t i = 0; i < t.columns; i++)
		buf_adds(&markdown, " --- |");
	buf_addc(&markdown, '\n');
	for (row = t.header ? 1 : 0; row < t.rows; row++)
		add_row(h, t.cell + row * t.columns, t.columns, &markdown);
	buf_cut(&markdown, markdown.len - 1);
	build_table(h->build, buf_str(&markdown));
	buf_free(&markdown);
}

static bool
is_data_table(const xmlNode *n)
{
	return tree_is(n, "table") && html_table_is_data(n);
}

/*
 * What is made of an element as a whole, whatever it is called: the first that
 * fits.  NULL: by its name.
 */
static visit *
whole(struct html *h, const xmlNode *n)
{
	if (html_math_is(&h->arena, n))
		return math_in;
	if (html_code_is(&h->arena, n))
		return code_block_in;
	return is_data_table(n) ? table_in : NULL;
}

/* A sign beside a heading or a note that only leads about in the page. */
static bool
is_sign(struct html *h, xmlNode *n)
{
	static const char *const signs[] = { "#", "¶", "§", "🔗", "↩", "↩\uFE0E",
		"↩\uFE0F", "↑", "^", "↵", "", NULL };
	const char *line;

	if (!tree_is(n, "a") || *html_link_address(h, n) != '\0' ||
	    *tree_attribute(&h->arena, n, "href") == '\0' ||
	    tree_find(n, "img") != NULL)
		return false;
	line = tree_line(&h->arena, n);
	for (size_t i = 0; signs[i] != NULL; i++)
		if (strcmp(line, signs[i]) == 0)
			return true;
	return false;
}

/* MediaWiki's "[edit]" beside each heading. */
static bool
is_edit_link(struct html *h, const xmlNode *n)
{
	return tree_is(n, "span") && n->properties != NULL &&
	       tree_marked(tree_marks(&h->arena, n), "mw-editsection");
}

/* A caption that says what the picture's alternative text has said. */
static bool
is_said_by_picture(struct html *h, xmlNode *n)
{
	static const char *const captions[] = { "figcaption", "p", "dd", "div",
		NULL };
	xmlNode *around = n->parent, *image;
	const char *alt;

	if (!tree_is_one(n, captions) ||
	    (!tree_is(n, "figcaption") &&
		!tree_marked(tree_marks(&h->arena, n),
		    "wp-caption-text caption caption-text gallery-caption")))
		return false;
	if (around == NULL || around->type != XML_ELEMENT_NODE)
		return false;
	image = tree_find(around, "img");
	if (image == NULL)
		image = tree_find(around, "amp-img");
	alt = image != NULL ? tree_attribute(&h->arena, image, "alt") : "";
	return *alt != '\0' &&
	       strcmp(fm_clean_line(&h->arena, alt, strlen(alt)),
		   tree_line(&h->arena, n)) == 0;
}

static bool
is_left_out(struct html *h, xmlNode *n)
{
	return n->type == XML_ELEMENT_NODE &&
	       (is_sign(h, n) || is_edit_link(h, n) ||
		   is_said_by_picture(h, n) || html_math_is_copy(&h->arena, n));
}

/* The headline of an answer that opens is a button: <h3><button>Q?</h3>. */
static bool
is_heading_button(const xmlNode *n)
{
	return tree_is(n, "button") && tree_is_heading(n->parent);
}

static bool
skips_children(struct html *h, xmlNode *n)
{
	const struct element *e;

	if (n->type != XML_ELEMENT_NODE || is_left_out(h, n) ||
	    whole(h, n) != NULL)
		return true;
	e = html_element_of(n);
	return e != NULL && e->leaf && !is_heading_button(n);
}

/* WordPress's mark: what stands above it is the summary. */
static bool
is_more(const xmlNode *n)
{
	return n->content != NULL &&
	       strncmp((const char *)n->content, "more", 4) == 0;
}

static void
enter(struct html *h, xmlNode *n)
{
	const struct element *e;
	visit *all;

	if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE)
		text_in(h, n);
	if (n->type == XML_COMMENT_NODE && is_more(n))
		build_more(h->build);
	if (n->type != XML_ELEMENT_NODE || is_left_out(h, n))
		return;
	all = whole(h, n);
	e = html_element_of(n);
	if (all != NULL)
		all(h, n);
	else if (e != NULL && e->in != NULL)
		e->in(h, n);
}

static void
leave(struct html *h, xmlNode *n)
{
	const struct element *e =
	    n->type == XML_ELEMENT_NODE ? html_element_of(n) : NULL;

	if (e != NULL && e->out != NULL && whole(h, n) == NULL &&
	    !is_left_out(h, n))
		e->out(h, n);
}

/* Depth first, without recursion: nesting comes from outside. */
static void
walk(struct html *h, xmlNode *top)
{
	xmlNode *n = top;

	while (n != NULL) {
		enter(h, n);
		if (n->children != NULL && !skips_children(h, n)) {
			n = n->children;
			continue;
		}
		leave(h, n);
		while (n != top && n->next == NULL) {
			n = n->parent;
			leave(h, n);
		}
		n = n == top ? NULL : n->next;
	}
}

cmark_node *
html_document(xmlNode *top, const char *base)
{
	struct html h = { .build = build_new(), .base = base };
	cmark_node *doc;

	walk(&h, top);
	doc = build_end(h.build);
	repair(doc);
	arena_free(&h.arena);
	return doc;
}

void
html_node_to_markdown(struct buf *out, xmlNode *top, const char *base)
{
	cmark_node *doc = html_document(top, base);

	commonmark_render(out, doc);
	cmark_node_free(doc);
}

xmlDoc *
html_parse(const char *html, size_t len, const char *encoding)
{
	struct buf limited = { 0 };
	xmlDoc *doc;

	if (tag_limit(html, len, &limited)) {
		html = limited.data;
		len = limited.len;
	}
	if (len > INT32_MAX)
		len = INT32_MAX;
	doc = htmlReadMemory(html, (int)len, NULL, encoding,
	    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
		HTML_PARSE_NONET | HTML_PARSE_COMPACT | XML_PARSE_HUGE);
	buf_free(&limited);
	return doc;
}

void
html_words(struct buf *out, const char *html, size_t len)
{
	xmlDoc *doc = html_parse(html, len, "UTF-8");
	xmlNode *root = doc != NULL ? xmlDocGetRootElement(doc) : NULL;

	if (root != NULL)
		tree_text(root, out);
	xmlFreeDoc(doc);
}

void
html_to_markdown(struct buf *out, const char *html, size_t len,
    const char *base)
{
	xmlDoc *doc = html_parse(html, len, "UTF-8");
	xmlNode *root = doc != NULL ? xmlDocGetRootElement(doc) : NULL;

	if (root != NULL)
		html_node_to_markdown(out, root, base);
	xmlFreeDoc(doc);
}

const char *
html_line(struct arena *a, const char *html)
{
	struct buf words = { 0 }, clean = { 0 };

	html_words(&words, html, strlen(html));
	utf8_clean(&clean, buf_str(&words), words.len);
	buf_free(&words);
	return buf_keep(&clean, a);
}
