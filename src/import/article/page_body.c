#include "import/article/page_body.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "import/article/page_junk.h"
#include "import/html/page_tree.h"
#include "import/html/tree_weight.h"

#define TEXT_MIN 25 /* bytes without blanks; of less, nothing is an article */

/* ---- what the page marks ---- */

static const char body_names[] =
    "articlebody entry-content post-content article-content article-body "
    "article-text story-body story-content post-body post-full-content "
    "e-content gh-content field--name-body field-name-body node__content "
    "nota-cuerpo cuerpo-nota cuerpo texto-noticia cuerpo-noticia "
    "td-post-content single-content the-content entry-body entrytext "
    "article__content article__body c-article__body article-main-content "
    "post__content post_content storytext contenido-nota contenido-noticia "
    "body-content body-text main-content-text kg-canvas content-body "
    "artikel-text artikeltext texte-article corps-article";

/* Words that together say it: a piece's kind, and its part. */
static const char kinds[] =
    "article post entry story nota noticia node news artikel articulo blog";
static const char parts[] =
    "content body text cuerpo texto contenido copy fulltext maintext";

static bool
is_marked_body(struct arena *a, const xmlNode *n)
{
	static const char *const holders[] = { "div", "section", "article",
		"main", "td", "span", NULL };
	/* where sites whose classes a build makes name the part */
	static const char *const where[] = { "property", "name", "data-testid",
		"data-qa", "data-role", "data-hook", NULL };
	static const char *const named[] = { "content:encoded", "schema:text",
		"articlebody", "article-body", "article-content",
		"post-content", NULL };
	const char *marks;

	if (!tree_is_one(n, holders))
		return false;
	for (size_t i = 0; where[i] != NULL; i++)
		for (size_t k = 0; named[k] != NULL; k++)
			if (strcasecmp(tree_attribute(a, n, where[i]),
				named[k]) == 0)
				return true;
	marks = tree_marks(a, n);
	return tree_marked(marks, body_names) ||
	       (tree_marked(marks, kinds) && tree_marked(marks, parts));
}

/* Paragraphs count; on pages of short lines (verse, captions) all text does. */
static size_t
prose_of(const xmlNode *n)
{
	const struct weight *w = tree_weight(n);

	return w->prose > 0 ? w->prose : w->text;
}

/* Within a marked element, a smaller one that holds nearly all of it. */
static xmlNode *
innermost(struct arena *a, xmlNode *marked)
{
	xmlNode *best = marked;

	for (xmlNode *n = tree_next(marked, marked, true); n != NULL;
	     n = tree_next(marked, n, true))
		if (is_marked_body(a, n) &&
		    prose_of(n) * 10 >= prose_of(marked) * 9)
			best = n;
	return best;
}

/* Comments, other articles and hidden copies are marked like it, too. */
static bool
is_of_others(struct arena *a, const xmlNode *n)
{
	return page_junk_is_hidden(a, n) ||
	       tree_marked(tree_marks(a, n),
		   "comment comments comment-content comment-body comment-text "
		   "related sidebar widget-area footer teaser newsletter");
}

xmlNode *
page_body_marked(struct arena *a, xmlNode *root)
{
	xmlNode *best = NULL, *n = root;

	while (n != NULL) {
		bool others =
		    n != root && is_of_others(a, n) && !tree_is(n, "body");
		bool is = !others && is_marked_body(a, n);

		if (is && (best == NULL || prose_of(n) > prose_of(best)))
			best = n;
		n = tree_next(root, n, !is && !others);
	}
	return best != NULL && prose_of(best) >= TEXT_MIN ? innermost(a, best)
							  : NULL;
}

/* ---- where the prose is ---- */

/*
 * What speaks for an element, in bytes: its paragraphs.  Against it: links
 * outside of sentences by a half, other text by a sixteenth, since menus are
 * links, and captions, tables, ingredients and labels are text.  So an
 * article in several containers is what holds them all, as long as what
 * stands between them weighs less than what they add.
 */
static long
worth(const xmlNode *n)
{
	const struct weight *w = tree_weight(n);

	return (long)w->prose - (long)(w->linked - w->cited) / 2 -
	       (long)(w->text - w->prose) / 16;
}

static bool
is_holder(const xmlNode *n)
{
	static const char *const inner[] = { "p", "br", "ul", "ol", "li", "tr",
		"blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "pre",
		"figure", "figcaption", "html", "font", "center", "dl", "dd",
		"dt", NULL };

	return n->type == XML_ELEMENT_NODE && tree_is_block(n) &&
	       !tree_is_one(n, inner);
}

/* The innermost of those that are worth the most. */
static xmlNode *
worthiest(xmlNode *top)
{
	xmlNode *best = NULL;

	for (xmlNode *n = top; n != NULL; n = tree_next(top, n, true))
		if (is_holder(n) && tree_weight(n)->prose > 0 &&
		    (best == NULL || worth(n) > worth(best) ||
			(worth(n) == worth(best) && tree_within(best, n))))
			best = n;
	return best;
}

/*
 * What else stands beside the text in the box that holds both: a column of
 * news, the author's life, the next story.  Its prose makes that box worth
 * more than the text alone.
 */
#define COLUMN_MIN   200 /* bytes of prose of a text that stands alone */
#define PARAGRAPHS   2   /* and so many paragraphs, */
#define COLUMN_SURE  600 /* or this much of them, parted by breaks */
#define COLUMN_SHARE 4   /* what stands beside it has a quarter of it at most */

static size_t
paragraphs_in(const xmlNode *top)
{
	size_t n = 0;

	for (xmlNode *c = (xmlNode *)top; c != NULL;
	     c = tree_next(top, c, true))
		n += tree_is_block(c) && tree_weight(c)->prose > 0 &&
		     tree_weight(c)->prose == tree_weight(c)->own;
	return n;
}

/* Are both named, and by no common word? */
static bool
have_other_names(struct arena *a, const xmlNode *n, const xmlNode *other)
{
	const char *marks = tree_marks(a, n), *others = tree_marks(a, other);

	return marks[1] != '\0' && others[1] != '\0' &&
	       !tree_marked(others, marks + 1);
}

/* A first heading of its own, and a byline or a date: a whole other story. */
static bool
is_next_story(struct arena *a, const xmlNode *n, const xmlNode *heading)
{
	bool signed_off = false;
	xmlNode *first = NULL;

	if (!tree_is(heading, "h1"))
		return false;
	for (xmlNode *c = (xmlNode *)n; c != NULL; c = tree_next(n, c, true)) {
		if (first == NULL && tree_is(c, "h1") && tree_shown(c) > 0)
			first = c;
		signed_off = signed_off || tree_is(c, "time") ||
			     tree_marked(tree_marks(a, c),
				 "byline author date published timestamp");
	}
	return first != NULL && signed_off;
}

static bool
stands_before(const xmlNode *n, const xmlNode *column)
{
	while (n != NULL && n != column)
		n = n->next;
	return n != NULL;
}

#define GRID_SHARE 2 /* the narrow column of a grid has half of its prose */

/* "col-md-8" and "col-md-4": the wide one has the text. */
static bool
is_narrow_column(struct arena *a, const xmlNode *n, const xmlNode *wide)
{
	static const char columns[] = "col column columns";
	const char *names = tree_attribute(a, n, "class");

	return tree_marked(tree_marks(a, n), columns) &&
	       tree_marked(tree_marks(a, wide), columns) &&
	       strcmp(names, tree_attribute(a, wide, "class")) != 0 &&
	       tree_weight(n)->prose * GRID_SHARE <= tree_weight(wide)->prose;
}

#define PATCHES 2 /* headings or links of a column that is of many things */

/* A column of a text has paragraphs; one of a page has headed boxes. */
static bool
is_patchwork(const xmlNode *n)
{
	size_t headings = 0;

	for (xmlNode *c = (xmlNode *)n; c != NULL; c = tree_next(n, c, true))
		headings += tree_is_heading(c);
	return headings >= PATCHES || tree_weight(n)->links >= PATCHES;
}

/* Is n no part of the text that stands in column, beside it? */
static bool
is_beside(struct arena *a, const xmlNode *n, const xmlNode *column,
    const xmlNode *heading)
{
	static const char columns[] =
	    "sidebar right side rail left lateral aside col-right rightcol "
	    "secondary widget-area bio author latest comments next";
	static const char *const cells[] = { "td", "tr", "tbody", NULL };

	if (heading != NULL && tree_within(column, heading) &&
	    ((tree_marked(tree_marks(a, n), columns) && is_patchwork(n)) ||
		stands_before(n, column) || is_next_story(a, n, heading) ||
		is_narrow_column(a, n, column)))
		return true;
	if (tree_weight(n)->prose * COLUMN_SHARE > tree_weight(column)->prose)
		return false;
	return tree_is_one(n, cells) ||
	       (!stands_before(n, column) && have_other_names(a, n, column));
}

static bool
is_column(const xmlNode *n)
{
	static const char *const rows[] = { "tr", "tbody", NULL };

	return is_holder(n) || tree_is_one(n, rows);
}

/* The one of these boxes that the text is in, or NULL: it is in several. */
static xmlNode *
column_of(struct arena *a, xmlNode *box, const xmlNode *heading)
{
	xmlNode *column = NULL;

	for (xmlNode *c = box->children; c != NULL; c = c->next)
		if (is_column(c) && tree_weight(c)->prose >= COLUMN_MIN &&
		    (column == NULL ||
			(heading != NULL && tree_within(c, heading)) ||
			((heading == NULL || !tree_within(column, heading)) &&
			    tree_weight(c)->prose >
				tree_weight(column)->prose)))
			column = c;
	if (column == NULL || (paragraphs_in(column) < PARAGRAPHS &&
				  tree_weight(column)->prose < COLUMN_SURE))
		return NULL;
	for (xmlNode *c = box->children; c != NULL; c = c->next)
		if (c != column && tree_weight(c)->prose > 0 &&
		    (!is_column(c) || !is_beside(a, c, column, heading)))
			return NULL;
	return column;
}

static xmlNode *
narrowed(struct arena *a, xmlNode *best, const xmlNode *heading)
{
	xmlNode *box = best;

	while ((box = column_of(a, box, heading)) != NULL)
		if (is_holder(box) &&
		    tree_weight(box)->prose < tree_weight(best)->prose)
			best = box;
	return best;
}

#define LIST_MIN 60 /* bytes of items; of less, they are labels */

/* Does a list or table without many links stand beside n, below it? */
static bool
has_list_below(const xmlNode *n)
{
	static const char *const lists[] = { "ul", "ol", "dl", "table", NULL };

	for (xmlNode *s = n->next; s != NULL; s = s->next) {
		const struct weight *w = tree_weight(s);

		if (w->text < LIST_MIN || w->linked * 3 > w->text)
			continue;
		for (xmlNode *c = s; c != NULL; c = tree_next(s, c, true))
			if (tree_is_one(c, lists))
				return true;
	}
	return false;
}

/*
 * Ingredients and results are no sentences: a box of them below the text that
 * the headline stands above belongs to it.
 */
static xmlNode *
with_lists(xmlNode *found, const xmlNode *heading)
{
	xmlNode *p = found->parent;

	return heading != NULL && !tree_within(found, heading) && p != NULL &&
		       !tree_is(p, "body") && tree_within(p, heading) &&
		       has_list_below(found)
		   ? p
		   : found;
}

/* Without paragraphs: what has the most text outside of links. */
static xmlNode *
wordiest(xmlNode *top)
{
	xmlNode *best = NULL;

	for (xmlNode *n = top; n != NULL; n = tree_next(top, n, true)) {
		const struct weight *w = tree_weight(n);

		if (is_holder(n) && w->text >= TEXT_MIN &&
		    w->text > w->linked &&
		    (best == NULL || w->text > tree_weight(best)->text ||
			(w->text == tree_weight(best)->text &&
			    tree_within(best, n))))
			best = n;
	}
	return best;
}

/* ---- the part of the page that the article is in ---- */

/* The <article>, <main> or hentry of the heading; else the page's only one. */
static xmlNode *
scope_of(struct arena *a, xmlNode *root, xmlNode *heading)
{
	static const char *const holders[] = { "article", "main", NULL };
	xmlNode *only = NULL;
	size_t count = 0;

	for (xmlNode *n = heading; n != NULL; n = n->parent)
		if (tree_is_one(n, holders) ||
		    (is_holder(n) && !tree_is(n, "body") &&
			tree_marked(tree_marks(a, n), "hentry h-entry")))
			return n;
	for (xmlNode *n = root; n != NULL; n = tree_next(root, n, true))
		if (tree_is_one(n, holders)) {
			only = only == NULL ? n : only;
			count += !tree_within(only, n) || only == n;
		}
	return count == 1 ? only : root;
}

#define LOOSE_MAX 120 /* bytes: a paragraph */

/* Prose in paragraphs that stand right below n, within top. */
static size_t
loose_below(const xmlNode *top, const xmlNode *n)
{
	size_t prose = 0;

	for (; n != top; n = n->parent)
		for (const xmlNode *s = n->next; s != NULL; s = s->next)
			if (tree_is(s, "p"))
				prose += tree_weight(s)->prose;
	return prose;
}

/*
 * A marked text is the body where it has nearly all of the prose; of several
 * (the parts of a story between pictures), what holds them.
 */
static xmlNode *
marked_in(struct arena *a, xmlNode *found)
{
	xmlNode *marked = page_body_marked(a, found);

	return marked != NULL && prose_of(marked) * 4 >= prose_of(found) * 3 &&
		       loose_below(found, marked) < LOOSE_MAX
		   ? marked
		   : found;
}

/*
 * Most pages hold the article within the part of its heading; some have a
 * <main> or an <article> for the headline alone, and the text beside it.
 */
#define SCOPE_SHARE 2   /* a half of what the page's best part is worth */
#define WHOLE_STORY 600 /* bytes; what an <article> more than a teaser has */

/* Some sites load the next stories below the one that was asked for. */
static bool
holds_several(xmlNode *best)
{
	size_t stories = 0;
	xmlNode *n = best;

	while (n != NULL) {
		bool story = n != best && tree_is(n, "article") &&
			     tree_weight(n)->prose >= WHOLE_STORY;

		stories += story;
		n = tree_next(best, n, !story);
	}
	return stories > 1;
}

/*
 * Indexes, lists of options, tables of syntax: the <main> of a manual can be
 * mostly names that are links, and two sentences would not stand for it.
 */
#define REFERENCE_SHARE 4 /* of all its bytes, a quarter is prose at most */

static bool
is_reference(const xmlNode *scope, const xmlNode *root, const xmlNode *heading)
{
	const struct weight *w = tree_weight(scope);

	return scope != root && tree_is(scope, "main") && heading != NULL &&
	       tree_within(scope, heading) &&
	       w->prose * REFERENCE_SHARE < w->text + w->linked;
}

/*
 * A text of lines so short that none of them is prose, marked by the page,
 * against a sentence somewhere else: "Exported from Medium on July 1, 2024."
 */
#define SOMEWHERE_MAX 200 /* bytes of prose that may be no article */

static bool
is_marked_elsewhere(xmlNode *best, xmlNode *marked)
{
	return best != NULL && marked != NULL && !tree_within(best, marked) &&
	       !tree_within(marked, best) &&
	       tree_weight(best)->prose <= SOMEWHERE_MAX &&
	       tree_weight(best)->prose <= tree_weight(marked)->text * 2;
}

xmlNode *
page_body_find(struct arena *a, xmlNode *root, xmlNode *heading, bool declared)
{
	xmlNode *scope = scope_of(a, root, heading);
	xmlNode *best = worthiest(root), *within = worthiest(scope);

	if (!declared && is_reference(scope, root, heading))
		return scope;
	if (best == NULL)
		return wordiest(root);
	if (is_marked_elsewhere(best, page_body_marked(a, root)))
		return page_body_marked(a, root);
	if (within != NULL &&
	    (worth(within) * SCOPE_SHARE >= worth(best) ||
		(prose_of(within) >= WHOLE_STORY && holds_several(best))))
		best = within;
	best = with_lists(narrowed(a, best, heading), heading);
	return marked_in(a, best);
}
