#include "import/article/page_junk.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "import/article/junk_name.h"
#include "import/article/label_line.h"
#include "import/article/page_consent.h"
#include "import/core/item.h"
#include "import/html/page_tree.h"
#include "import/html/tree_weight.h"
#include "text/slug.h"

static const char consent[] = "a request for consent";

/* What elements are for. */
static const struct {
	const char *name, *why;
	enum junk_trust trust;
} elements[] = {
	{ "nav", "navigation", SURE },
	{ "dialog", "a banner", HINT },
	{ "form", "a form", HINT },
	{ "button", "a button", SURE },
	{ "select", "a form", SURE },
	{ "option", "a form", SURE },
	{ "datalist", "a form", SURE },
	{ "textarea", "a form", SURE },
	{ "input", "a form", SURE },
	{ "aside", "beside the text", SURE },
};

static const struct {
	const char *role, *why;
	enum junk_trust trust;
} roles[] = {
	{ "navigation", "navigation", SURE },
	{ "banner", "the page's header", HINT },
	{ "contentinfo", "the page's footer", HINT },
	{ "complementary", "beside the text", HINT },
	{ "search", "a form", SURE },
	{ "dialog", "a banner", HINT },
	{ "alertdialog", "a banner", HINT },
	{ "menu", "navigation", SURE },
	{ "menubar", "navigation", SURE },
	{ "toolbar", "navigation", SURE },
	{ "tooltip", junk_name_hidden, SURE },
};

/* ---- hidden ---- */

/* "display : none" in a style, with blanks wherever. */
static bool
styles(const char *style, const char *property, const char *value)
{
	for (const char *at = style; (at = strcasestr(at, property)) != NULL;
	     at++) {
		const char *s = at + strlen(property);

		s += strspn(s, " \t");
		if (*s++ != ':')
			continue;
		s += strspn(s, " \t");
		if (strncasecmp(s, value, strlen(value)) == 0)
			return true;
	}
	return false;
}

static bool
is_behind(struct arena *a, const xmlNode *n)
{
	return strcasecmp(tree_attribute(a, n, "aria-hidden"), "true") == 0;
}

bool
page_junk_is_hidden(struct arena *a, const xmlNode *n)
{
	const char *style = tree_attribute(a, n, "style");

	return n->type == XML_ELEMENT_NODE &&
	       (xmlHasProp((xmlNode *)n, (const xmlChar *)"hidden") != NULL ||
		   styles(style, "display", "none") ||
		   styles(style, "visibility", "hidden") || is_behind(a, n));
}

/* ---- what stays ---- */

/* Words and pictures of a text, and what the page cannot be without. */
static bool
is_never_junk(const xmlNode *n)
{
	static const char *const kept[] = { "html", "body", "main", "h1", "img",
		"amp-img", "figure", "picture", "figcaption", "b", "i", "em",
		"strong", "br", "td", "tr", "th", "tbody", "blockquote", "pre",
		"code", "math", "mjx-container", "video", "audio", "iframe",
		"source", "param", NULL };

	if (tree_is(n, "figure") && tree_find((xmlNode *)n, "img") == NULL)
		return false; /* the Guardian's boxes of links are figures */
	return n->type != XML_ELEMENT_NODE || tree_is_one(n, kept);
}

/* The headline of an answer that opens is a button in a heading. */
static bool
is_whole_heading(const xmlNode *n)
{
	return tree_is(n, "button") && tree_is_heading(n->parent) &&
	       tree_weight(n)->text == tree_weight(n->parent)->text;
}

#define RIGHTS_MAX 200 /* bytes of a line that says whose rights it is */

/* The first text that it shows. */
static const char *
first_text(const xmlNode *n)
{
	for (xmlNode *c = (xmlNode *)n; c != NULL; c = tree_next(n, c, true))
		if (c->type == XML_TEXT_NODE && !xmlIsBlankNode(c)) {
			const char *s = (const char *)c->content;

			return s + strspn(s, " \t\r\n");
		}
	return "";
}

/* "(c) 2024 The Ferry" stands anywhere, and is no sentence of the text. */
static bool
is_rights(struct arena *a, xmlNode *n)
{
	static const char *const lines[] = { "p", "div", "small", "td",
		"center", "address", "font", "section", NULL };
	const struct weight *w = tree_weight(n);

	return w->own + w->own_linked == w->text + w->linked &&
	       tree_shown(n) <= RIGHTS_MAX && tree_is_one(n, lines) &&
	       strchr("(cC\xC2\xE2", *first_text(n)) != NULL &&
	       label_is_rights(tree_line(a, n));
}

/* Words of a sentence: <span class="ad">AD 1743</span>. */
#define SENTENCE_REST 25 /* bytes around them that make it one */

static bool
is_in_sentence(const xmlNode *n)
{
	const xmlNode *around = n->parent;
	const struct weight *w = tree_weight(n), *p;

	if (tree_is_block(n))
		return false;
	while (around != NULL && around->type == XML_ELEMENT_NODE &&
	       !tree_is_block(around))
		around = around->parent;
	if (around == NULL || around->type != XML_ELEMENT_NODE)
		return false;
	p = tree_weight(around);
	return p->own >= w->own + SENTENCE_REST;
}

/* A picture, a quote or code: what hints are also written on. */
static bool
holds_matter(xmlNode *n, const char *why)
{
	static const char *const kept[] = { "pre", "blockquote", "math", NULL };
	bool frame = strcmp(why, "a banner") == 0;

	for (xmlNode *c = n; c != NULL; c = tree_next(n, c, true))
		if (tree_is_one(c, kept) || (frame && tree_is(c, "img")))
			return true;
	return false;
}

/*
 * Does it hold a paragraph that may be the article's?  Within the article one
 * is enough; elsewhere it must be a good part of the page's text, as the
 * sidebar of a page has paragraphs, too.
 */
#define PARAGRAPH     120 /* bytes without blanks: about two lines */
#define INNER         80  /* the same within the article: about one */
#define SHARE_OF_PAGE 5   /* a fifth */

/*
 * Some put each paragraph in a box of its own (<div class="text ad-free">):
 * three of one name side by side, without headlines, are the text.
 */
#define PIECES_MIN 3

static bool
is_piece_of_text(struct arena *a, const xmlNode *n)
{
	const char *class = tree_attribute(a, n, "class");
	size_t pieces = 0;

	for (xmlNode *c = (xmlNode *)n; c != NULL; c = tree_next(n, c, true))
		if (tree_is_heading(c))
			return false;
	for (const xmlNode *s = n->parent->children; s != NULL; s = s->next)
		pieces += tree_weight(s)->prose >= INNER &&
			  strcmp(tree_attribute(a, s, "class"), class) == 0;
	return pieces >= PIECES_MIN;
}

static bool
holds_prose(struct arena *a, const xmlNode *root, const xmlNode *n)
{
	static const char *const own[] = { "article", "main", NULL };
	const struct weight *w = tree_weight(n);
	bool inside = false;

	if (w->prose < INNER || w->linked > w->prose)
		return false;
	for (const xmlNode *p = n->parent; p != NULL && !inside; p = p->parent)
		inside = tree_is_one(p, own);
	return inside || is_piece_of_text(a, n) ||
	       (w->prose >= PARAGRAPH &&
		   w->prose * SHARE_OF_PAGE >= tree_weight(root)->prose);
}

#define LINK_EVERY 200 /* bytes of prose; a box of links has more of them */

/* A "related-text-block" of two paragraphs leads to no other article. */
static bool
leads_nowhere(xmlNode *n)
{
	const struct weight *w = tree_weight(n);

	return w->prose >= PARAGRAPH && w->links * LINK_EVERY <= w->prose &&
	       !tree_has_linked_heading(n);
}

/* ---- verdicts ---- */

/* A header or footer of the page, not of an article or a quote. */
static bool
is_of_page(struct arena *a, const xmlNode *n)
{
	static const char *const own[] = { "article", "blockquote", "figure",
		"main", "section", "li", NULL };

	for (n = n->parent; n != NULL; n = n->parent)
		if (tree_is_one(n, own) ||
		    (!tree_is(n, "body") &&
			tree_marked(tree_marks(a, n),
			    "post entry hentry h-entry story item card")))
			return false;
	return true;
}

/* Telegraph sets a sentence of the text in large letters as an <aside>. */
static bool
is_set_in_large(const xmlNode *n)
{
	return tree_is(n, "aside") && !tree_has_blocks(n) &&
	       tree_weight(n)->links == 0 &&
	       tree_is(xmlPreviousElementSibling((xmlNode *)n), "p") &&
	       tree_is(xmlNextElementSibling((xmlNode *)n), "p");
}

static struct junk_verdict
by_element(struct arena *a, const xmlNode *n)
{
	const char *role = tree_attribute(a, n, "role");

	if (is_set_in_large(n))
		return (struct junk_verdict){ NULL, SURE };
	for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++)
		if (tree_is(n, elements[i].name))
			return (struct junk_verdict){ elements[i].why,
				elements[i].trust };
	if (tree_is(n, "header") && is_of_page(a, n))
		return (struct junk_verdict){ "the page's header", HINT };
	if (tree_is(n, "footer") && is_of_page(a, n))
		return (struct junk_verdict){ "the page's footer", SURE };
	for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
		if (strcasecmp(role, roles[i].role) == 0)
			return (struct junk_verdict){ roles[i].why,
				roles[i].trust };
	return (struct junk_verdict){ NULL, SURE };
}

/*
 * Sphinx, pandoc and many generators give a section the words of its heading
 * as an id: <section id="sharing-the-water"> is no share button.
 */
static bool
is_named_by_heading(struct arena *a, xmlNode *n)
{
	const char *id = tree_attribute(a, n, "id");
	xmlNode *first = xmlFirstElementChild(n);
	char name[SLUG_SIZE], heading[SLUG_SIZE];
	const char *line;

	while (
	    first != NULL && tree_is(first, "span") && first->children == NULL)
		first = xmlNextElementSibling(first);
	if (*id == '\0' || first == NULL || !tree_is_heading(first) ||
	    tree_weight(n)->prose == 0)
		return false;
	line = tree_line(a, first);
	return slug_latin(name, id, strlen(id)) > 0 &&
	       slug_latin(heading, line, strlen(line)) > 0 &&
	       strchr(name, '-') != NULL && strcmp(name, heading) == 0;
}

static struct junk_verdict
by_name(struct arena *a, xmlNode *n)
{
	const char *marks = tree_marks(a, n);
	struct junk_verdict v = junk_name_judge(marks);

	/* Substack's headlines are <a class="post-preview-title newsletter"> */
	return v.why != NULL && (is_named_by_heading(a, n) ||
				    (tree_is(n, "a") &&
					tree_marked(marks, "title headline")))
		   ? (struct junk_verdict){ NULL, SURE }
		   : v;
}

const char *
page_junk_reason(struct arena *a, const xmlNode *root, const xmlNode *n)
{
	/* a short standfirst is a <p class="teaser"> */
	static const char *const texts[] = { "p", "li", "dd", "dt", NULL };
	static const char *const boxes[] = { "div", "section", "form", NULL };
	struct junk_verdict v;

	if (n->type != XML_ELEMENT_NODE)
		return NULL;
	if (page_junk_is_hidden(a, n) && !tree_is(n, "body") &&
	    !tree_is(n, "html"))
		return junk_name_hidden;
	if (is_rights(a, (xmlNode *)n))
		return "the page's footer";
	if (is_never_junk(n) || is_whole_heading(n))
		return NULL;
	v = by_element(a, n);
	if (v.why == NULL)
		v = by_name(a, (xmlNode *)n);
	if (v.why == NULL && tree_is_one(n, boxes) &&
	    page_consent_is(a, (xmlNode *)n))
		return consent;
	if (v.why == NULL ||
	    (is_in_sentence(n) && strcmp(v.why, junk_name_hidden) != 0))
		return NULL;
	/* a section on comments is headed <h2 id="comments"> */
	if (tree_is_heading(n) && strcmp(v.why, junk_name_hidden) != 0)
		return NULL;
	if (tree_is_one(n, texts) &&
	    (v.trust == HINT || tree_weight(n)->prose >= PARAGRAPH))
		return NULL;
	if (strcmp(v.why, label_reason(LABEL_LINKS)) == 0 &&
	    leads_nowhere((xmlNode *)n))
		return NULL;
	if (v.trust == HINT &&
	    (holds_prose(a, root, n) || holds_matter((xmlNode *)n, v.why)))
		return NULL;
	return v.why;
}

void
page_junk_drop_one(xmlNode *n, const char *why, const struct intake *in)
{
	struct buf text = { 0 };
	long line = xmlGetLineNo(n);

	tree_text(n, &text);
	if (in != NULL && text.len > 0)
		in->skipped(in->ctx, line > 0 ? (size_t)line : 0,
		    buf_str(&text), why);
	buf_free(&text);
	tree_drop(n);
}

/* ---- the page ---- */

#define PAGE_MIN 200 /* bytes; of less, nothing is most of the page */

/*
 * Not below a dialog that was open when the page was saved: all else is hidden
 * then, and the headline is in the dialog.
 */
static bool
is_most(struct arena *a, const xmlNode *root, const xmlNode *n, const char *why,
    const xmlNode *heading)
{
	const struct weight *all = tree_weight(root), *w = tree_weight(n);

	if (tree_is(n, "select") || (why == consent && heading != NULL))
		return false;
	/* there can be more of them than of the article, but not all */
	if (strcmp(why, "comments") == 0)
		return heading == NULL && w->prose * 10 > all->prose * 9;
	if (is_behind(a, n) && heading != NULL &&
	    all->prose > w->prose + PAGE_MIN)
		return false;
	return all->prose > PAGE_MIN
		   ? w->prose > all->prose / 2
		   : all->text > PAGE_MIN && w->text > all->text / 2;
}

static bool
holds(const xmlNode *n, const xmlNode *const keep[PAGE_JUNK_KEPT])
{
	for (size_t i = 0; i < PAGE_JUNK_KEPT; i++)
		if (keep[i] != NULL && tree_within(n, keep[i]))
			return true;
	return false;
}

void
page_junk_drop(struct arena *a, xmlNode *root,
    const xmlNode *const keep[PAGE_JUNK_KEPT], const struct intake *in)
{
	xmlNode *n = root;

	while (n != NULL) {
		const char *why = page_junk_reason(a, root, n);
		xmlNode *next;

		if (why == NULL || is_most(a, root, n, why, keep[0]) ||
		    holds(n, keep)) {
			n = tree_next(root, n, true);
			continue;
		}
		next = tree_next(root, n, false);
		page_junk_drop_one(n, why, in);
		n = next;
	}
}
