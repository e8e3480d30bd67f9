#include "import/html/html_element.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "import/html/build.h"
#include "import/html/html_picture.h"
#include "import/html/page_tree.h"
#include "text/url.h"

static const char *
attribute(struct html *h, const xmlNode *n, const char *name)
{
	return tree_attribute(&h->arena, n, name);
}

const char *
html_link_address(struct html *h, const xmlNode *n)
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
link_in(struct html *h, xmlNode *n)
{
	const char *url = html_link_address(h, n);

	if (*url != '\0')
		build_style_in(h->build, STYLE_LINK, url,
		    attribute(h, n, "title"));
}

static void
link_out(struct html *h, xmlNode *n)
{
	if (*html_link_address(h, n) != '\0')
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
	const char *alt = attribute(h, n, "alt");

	if (*url == '\0' || (h->image != NULL && strcmp(url, h->image) == 0) ||
	    (*alt == '\0' && html_picture_is_stand_in(url)))
		return;
	h->image = url;
	build_image(h->build, url, alt);
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
	const char *url =
	    shown != NULL ? html_picture_url(&h->arena, shown, h->base) : "";

	if (image == NULL || (*url != '\0' && !html_picture_is_stand_in(url)))
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

/* What to do at the beginning and at the end of each kind of element. */
static const struct element elements[] = {
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

const struct element *
html_element_of(const xmlNode *n)
{
	return bsearch(n->name, elements, sizeof elements / sizeof elements[0],
	    sizeof elements[0], compare);
}
