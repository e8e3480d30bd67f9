#include "import/html/html.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <cmark.h>
#include <libxml/HTMLparser.h>

#include "base/arena.h"
#include "base/buf.h"
#include "import/html/build.h"
#include "import/html/commonmark.h"
#include "import/html/html_table.h"
#include "import/html/page_tree.h"
#include "import/html/repair.h"
#include "text/url.h"

/* One conversion; the walk hands it from node to node. */
struct html {
	struct build *build;
	struct arena arena; /* resolved addresses */
	const char *base;   /* may be NULL */
};

typedef void visit(struct html *h, xmlNode *n);

/* ---- attributes ---- */

/* An attribute's text in the arena, "" when it has none. */
static const char *
attribute(struct html *h, xmlNode *n, const char *name)
{
	xmlChar *value = xmlGetProp(n, (const xmlChar *)name);
	const char *copy = "";

	if (value != NULL)
		copy = arena_strdup(&h->arena, (const char *)value);
	xmlFree(value);
	return copy;
}

/* An address of the page, whole and safe to write; "" when it may not be. */
static const char *
address(struct html *h, const char *ref)
{
	struct buf encoded = { 0 };
	const char *url = ref;

	while (*url == ' ' || *url == '\t' || *url == '\n' || *url == '\r')
		url++;
	if (*url == '\0' || *url == '#' || !url_may_link(url, strlen(url)))
		return "";
	if (h->base != NULL && *h->base != '\0')
		url = url_resolve(&h->arena, h->base, url);
	url_encode(&encoded, url, strlen(url));
	return buf_keep(&encoded, &h->arena);
}

/* The first address of "a.jpg 400w, b.jpg 800w". */
static const char *
first_of_set(struct html *h, xmlNode *n)
{
	static const char *const names[] = { "data-srcset", "srcset" };
	const char *set = "";

	for (size_t i = 0; *set == '\0' && i < 2; i++)
		set = attribute(h, n, names[i]);
	set += strspn(set, " \t\r\n,");
	return address(h,
	    arena_strndup(&h->arena, set, strcspn(set, " \t\r\n")));
}

/* Where a picture really is: lazy loaders hide it in other attributes. */
static const char *
picture(struct html *h, xmlNode *n)
{
	static const char *const names[] = { "data-src", "data-lazy-src",
		"data-original", "data-orig-file", "src", NULL };

	for (size_t i = 0; names[i] != NULL; i++) {
		const char *url = address(h, attribute(h, n, names[i]));

		if (*url != '\0')
			return url;
	}
	return first_of_set(h, n);
}

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

/* All text below a node, as it stands there; <br> is a line end. */
static void
text_below(xmlNode *top, struct buf *out)
{
	for (xmlNode *n = top; n != NULL; n = tree_next(top, n, true))
		if (n->type == XML_TEXT_NODE ||
		    n->type == XML_CDATA_SECTION_NODE)
			tree_add_text(out, (const char *)n->content);
		else if (tree_is(n, "br"))
			buf_addc(out, '\n');
}

/* The language of `class="language-c"`, `lang-c` or `brush: c`. */
static void
code_language(const char *class, char *out, size_t size)
{
	static const char *const marks[] = { "language-", "lang-",
		"brush: ", "brush:", NULL };

	*out = '\0';
	for (size_t i = 0; marks[i] != NULL; i++) {
		const char *at = strstr(class, marks[i]);
		size_t len;

		if (at == NULL)
			continue;
		at += strlen(marks[i]);
		len = strcspn(at, " ;\t\n`~");
		if (len < size) {
			memcpy(out, at, len);
			out[len] = '\0';
		}
		return;
	}
}

/* ---- elements ---- */

static void
block(struct html *h, xmlNode *n)
{
	(void)n;
	build_flush(h->build);
}

static void
heading_in(struct html *h, xmlNode *n)
{
	build_heading(h->build, n->name[1] - '0');
}

static void
quote_in(struct html *h, xmlNode *n)
{
	(void)n;
	build_quote_in(h->build);
}

static void
quote_out(struct html *h, xmlNode *n)
{
	(void)n;
	build_out(h->build, CMARK_NODE_BLOCK_QUOTE);
}

static void
list_in(struct html *h, xmlNode *n)
{
	bool ordered = strcmp((const char *)n->name, "ol") == 0;
	long start = strtol(attribute(h, n, "start"), NULL, 10);

	if (start <= 0 || start > 999999999)
		start = 1;
	build_list_in(h->build,
	    ordered ? CMARK_ORDERED_LIST : CMARK_BULLET_LIST, (int)start);
}

static void
list_out(struct html *h, xmlNode *n)
{
	(void)n;
	build_out(h->build, CMARK_NODE_LIST);
}

/* A list that holds this item; an item elsewhere is just a block. */
static bool
is_in_list(const xmlNode *n)
{
	const char *in = n->parent != NULL && n->parent->name != NULL
			     ? (const char *)n->parent->name
			     : "";

	return strcmp(in, "ul") == 0 || strcmp(in, "ol") == 0 ||
	       strcmp(in, "menu") == 0 || strcmp(in, "dir") == 0;
}

static void
item_in(struct html *h, xmlNode *n)
{
	if (is_in_list(n))
		build_item_in(h->build);
	else
		build_flush(h->build);
}

static void
item_out(struct html *h, xmlNode *n)
{
	if (is_in_list(n))
		build_out(h->build, CMARK_NODE_ITEM);
	else
		build_flush(h->build);
}

static void
rule_in(struct html *h, xmlNode *n)
{
	(void)n;
	build_rule(h->build);
}

static void
break_in(struct html *h, xmlNode *n)
{
	(void)n;
	build_break(h->build);
}

static void
code_block_in(struct html *h, xmlNode *n)
{
	struct buf code = { 0 };
	char language[32];
	const char *s;

	code_language(attribute(h, n, "class"), language, sizeof language);
	for (xmlNode *c = n->children; c != NULL && !*language; c = c->next)
		if (c->type == XML_ELEMENT_NODE)
			code_language(attribute(h, c, "class"), language,
			    sizeof language);
	text_below(n, &code);
	s = buf_str(&code);
	if (*s == '\n') /* HTML: the first line end is not content */
		s++;
	build_code_block(h->build, s, strlen(s), language);
	buf_free(&code);
}

static void
link_in(struct html *h, xmlNode *n)
{
	const char *url = address(h, attribute(h, n, "href"));
	const char *title = attribute(h, n, "title");

	if (*url != '\0')
		build_style_in(h->build, STYLE_LINK, url, title);
}

static void
link_out(struct html *h, xmlNode *n)
{
	if (*address(h, attribute(h, n, "href")) != '\0')
		build_style_out(h->build, STYLE_LINK);
}

/* A dot that counts readers. */
static bool
is_pixel(struct html *h, xmlNode *n)
{
	const char *width = attribute(h, n, "width");
	const char *height = attribute(h, n, "height");

	return (strcmp(width, "1") == 0 || strcmp(width, "0") == 0) &&
	       (strcmp(height, "1") == 0 || strcmp(height, "0") == 0);
}

static void
image_in(struct html *h, xmlNode *n)
{
	const char *url = is_pixel(h, n) ? "" : picture(h, n);

	if (*url != '\0')
		build_image(h->build, url, attribute(h, n, "alt"));
}

/* What cannot be shown here is a link to it. */
static void
add_embed(struct html *h, const char *url, const char *title)
{
	struct buf shown = { 0 };

	if (*url == '\0')
		return;
	url_show(&shown, url, strlen(url));
	build_flush(h->build);
	build_style_in(h->build, STYLE_LINK, url, NULL);
	if (*title != '\0')
		build_text(h->build, title, strlen(title));
	else
		build_text(h->build, buf_str(&shown), shown.len);
	build_style_out(h->build, STYLE_LINK);
	build_flush(h->build);
	buf_free(&shown);
}

static void
embed_in(struct html *h, xmlNode *n)
{
	const char *url = address(h, attribute(h, n, "src"));

	if (*url == '\0')
		url = address(h, attribute(h, n, "data"));
	add_embed(h, url, attribute(h, n, "title"));
}

/* A recording says itself where it is, or its first <source> does. */
static void
media_in(struct html *h, xmlNode *n)
{
	const char *url = address(h, attribute(h, n, "src"));

	for (xmlNode *c = n->children; c != NULL && *url == '\0';
	     c = tree_next(n, c, true))
		if (tree_is(c, "source"))
			url = address(h, attribute(h, c, "src"));
	add_embed(h, url, attribute(h, n, "title"));
}

/* A picture for those without scripts, where the one for all others is none. */
static void
noscript_in(struct html *h, xmlNode *n)
{
	xmlNode *image = tree_find(n, "img");
	xmlNode *before = xmlPreviousElementSibling(n);

	if (image == NULL || (tree_is(before, "img") && *picture(h, before)))
		return;
	image_in(h, image);
}

static void
quotation_in(struct html *h, xmlNode *n)
{
	(void)n;
	build_text(h->build, "“", strlen("“"));
}

static void
quotation_out(struct html *h, xmlNode *n)
{
	(void)n;
	build_text(h->build, "”", strlen("”"));
}

#define STYLE(name, style)                                                     \
	static void name##_in(struct html *h, xmlNode *n)                      \
	{                                                                      \
		(void)n;                                                       \
		build_style_in(h->build, style, NULL, NULL);                   \
	}                                                                      \
	static void name##_out(struct html *h, xmlNode *n)                     \
	{                                                                      \
		(void)n;                                                       \
		build_style_out(h->build, style);                              \
	}
STYLE(strong, STYLE_STRONG)
STYLE(emph, STYLE_EMPH)
STYLE(del, STYLE_DEL)
STYLE(sup, STYLE_SUP)
STYLE(sub, STYLE_SUB)
STYLE(code, STYLE_CODE)

/* A term of a definition list: a paragraph of its own, strong. */
static void
term_in(struct html *h, xmlNode *n)
{
	build_flush(h->build);
	strong_in(h, n);
}

static void
term_out(struct html *h, xmlNode *n)
{
	strong_out(h, n);
	build_flush(h->build);
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

/* What to do at the beginning and at the end of each kind of element. */
static const struct element {
	const char *name;
	visit *in, *out;
	bool leaf; /* what is in it was taken, or is nothing to read */
} elements[] = {
	{ "a", link_in, link_out, false },
	{ "address", block, block, false },
	{ "article", block, block, false },
	{ "aside", block, block, false },
	{ "audio", media_in, NULL, false },
	{ "b", strong_in, strong_out, false },
	{ "blockquote", quote_in, quote_out, false },
	{ "br", break_in, NULL, true },
	{ "button", NULL, NULL, true },
	{ "caption", block, block, false },
	{ "center", block, block, false },
	{ "cite", emph_in, emph_out, false },
	{ "code", code_in, code_out, false },
	{ "dd", block, block, false },
	{ "del", del_in, del_out, false },
	{ "details", block, block, false },
	{ "dfn", emph_in, emph_out, false },
	{ "dir", list_in, list_out, false },
	{ "div", block, block, false },
	{ "dl", block, block, false },
	{ "dt", term_in, term_out, false },
	{ "em", emph_in, emph_out, false },
	{ "embed", embed_in, NULL, true },
	{ "fieldset", block, block, false },
	{ "figcaption", block, block, false },
	{ "figure", block, block, false },
	{ "footer", block, block, false },
	{ "form", block, block, false },
	{ "h1", heading_in, block, false },
	{ "h2", heading_in, block, false },
	{ "h3", heading_in, block, false },
	{ "h4", heading_in, block, false },
	{ "h5", heading_in, block, false },
	{ "h6", heading_in, block, false },
	{ "head", NULL, NULL, true },
	{ "header", block, block, false },
	{ "hr", rule_in, NULL, true },
	{ "i", emph_in, emph_out, false },
	{ "iframe", embed_in, NULL, true },
	{ "img", image_in, NULL, true },
	{ "kbd", code_in, code_out, false },
	{ "li", item_in, item_out, false },
	{ "main", block, block, false },
	{ "menu", list_in, list_out, false },
	{ "nav", block, block, false },
	{ "noscript", noscript_in, NULL, true },
	{ "object", embed_in, NULL, false },
	{ "ol", list_in, list_out, false },
	{ "option", NULL, NULL, true },
	{ "p", block, block, false },
	{ "pre", code_block_in, NULL, true },
	{ "q", quotation_in, quotation_out, false },
	{ "s", del_in, del_out, false },
	{ "samp", code_in, code_out, false },
	{ "script", NULL, NULL, true },
	{ "section", block, block, false },
	{ "strike", del_in, del_out, false },
	{ "strong", strong_in, strong_out, false },
	{ "style", NULL, NULL, true },
	{ "sub", sub_in, sub_out, false },
	{ "summary", block, block, false },
	{ "sup", sup_in, sup_out, false },
	{ "svg", NULL, NULL, true },
	{ "table", block, block, false },
	{ "tbody", block, block, false },
	{ "td", block, block, false },
	{ "template", NULL, NULL, true },
	{ "textarea", NULL, NULL, true },
	{ "th", block, block, false },
	{ "thead", block, block, false },
	{ "title", NULL, NULL, true },
	{ "tr", block, block, false },
	{ "tt", code_in, code_out, false },
	{ "ul", list_in, list_out, false },
	{ "video", media_in, NULL, false },
};

static int
compare(const void *name, const void *element)
{
	const struct element *e = element;

	return strcasecmp(name, e->name);
}

static const struct element *
element_of(const xmlNode *n)
{
	return bsearch(n->name, elements, sizeof elements / sizeof elements[0],
	    sizeof elements[0], compare);
}

static bool
is_data_table(const xmlNode *n)
{
	return strcmp((const char *)n->name, "table") == 0 &&
	       html_table_is_data(n);
}

/* A sign beside a heading or a note that only leads about in the page. */
static bool
is_sign(struct html *h, xmlNode *n)
{
	static const char *const signs[] = { "#", "¶", "§", "🔗", "↩", "↩\uFE0E",
		"↩\uFE0F", "↑", "^", "↵", NULL };
	const char *line;

	if (!tree_is(n, "a") || *attribute(h, n, "href") != '#')
		return false;
	line = tree_line(&h->arena, n);
	for (size_t i = 0; signs[i] != NULL; i++)
		if (strcmp(line, signs[i]) == 0)
			return true;
	return false;
}

static bool
skips_children(struct html *h, xmlNode *n)
{
	const struct element *e;

	if (n->type != XML_ELEMENT_NODE || is_sign(h, n))
		return true;
	e = element_of(n);
	return (e != NULL && e->leaf) || is_data_table(n);
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

	if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE)
		text_in(h, n);
	if (n->type == XML_COMMENT_NODE && is_more(n))
		build_more(h->build);
	if (n->type != XML_ELEMENT_NODE)
		return;
	if (is_data_table(n)) {
		table_in(h, n);
		return;
	}
	e = element_of(n);
	if (e != NULL && e->in != NULL)
		e->in(h, n);
}

static void
leave(struct html *h, xmlNode *n)
{
	const struct element *e =
	    n->type == XML_ELEMENT_NODE ? element_of(n) : NULL;

	if (e != NULL && e->out != NULL && !is_data_table(n))
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
	if (len > INT32_MAX)
		len = INT32_MAX;
	return htmlReadMemory(html, (int)len, NULL, encoding,
	    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
		HTML_PARSE_NONET | HTML_PARSE_COMPACT | XML_PARSE_HUGE);
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
