#include "import/html/html.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <cmark.h>
#include <libxml/HTMLparser.h>

#include "base/arena.h"
#include "base/buf.h"
#include "capsule/fm_names.h"
#include "import/html/build.h"
#include "import/html/commonmark.h"
#include "import/html/html_code.h"
#include "import/html/html_math.h"
#include "import/html/html_picture.h"
#include "import/html/html_table.h"
#include "import/html/page_tree.h"
#include "import/html/repair.h"
#include "text/url.h"
#include "text/utf8_write.h"

/* One conversion; the walk hands it from node to node. */
struct html {
	struct build *build;
	struct arena arena; /* resolved addresses */
	const char *base;   /* may be NULL */
	const char *image;  /* the picture before, or NULL */
};

typedef void visit(struct html *h, xmlNode *n);

/* ---- addresses ---- */

static const char *
attribute(struct html *h, const xmlNode *n, const char *name)
{
	return tree_attribute(&h->arena, n, name);
}

/*
 * Where a link leads; "" when it may not be written, or only leads about in
 * the page, by its own address or by a fragment alone.
 */
static const char *
link_address(struct html *h, const xmlNode *n)
{
	const char *url =
	    html_address(&h->arena, h->base, attribute(h, n, "href"));
	const char *fragment = strchr(url, '#');
	size_t len = fragment != NULL ? (size_t)(fragment - url) : 0;

	return fragment != NULL && h->base != NULL &&
		       strcspn(h->base, "#") == len &&
		       strncmp(url, h->base, len) == 0
		   ? ""
		   : url;
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

static void
link_in(struct html *h, xmlNode *n)
{
	const char *url = link_address(h, n);

	if (*url != '\0')
		build_style_in(h->build, STYLE_LINK, url,
		    attribute(h, n, "title"));
}

static void
link_out(struct html *h, xmlNode *n)
{
	if (*link_address(h, n) != '\0')
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

/* A gallery may show a picture and, below it, the same as a thumbnail. */
static void
image_in(struct html *h, xmlNode *n)
{
	const char *url =
	    is_pixel(h, n) ? "" : html_picture_url(&h->arena, n, h->base);

	if (*url == '\0' || (h->image != NULL && strcmp(url, h->image) == 0))
		return;
	h->image = url;
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

/* What stands within is for browsers that cannot show it. */
static void
embed_in(struct html *h, xmlNode *n)
{
	static const char *const titles[] = { "title", "playlabel",
		"aria-label", NULL };
	const char *url = html_embed_url(&h->arena, n, h->base);
	const char *title = "";

	for (size_t i = 0; *title == '\0' && titles[i] != NULL; i++)
		title = attribute(h, n, titles[i]);
	/* a recording says itself where it is, or its first <source> does */
	for (xmlNode *c = n->children; c != NULL && *url == '\0';
	     c = tree_next(n, c, true))
		if (tree_is(c, "source") || tree_is(c, "embed"))
			url = html_embed_url(&h->arena, c, h->base);
	add_embed(h, url, title);
}

/* A picture for those without scripts, where the one for all others is none. */
static void
noscript_in(struct html *h, xmlNode *n)
{
	xmlNode *image = tree_find(n, "img");
	xmlNode *before = xmlPreviousElementSibling(n);
	xmlNode *shown = before != NULL ? tree_find(before, "img") : NULL;

	if (image == NULL || (shown != NULL && *html_picture_url(&h->arena,
						   shown, h->base) != '\0'))
		return;
	image_in(h, image);
}

/* The reading of a sign, in brackets: the page's own, or ours. */
static void
reading_in(struct html *h, xmlNode *n)
{
	if (!tree_is(xmlPreviousElementSibling(n), "rp"))
		build_text(h->build, "(", 1);
}

static void
reading_out(struct html *h, xmlNode *n)
{
	if (!tree_is(xmlNextElementSibling(n), "rp"))
		build_text(h->build, ")", 1);
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

/*
 * A term of a definition list: a paragraph of its own, strong.  WordPress's
 * old galleries have the picture there, and its caption as the definition.
 */
static void
term_in(struct html *h, xmlNode *n)
{
	build_flush(h->build);
	if (tree_find(n, "img") == NULL)
		strong_in(h, n);
}

static void
term_out(struct html *h, xmlNode *n)
{
	if (tree_find(n, "img") == NULL)
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
	{ "amp-anim", image_in, NULL, true },
	{ "amp-audio", embed_in, NULL, true },
	{ "amp-dailymotion", embed_in, NULL, true },
	{ "amp-facebook", embed_in, NULL, true },
	{ "amp-iframe", embed_in, NULL, true },
	{ "amp-img", image_in, NULL, true },
	{ "amp-instagram", embed_in, NULL, true },
	{ "amp-soundcloud", embed_in, NULL, true },
	{ "amp-twitter", embed_in, NULL, true },
	{ "amp-video", embed_in, NULL, true },
	{ "amp-vimeo", embed_in, NULL, true },
	{ "amp-youtube", embed_in, NULL, true },
	{ "article", block, block, false },
	{ "aside", block, block, false },
	{ "audio", embed_in, NULL, true },
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
	{ "lite-vimeo", embed_in, NULL, true },
	{ "lite-youtube", embed_in, NULL, true },
	{ "main", block, block, false },
	{ "menu", list_in, list_out, false },
	{ "nav", block, block, false },
	{ "noscript", noscript_in, NULL, true },
	{ "object", embed_in, NULL, true },
	{ "ol", list_in, list_out, false },
	{ "option", NULL, NULL, true },
	{ "p", block, block, false },
	{ "q", quotation_in, quotation_out, false },
	{ "rt", reading_in, reading_out, false },
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
	{ "video", embed_in, NULL, true },
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

	if (!tree_is(n, "a") || *link_address(h, n) != '\0' ||
	    *attribute(h, n, "href") == '\0' || tree_find(n, "img") != NULL)
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
	alt = image != NULL ? attribute(h, image, "alt") : "";
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

static bool
skips_children(struct html *h, xmlNode *n)
{
	const struct element *e;

	if (n->type != XML_ELEMENT_NODE || is_left_out(h, n) ||
	    whole(h, n) != NULL)
		return true;
	e = element_of(n);
	return e != NULL && e->leaf;
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
	e = element_of(n);
	if (all != NULL)
		all(h, n);
	else if (e != NULL && e->in != NULL)
		e->in(h, n);
}

static void
leave(struct html *h, xmlNode *n)
{
	const struct element *e =
	    n->type == XML_ELEMENT_NODE ? element_of(n) : NULL;

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

const char *
html_line(struct arena *a, const char *html)
{
	struct buf words = { 0 }, clean = { 0 };

	html_words(&words, html, strlen(html));
	utf8_clean(&clean, buf_str(&words), words.len);
	buf_free(&words);
	return buf_keep(&clean, a);
}
