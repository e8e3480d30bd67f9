#include "import/article/page_ending.h"

#include <string.h>

#include "base/arena.h"
#include "import/article/label_line.h"
#include "import/article/link_kind.h"
#include "import/article/page_fact.h"
#include "import/article/page_junk.h"
#include "import/article/page_opening.h"
#include "import/core/item.h"
#include "import/html/page_tree.h"
#include "import/html/tree_weight.h"

#define LABEL_MAX   160 /* bytes of a line that leads to other articles */
#define LABEL_TEXT  40  /* and so many of them outside of its links */
#define LABEL_SHORT 60  /* bytes of a line that is a label and nothing else */
#define END_MAX     240 /* bytes of a call or a notice below the text */

static enum label
label_of(const struct page_edges *e, xmlNode *n)
{
	return label_line(tree_line(e->facts->arena, n));
}

/* ---- labels with links ---- */

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
		    (w->text > w->linked && !tree_has_linked_heading(n)) ||
		    tree_is_heading(n))
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

	if (!tree_is_block(n) || tree_is_one(n, others) || tree_has_blocks(n) ||
	    tree_shown(n) == 0 || tree_shown(n) > LABEL_MAX ||
	    tree_weight(n)->text > LABEL_TEXT)
		return LABEL_NONE;
	return label_of(e, n);
}

/* Does a label go by itself, without links that it leads to? */
static bool
goes_alone(xmlNode *n, enum label kind)
{
	return (kind == LABEL_CALL || kind == LABEL_NOTICE) &&
	       !tree_is_heading(n) && tree_shown(n) <= LABEL_SHORT;
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
			     (tree_is_heading(n) || read * 5 >= all * 3);

		if ((kind == LABEL_COMMENTS && under) ||
		    (kind == LABEL_AUTHOR && read * 4 >= all * 3)) {
			drop_from(e, n, label_reason(kind));
			return;
		}
		if (tree_is_block(n) && !tree_has_blocks(n))
			read += tree_weight(n)->prose;
	}
}

/* ---- the end ---- */

/* Nothing but links to topics and share buttons, and words between them. */
static bool
is_topics(const struct page_edges *e, xmlNode *n)
{
	size_t links = 0;

	if (tree_weight(n)->linked < tree_weight(n)->text)
		return false;
	for (xmlNode *c = n; c != NULL; c = tree_next(n, c, true))
		if (tree_is(c, "a") && tree_weight(c)->linked > 0) {
			enum link_kind kind = link_kind_of(e->facts->arena, c);

			if (kind != LINK_TOPIC && kind != LINK_SHARE &&
			    kind != LINK_NOWHERE)
				return false;
			links++;
		}
	return links > 0;
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

#define MAIL_MAX 120 /* bytes of a line with the address of its author */

/*
 * "Follow The Ferry on Facebook", "Contact Ada Moss at ada@ferry.example": the
 * link is called like the network, or is an address.
 */
static bool
is_call_to_follow(struct arena *a, xmlNode *n)
{
	static const char *const networks[] = { "facebook", "twitter", "x",
		"instagram", "telegram", "youtube", "whatsapp", "linkedin",
		"tiktok", "threads", "bluesky", "vk", "google news",
		"вконтакте", NULL };

	for (xmlNode *c = n; c != NULL; c = tree_next(n, c, true)) {
		enum link_kind kind =
		    tree_is(c, "a") ? link_kind_of(a, c) : LINK_OTHER;
		const char *line = kind == LINK_PROFILE ? tree_line(a, c) : "";

		if (kind == LINK_MAIL && tree_shown(n) <= MAIL_MAX)
			return true;
		for (size_t i = 0; *line != '\0' && networks[i] != NULL; i++)
			if (strcasestr(line, networks[i]) != NULL &&
			    (networks[i][1] != '\0' || line[1] == '\0'))
				return true;
	}
	return false;
}

#define HEADLINES_MIN 2  /* so many in a list are of other articles */
#define HEADLINE_MIN  12 /* bytes of one, on average */

/* Headlines of the same site and nothing else, below an article. */
static bool
is_headlines(const struct page_edges *e, xmlNode *n)
{
	const struct weight *w = tree_weight(n);

	if (!e->facts->is_article ||
	    !(tree_is(n, "ul") || tree_is(n, "ol") || is_parted(n)) ||
	    w->text > 0 || w->links < HEADLINES_MIN ||
	    w->linked < w->links * HEADLINE_MIN)
		return false;
	for (xmlNode *c = n; c != NULL; c = tree_next(n, c, true))
		if (tree_is(c, "a") &&
		    !page_fact_is_own_site(e->facts,
			tree_attribute(e->facts->arena, c, "href")))
			return false;
	return true;
}

#define BIO_MAX 400 /* bytes of a line on who has written it */

/* "Ada Moss writes about harbours." */
static bool
is_about_author(const struct page_edges *e, xmlNode *n)
{
	return !tree_has_blocks(n) && tree_shown(n) <= BIO_MAX &&
	       page_fact_is_of_author(e->facts, tree_line(e->facts->arena, n));
}

/* Why the last block of a text is none of it; NULL when it is. */
static const char *
reason_at_end(const struct page_edges *e, xmlNode *n)
{
	const struct weight *w = tree_weight(n);
	static const char *const lines[] = { "p", "div", "small", "span",
		"address", NULL };
	const char *box = reason_of_box(e, n);
	enum label kind;

	if (box != NULL)
		return box;
	if (is_about_author(e, n))
		return label_reason(LABEL_AUTHOR);
	/* weblogs of 2004: "Posted by Ada Moss at March 7, 2024 08:30 AM" */
	if (tree_is_one(n, lines) && page_opening_is_meta(e, n))
		return "by whom and when";
	if (is_headlines(e, n))
		return label_reason(LABEL_LINKS);
	if (tree_is_heading(n) && tree_shown(n) <= LABEL_SHORT &&
	    tree_weight(e->body)->prose >= READ_BEFORE)
		return "a heading with nothing below it";
	if (tree_shown(n) > END_MAX)
		return NULL;
	if (is_topics(e, n))
		return label_reason(LABEL_TOPICS);
	if (tree_has_blocks(n))
		return NULL;
	if (label_is_rights(tree_line(e->facts->arena, n)))
		return "the page's footer";
	if (is_call_to_follow(e->facts->arena, n))
		return label_reason(LABEL_CALL);
	kind = label_of(e, n);
	if (kind == LABEL_NONE)
		return NULL;
	return tree_shown(n) <= LABEL_SHORT || w->linked > w->text ||
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
	return tree_shown(n) == 0;
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
	drop_labels(e);
	drop_end(e);
	drop_rules(e);
}
