#include "import/platform/ghost_cards.h"

#include <stdlib.h>
#include <string.h>

#include <cmark.h>

#include "base/buf.h"
#include "import/core/item.h"
#include "text/markup.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ---- values ---- */

static const cJSON *
member(const cJSON *o, const char *name)
{
	return cJSON_GetObjectItemCaseSensitive(o, name);
}

static const char *
text_of(const cJSON *v)
{
	return cJSON_IsString(v) ? v->valuestring : "";
}

static const char *
said(const cJSON *o, const char *name)
{
	return text_of(member(o, name));
}

static void
escape(struct buf *out, const char *s)
{
	markup_escape(out, s, strlen(s));
}

/* Words between tags of this name, nothing when there are none. */
static void
add_within(struct buf *out, const char *tag, const char *html)
{
	if (*html != '\0')
		buf_addf(out, "<%s>%s</%s>", tag, html, tag);
}

static void
add_link(struct buf *out, const char *url, const char *title)
{
	if (*url == '\0')
		return;
	buf_adds(out, "<p><a href=\"");
	escape(out, url);
	buf_adds(out, "\">");
	escape(out, *title != '\0' ? title : url);
	buf_adds(out, "</a></p>");
}

static void
add_picture(struct buf *out, const cJSON *o, const char *caption)
{
	buf_adds(out, "<figure><img src=\"");
	escape(out, said(o, "src"));
	buf_adds(out, "\" alt=\"");
	escape(out, said(o, "alt"));
	buf_adds(out, "\">");
	add_within(out, "figcaption", caption);
	buf_adds(out, "</figure>");
}

/* ---- cards ---- */

typedef void card(struct buf *out, const cJSON *o);

static void
picture(struct buf *out, const cJSON *o)
{
	add_picture(out, o, said(o, "caption"));
}

static void
gallery(struct buf *out, const cJSON *o)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, member(o, "images"))
	{
		add_picture(out, one, said(one, "caption"));
	}
	add_within(out, "p", said(o, "caption"));
}

void
ghost_cards_markdown(const char *text, struct buf *html)
{
	char *made =
	    cmark_markdown_to_html(text, strlen(text), CMARK_OPT_UNSAFE);

	buf_adds(html, made);
	free(made);
}

static void
markdown(struct buf *out, const cJSON *o)
{
	ghost_cards_markdown(said(o, "markdown"), out);
}

static void
raw(struct buf *out, const cJSON *o)
{
	buf_adds(out, said(o, "html"));
}

static void
code(struct buf *out, const cJSON *o)
{
	buf_adds(out, "<pre><code class=\"language-");
	escape(out, said(o, "language"));
	buf_adds(out, "\">");
	escape(out, said(o, "code"));
	buf_adds(out, "</code></pre>");
	add_within(out, "p", said(o, "caption"));
}

static void
embed(struct buf *out, const cJSON *o)
{
	if (*said(o, "url") != '\0')
		add_link(out, said(o, "url"),
		    said(member(o, "metadata"), "title"));
	else
		raw(out, o);
	add_within(out, "p", said(o, "caption"));
}

static void
bookmark(struct buf *out, const cJSON *o)
{
	const cJSON *about = member(o, "metadata");

	add_link(out,
	    *said(o, "url") != '\0' ? said(o, "url") : said(about, "url"),
	    said(about, "title"));
	buf_adds(out, "<p>");
	escape(out, said(about, "description"));
	buf_adds(out, "</p>");
	add_within(out, "p", said(o, "caption"));
}

static void
rule(struct buf *out, const cJSON *o)
{
	(void)o;
	buf_adds(out, "<hr>");
}

static void
button(struct buf *out, const cJSON *o)
{
	add_link(out, said(o, "buttonUrl"), said(o, "buttonText"));
}

static void
box(struct buf *out, const cJSON *o)
{
	add_within(out, "h4", said(o, "heading"));
	add_within(out, "h2", said(o, "header"));
	add_within(out, "p", said(o, "subheader"));
	add_within(out, "h4", said(o, "productTitle"));
	add_within(out, "p", said(o, "calloutText"));
	buf_adds(out, said(o, "content"));
	buf_adds(out, said(o, "productDescription"));
	add_link(out, said(o, "productUrl"), said(o, "productButton"));
	button(out, o);
}

static void
recording(struct buf *out, const cJSON *o)
{
	const char *title = said(o, "title");

	if (*title == '\0')
		title = *said(o, "fileTitle") != '\0' ? said(o, "fileTitle")
						      : said(o, "fileName");
	add_link(out, said(o, "src"), title);
	add_within(out, "p", said(o, "fileCaption"));
	add_within(out, "p", said(o, "caption"));
}

static const struct {
	const char *name;
	card *write;
} cards[] = {
	{ "image", picture },
	{ "gallery", gallery },
	{ "markdown", markdown },
	{ "card-markdown", markdown },
	{ "html", raw },
	{ "code", code },
	{ "codeblock", code },
	{ "embed", embed },
	{ "bookmark", bookmark },
	{ "hr", rule },
	{ "horizontalrule", rule },
	{ "button", button },
	{ "callout", box },
	{ "toggle", box },
	{ "header", box },
	{ "product", box },
	{ "audio", recording },
	{ "video", recording },
	{ "file", recording },
};

static void
add_card(struct buf *out, const char *name, const cJSON *o,
    const struct intake *in)
{
	for (size_t i = 0; i < COUNT(cards); i++)
		if (strcmp(cards[i].name, name) == 0) {
			cards[i].write(out, o);
			return;
		}
	in->skipped(in->ctx, 0, name, "a card of Ghost's editor");
}

/* ---- Mobiledoc ---- */

#define MARKUPS_MAX 64 /* open at one place */

/* A document, and the markups that are open in the section being written. */
struct mobiledoc {
	const cJSON *markups, *atoms, *cards;
	const struct intake *in;
	const cJSON *open[MARKUPS_MAX];
	size_t nopen;
};

static const cJSON *
item(const cJSON *list, int i)
{
	return cJSON_GetArrayItem(list, i);
}

static int
number(const cJSON *v)
{
	return cJSON_IsNumber(v) ? v->valueint : -1;
}

/* ["a", ["href", "https://..."]] */
static void
open_markup(struct mobiledoc *m, const cJSON *markup, struct buf *out)
{
	const cJSON *attributes = item(markup, 1);

	if (markup == NULL || m->nopen == MARKUPS_MAX)
		return;
	m->open[m->nopen++] = markup;
	buf_addc(out, '<');
	escape(out, text_of(item(markup, 0)));
	for (int i = 0; i + 1 < cJSON_GetArraySize(attributes); i += 2) {
		if (strcmp(text_of(item(attributes, i)), "href") != 0)
			continue;
		buf_adds(out, " href=\"");
		escape(out, text_of(item(attributes, i + 1)));
		buf_addc(out, '"');
	}
	buf_addc(out, '>');
}

static void
close_markups(struct mobiledoc *m, int count, struct buf *out)
{
	for (; count > 0 && m->nopen > 0; count--) {
		buf_adds(out, "</");
		escape(out, text_of(item(m->open[--m->nopen], 0)));
		buf_addc(out, '>');
	}
}

/* [0, [opened], closed, "text"], or [1, ..., number of an atom]. */
static void
add_markers(struct mobiledoc *m, const cJSON *markers, struct buf *out)
{
	const cJSON *marker, *opened;

	cJSON_ArrayForEach(marker, markers)
	{
		const cJSON *atom = item(m->atoms, number(item(marker, 3)));

		cJSON_ArrayForEach(opened, item(marker, 1))
		{
			open_markup(m, item(m->markups, number(opened)), out);
		}
		if (number(item(marker, 0)) == 0)
			escape(out, text_of(item(marker, 3)));
		else if (strcmp(text_of(item(atom, 0)), "soft-return") == 0)
			buf_adds(out, "<br>");
		else
			escape(out, text_of(item(atom, 1)));
		close_markups(m, number(item(marker, 2)), out);
	}
	close_markups(m, MARKUPS_MAX, out);
}

static void
add_tag(struct buf *out, const char *before, const char *tag)
{
	buf_adds(out, before);
	escape(out, *tag != '\0' ? tag : "p");
	buf_addc(out, '>');
}

enum section { MARKUP = 1, IMAGE = 2, LIST = 3, CARD = 10 };

static void
add_section(struct mobiledoc *m, const cJSON *section, struct buf *out)
{
	int kind = number(item(section, 0));
	const char *tag = text_of(item(section, 1));
	const cJSON *one, *kept;

	if (kind == CARD) {
		kept = item(m->cards, number(item(section, 1)));
		add_card(out, text_of(item(kept, 0)), item(kept, 1), m->in);
	} else if (kind == IMAGE) {
		buf_adds(out, "<p><img src=\"");
		escape(out, tag);
		buf_adds(out, "\"></p>");
	} else if (kind == LIST) {
		add_tag(out, "<", tag);
		cJSON_ArrayForEach(one, item(section, 2))
		{
			buf_adds(out, "<li>");
			add_markers(m, one, out);
			buf_adds(out, "</li>");
		}
		add_tag(out, "</", tag);
	} else if (kind == MARKUP) {
		add_tag(out, "<", tag);
		add_markers(m, item(section, 2), out);
		add_tag(out, "</", tag);
	}
}

void
ghost_cards_mobiledoc(const char *json, const struct intake *in,
    struct buf *html)
{
	cJSON *doc = cJSON_Parse(json);
	struct mobiledoc m = { .markups = member(doc, "markups"),
		.atoms = member(doc, "atoms"),
		.cards = member(doc, "cards"),
		.in = in };
	const cJSON *section;

	cJSON_ArrayForEach(section, member(doc, "sections"))
	{
		add_section(&m, section, html);
	}
	cJSON_Delete(doc);
}

/* ---- Lexical ---- */

#define DEPTH_MAX 100 /* nodes around a node; deeper ones are left out */

/* How a text looks, bit by bit. */
static const struct {
	int bit;
	const char *tag;
} formats[] = { { 1, "strong" }, { 2, "em" }, { 4, "del" }, { 16, "code" },
	{ 32, "sub" }, { 64, "sup" } };

static const struct {
	const char *type, *tag; /* "": the node names it */
} holders[] = {
	{ "root", "div" },
	{ "paragraph", "p" },
	{ "heading", "" },
	{ "extended-heading", "" },
	{ "quote", "blockquote" },
	{ "extended-quote", "blockquote" },
	{ "aside", "blockquote" },
	{ "list", "" },
	{ "listitem", "li" },
	{ "link", "a" },
	{ "autolink", "a" },
	{ "at-link", "a" },
};

/* The tag of a node that holds others; NULL: it holds none. */
static const char *
tag_of(const cJSON *node)
{
	for (size_t i = 0; i < COUNT(holders); i++)
		if (strcmp(holders[i].type, said(node, "type")) == 0)
			return *holders[i].tag != '\0' ? holders[i].tag
						       : said(node, "tag");
	return NULL;
}

static void
add_text(struct buf *out, const cJSON *node)
{
	int format = number(member(node, "format"));

	for (size_t i = 0; i < COUNT(formats); i++)
		if (format > 0 && (format & formats[i].bit) != 0)
			add_tag(out, "<", formats[i].tag);
	escape(out, said(node, "text"));
	for (size_t i = COUNT(formats); i > 0; i--)
		if (format > 0 && (format & formats[i - 1].bit) != 0)
			add_tag(out, "</", formats[i - 1].tag);
}

static void
add_leaf(struct buf *out, const cJSON *node, const struct intake *in)
{
	const char *type = said(node, "type");

	if (strcmp(type, "text") == 0 || strcmp(type, "extended-text") == 0)
		add_text(out, node);
	else if (strcmp(type, "linebreak") == 0)
		buf_adds(out, "<br>");
	else if (strcmp(type, "tab") == 0)
		buf_addc(out, ' ');
	else
		add_card(out, type, node, in);
}

static void
open_node(struct buf *out, const cJSON *node)
{
	const char *tag = tag_of(node);

	if (strcmp(tag, "a") != 0) {
		add_tag(out, "<", tag);
		return;
	}
	buf_adds(out, "<a href=\"");
	escape(out, said(node, "url"));
	buf_adds(out, "\">");
}

/* Depth first, without recursion: nesting comes from outside. */
static void
add_tree(struct buf *out, const cJSON *root, const struct intake *in)
{
	const cJSON *around[DEPTH_MAX], *node = root;
	size_t depth = 0;

	do {
		const cJSON *done;

		if (node == NULL) {
			done = around[--depth];
			add_tag(out, "</", tag_of(done));
			node = done->next;
		} else if (tag_of(node) == NULL) {
			add_leaf(out, node, in);
			node = node->next;
		} else if (depth == DEPTH_MAX) {
			in->skipped(in->ctx, 0, said(node, "type"),
			    "nested too deep");
			node = node->next;
		} else {
			const cJSON *children = member(node, "children");

			open_node(out, node);
			around[depth++] = node;
			node = children != NULL ? children->child : NULL;
		}
	} while (depth > 0);
}

void
ghost_cards_lexical(const char *json, const struct intake *in, struct buf *html)
{
	cJSON *doc = cJSON_Parse(json);
	const cJSON *root = member(doc, "root");

	if (root != NULL && tag_of(root) != NULL)
		add_tree(html, root, in);
	cJSON_Delete(doc);
}
