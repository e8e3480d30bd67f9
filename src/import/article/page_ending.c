#include "import/article/page_ending.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "import/article/label_line.h"
#include "import/article/page_fact.h"
#include "import/article/page_junk.h"
#include "import/core/item.h"
#include "import/html/page_tree.h"

#define LABEL_MAX   160 /* bytes of a line that leads to other articles */
#define LABEL_TEXT  40  /* and so many of them outside of its links */
#define LABEL_SHORT 60  /* bytes of a line that is a label and nothing else */
#define END_MAX     240 /* bytes of a call or a notice below the text */

static bool
has_blocks(const xmlNode *n)
{
	for (const xmlNode *c = n->children; c != NULL; c = c->next)
		if (tree_is_block(c) && !tree_is(c, "br"))
			return true;
	return false;
}

static bool
is_heading(const xmlNode *n)
{
	static const char *const names[] = { "h1", "h2", "h3", "h4", "h5", "h6",
		NULL };

	return tree_is_one(n, names);
}

static size_t
shown(const xmlNode *n)
{
	return tree_weight(n)->text + tree_weight(n)->linked;
}

static enum label
label_of(const struct page_edges *e, xmlNode *n)
{
	return label_line(tree_line(e->facts->arena, n));
}

/* ---- labels with links ---- */

/* A teaser of another article: a headline or a picture that is a link. */
static bool
is_card(xmlNode *n)
{
	for (xmlNode *c = n; c != NULL; c = tree_next(n, c, true))
		if (is_heading(c) && tree_weight(c)->linked > 0 &&
		    tree_weight(c)->text == 0)
			return true;
	return false;
}

/* Links that stand under a label: lists, cards, paragraphs of nothing else. */
static bool
drop_links_after(struct page_edges *e, xmlNode *label)
{
	xmlNode *n = label->next;
	bool dropped = false;

	while (n != NULL) {
		xmlNode *next = n->next;
		const struct weight *w = tree_weight(n);

		if (n->type == XML_TEXT_NODE && xmlIsBlankNode(n)) {
			n = next;
			continue;
		}
		if (n->type != XML_ELEMENT_NODE || w->links == 0 ||
		    (w->text > w->linked && !is_card(n)) || is_heading(n))
			break;
		page_junk_drop_one(n, "links to other articles", e->in);
		dropped = true;
		n = next;
	}
	return dropped;
}

/*
 * "Read also: LINK", or "Related" above a list of links.  Not an item of a
 * list: "Sign up for a seat at the kiosk" is one of the things to do.
 */
static enum label
label_at(const struct page_edges *e, xmlNode *n)
{
	static const char *const others[] = { "li", "td", "th", "dd", "dt",
		"figcaption", "blockquote", "pre", "tr", "br", NULL };

	if (!tree_is_block(n) || tree_is_one(n, others) || has_blocks(n) ||
	    shown(n) == 0 || shown(n) > LABEL_MAX ||
	    tree_weight(n)->text > LABEL_TEXT)
		return LABEL_NONE;
	return label_of(e, n);
}

/* Does a label go by itself, without links that it leads to? */
static bool
goes_alone(xmlNode *n, enum label kind)
{
	return (kind == LABEL_CALL || kind == LABEL_NOTICE) && !is_heading(n) &&
	       shown(n) <= LABEL_SHORT;
}

/*
 * A box between paragraphs that is nothing but the headline of another
 * article; a heading among them that is a link is the article's own.
 */
static bool
is_boxed_card(xmlNode *n)
{
	static const char *const boxes[] = { "div", "section", "aside",
		"article", NULL };

	return tree_is_one(n, boxes) && tree_weight(n)->text == 0 &&
	       tree_weight(n)->linked > 0 && is_card(n);
}

#define TOC_LINKS                                                              \
	2 /* so many links within the page are a table of contents             \
	   */

/* A list that leads about in the page: in a capsule it leads nowhere. */
static bool
is_contents(struct arena *a, xmlNode *n)
{
	size_t links = 0;

	if (!(tree_is(n, "ul") || tree_is(n, "ol")) ||
	    tree_weight(n)->linked < tree_weight(n)->text * 4)
		return false;
	for (xmlNode *c = n; c != NULL; c = tree_next(n, c, true))
		if (tree_is(c, "a")) {
			const char *href = tree_attribute(a, c, "href");

			if (*href != '#' || href[1] == '\0')
				return false;
			links++;
		}
	return links >= TOC_LINKS;
}

static void
drop_boxes(struct page_edges *e)
{
	xmlNode *n = tree_next(e->body, e->body, true);

	while (n != NULL) {
		const char *why = n->type != XML_ELEMENT_NODE ? NULL
				  : is_boxed_card(n) ? "links to other articles"
				  : is_contents(e->facts->arena, n)
				      ? "navigation"
				      : NULL;
		xmlNode *next = tree_next(e->body, n, why == NULL);

		if (why != NULL)
			page_junk_drop_one(n, why, e->in);
		n = next;
	}
}

static void
drop_labels(struct page_edges *e)
{
	xmlNode *n = tree_next(e->body, e->body, true);

	while (n != NULL) {
		enum label kind = label_at(e, n);
		xmlNode *next;

		if (kind == LABEL_NONE ||
		    (tree_weight(n)->links == 0 && !goes_alone(n, kind) &&
			!drop_links_after(e, n))) {
			n = tree_next(e->body, n, true);
			continue;
		}
		drop_links_after(e, n);
		next = tree_next(e->body, n, false);
		page_junk_drop_one(n, label_reason(kind), e->in);
		n = next;
	}
}

/* ---- comments ---- */

#define READ_BEFORE 200 /* bytes of prose that stand above comments */

/* Drop n and all that follows it in the body. */
static void
drop_from(struct page_edges *e, xmlNode *n, const char *why)
{
	while (n != NULL) {
		xmlNode *next = tree_next(e->body, n, false);

		if (n->type == XML_ELEMENT_NODE)
			page_junk_drop_one(n, why, e->in);
		else
			tree_drop(n);
		n = next;
	}
}

/*
 * Below "3 Comments" or "About the author" there is no article any more; the
 * latter only when most of it has been read.
 */
static void
drop_after_label(struct page_edges *e)
{
	size_t read = 0, all = tree_weight(e->body)->prose;

	for (xmlNode *n = tree_next(e->body, e->body, true); n != NULL;
	     n = tree_next(e->body, n, true)) {
		enum label kind = label_at(e, n);

		/* "12 comments" is said above the text, too */
		bool under = read >= READ_BEFORE &&
			     (is_heading(n) || read * 5 >= all * 3);

		if ((kind == LABEL_COMMENTS && under) ||
		    (kind == LABEL_AUTHOR && read * 4 >= all * 3)) {
			drop_from(e, n, label_reason(kind));
			return;
		}
		if (tree_is_block(n) && !has_blocks(n))
			read += tree_weight(n)->prose;
	}
}

/* ---- the end ---- */

static bool
leads_to_topic(struct arena *a, const xmlNode *link)
{
	static const char *const paths[] = { "/tag/", "/tags/", "/category/",
		"/categories/", "/topic/", "/topics/", "/label/", "/author/",
		"/authors/", "facebook.com/sharer", "twitter.com/intent",
		"twitter.com/share", "/search/label/", "pinterest.com/pin/",
		"api.whatsapp.com", "wa.me/", "t.me/share",
		"javascript:", "#comment", "#respond", "linkedin.com/share",
		NULL };
	const char *href = tree_attribute(a, link, "href");

	if (strstr(tree_attribute(a, link, "rel"), "tag") != NULL)
		return true;
	for (size_t i = 0; paths[i] != NULL; i++)
		if (strstr(href, paths[i]) != NULL)
			return true;
	return false;
}

/* Nothing but links to topics and share buttons, and words between them. */
static bool
is_topics(const struct page_edges *e, xmlNode *n)
{
	size_t links = 0;

	if (tree_weight(n)->linked < tree_weight(n)->text)
		return false;
	for (xmlNode *c = n; c != NULL; c = tree_next(n, c, true))
		if (tree_is(c, "a") && tree_weight(c)->linked > 0) {
			if (!leads_to_topic(e->facts->arena, c))
				return false;
			links++;
		}
	return links > 0;
}

/* "(c) 2003 The Gazette" below the text. */
static bool
is_copyright(const char *line)
{
	static const char *const begin[] = { "©", "(c) ", "Copyright ",
		"\u24d2" };

	for (size_t i = 0; i < sizeof begin / sizeof begin[0]; i++)
		if (strncasecmp(line, begin[i], strlen(begin[i])) == 0)
			return true;
	return false;
}

static bool
is_parted(const xmlNode *n)
{
	static const char *const holders[] = { "div", "section", "article",
		"footer", "aside", "center", "main", "td", NULL };

	return tree_is_one(n, holders);
}

#define BOX_SHARE 4 /* a box below the text has a quarter of it at most */

/* What is named as the end of an article: its footer, its author. */
static const char *
reason_of_box(const struct page_edges *e, xmlNode *n)
{
	if (tree_weight(n)->prose * BOX_SHARE > tree_weight(e->body)->prose)
		return NULL;
	if (tree_is(n, "footer"))
		return "the article's footer";
	if (!is_parted(n))
		return NULL;
	return tree_marked(tree_marks(e->facts->arena, n),
		   "author authors bio autor byline contributor profile "
		   "author-details")
		   ? label_reason(LABEL_AUTHOR)
		   : NULL;
}

/* Why the last block of a text is none of it; NULL when it is. */
static const char *
reason_at_end(const struct page_edges *e, xmlNode *n)
{
	const struct weight *w = tree_weight(n);
	const char *box = reason_of_box(e, n);
	enum label kind;

	if (box != NULL || shown(n) > END_MAX)
		return box;
	if (is_topics(e, n))
		return label_reason(LABEL_TOPICS);
	if (has_blocks(n))
		return NULL;
	if (is_copyright(tree_line(e->facts->arena, n)))
		return "the page's footer";
	kind = label_of(e, n);
	if (kind == LABEL_NONE)
		return NULL;
	return shown(n) <= LABEL_SHORT || w->linked > w->text ||
		       kind == LABEL_CALL || kind == LABEL_NOTICE ||
		       kind == LABEL_COMMENTS
		   ? label_reason(kind)
		   : NULL;
}

static bool
is_empty(xmlNode *n)
{
	static const char *const seen[] = { "img", "amp-img", "iframe", "video",
		"audio", "object", "embed", "table", "lite-youtube",
		"amp-youtube", NULL };

	for (xmlNode *c = n; c != NULL; c = tree_next(n, c, true))
		if (tree_is_one(c, seen))
			return false;
	return shown(n) == 0;
}

/* The last thing below top that shows something; blanks are dropped. */
static xmlNode *
last_of(xmlNode *top)
{
	xmlNode *n;

	while ((n = top->last) != NULL) {
		if (n->type == XML_TEXT_NODE && !xmlIsBlankNode(n))
			return n;
		if (n->type == XML_ELEMENT_NODE && !is_empty(n))
			return n;
		tree_drop(n);
	}
	return NULL;
}

/*
 * From the end upwards: labels, calls, topics and rules, down to the first
 * block that is text.
 */
static void
drop_end(struct page_edges *e)
{
	xmlNode *n = last_of(e->body);

	while (n != NULL && n->type == XML_ELEMENT_NODE) {
		const char *why = reason_at_end(e, n);

		if (why != NULL) {
			page_junk_drop_one(n, why, e->in);
			n = last_of(e->body);
		} else if (is_parted(n)) {
			n = last_of(n);
		} else {
			return;
		}
	}
}

/* Rules at the beginning of the text part it from nothing. */
static void
drop_rules(struct page_edges *e)
{
	xmlNode *n;

	while ((n = xmlFirstElementChild(e->body)) != NULL &&
	       tree_is(n, "hr") && (n->prev == NULL || xmlIsBlankNode(n->prev)))
		tree_drop(n);
}

void
page_ending_drop(struct page_edges *e)
{
	drop_after_label(e);
	drop_boxes(e);
	drop_labels(e);
	drop_end(e);
	drop_rules(e);
}
