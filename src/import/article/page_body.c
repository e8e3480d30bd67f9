#include "import/article/page_body.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "import/html/page_tree.h"

#define PROSE_MIN 25 /* bytes without blanks; shorter texts score nothing */
#define LEVELS    3  /* elements above a paragraph that it scores for */

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
	const char *property, *marks;

	if (!tree_is_one(n, holders))
		return false;
	property = tree_attribute(a, n, "property");
	if (strcasecmp(property, "content:encoded") == 0 ||
	    strcasecmp(property, "schema:text") == 0 ||
	    strcasecmp(property, "articleBody") == 0)
		return true;
	marks = tree_marks(a, n);
	return tree_marked(marks, body_names) ||
	       (tree_marked(marks, kinds) && tree_marked(marks, parts));
}

static size_t
prose_of(const xmlNode *n)
{
	return tree_weight(n)->text;
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

xmlNode *
page_body_marked(struct arena *a, xmlNode *root)
{
	xmlNode *best = NULL, *n = root;

	while (n != NULL) {
		bool is = is_marked_body(a, n);

		if (is && (best == NULL || prose_of(n) > prose_of(best)))
			best = n;
		n = tree_next(root, n, !is);
	}
	return best != NULL && prose_of(best) >= PROSE_MIN ? innermost(a, best)
							   : NULL;
}

/* ---- density ---- */

/* Text that stands in n itself, and in its words and links, not in blocks. */
static struct weight
own_weight(const xmlNode *n)
{
	struct weight own = { 0 };

	for (const xmlNode *c = n->children; c != NULL; c = c->next) {
		if (c->type == XML_TEXT_NODE)
			for (const char *s = (const char *)c->content; *s;
			     s++) {
				own.text += *s != ' ' && *s != '\n' &&
					    *s != '\t' && *s != '\r';
				own.commas += *s == ',' || *s == '.';
			}
		else if (c->type == XML_ELEMENT_NODE && !tree_is_block(c)) {
			own.text += tree_weight(c)->text;
			own.linked += tree_weight(c)->linked;
			own.commas += tree_weight(c)->commas;
		}
	}
	return own;
}

/* How much a text speaks for being part of an article. */
static size_t
score_of(const struct weight *own)
{
	size_t length = own->text / 50;

	if (own->text < PROSE_MIN || own->linked > own->text)
		return 0;
	return 10 + 4 * own->commas + (length < 40 ? length : 40);
}

/* A score for each element, beside its weight; made as they are needed. */
struct score {
	const xmlNode *n;
	size_t points;
};

struct scores {
	struct arena *arena;
	struct score *slot; /* open addressing */
	size_t used, cap;
};

static struct score *
slot_of(struct scores *all, const xmlNode *n)
{
	size_t i = ((size_t)n >> 4) & (all->cap - 1);

	while (all->slot[i].n != NULL && all->slot[i].n != n)
		i = (i + 1) & (all->cap - 1);
	return &all->slot[i];
}

static void
grow(struct scores *all)
{
	struct score *old = all->slot;
	size_t n = all->cap;

	all->cap = n == 0 ? 256 : n * 2;
	all->slot = arena_calloc(all->arena, all->cap, sizeof *all->slot);
	for (size_t i = 0; i < n; i++)
		if (old[i].n != NULL)
			*slot_of(all, old[i].n) = old[i];
}

static void
add_score(struct scores *all, const xmlNode *n, size_t points)
{
	struct score *s;

	if (all->used * 2 >= all->cap)
		grow(all);
	s = slot_of(all, n);
	all->used += s->n == NULL;
	s->n = n;
	s->points += points;
}

static bool
holds_pieces(const xmlNode *n)
{
	static const char *const inner[] = { "p", "br", "ul", "ol", "li", "tr",
		"tbody", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6",
		"pre", "figure", "figcaption", "html", "font", "center", "dl",
		"dd", "dt", NULL };

	return n->type == XML_ELEMENT_NODE && tree_is_block(n) &&
	       !tree_is_one(n, inner);
}

/* A text scores for what holds it: whole, then half, then a third. */
static void
score_around(struct scores *all, const xmlNode *n, size_t points)
{
	size_t level = 0, steps = 0;

	for (; n != NULL && level < LEVELS && steps < 12;
	     n = n->parent, steps++)
		if (holds_pieces(n)) {
			level++;
			add_score(all, n, points / level);
		}
}

/* Links in what was found speak against it. */
static size_t
worth(const struct score *s)
{
	const struct weight *w = tree_weight(s->n);
	size_t all = w->text + w->linked;

	return all == 0 ? 0 : s->points * w->text / all;
}

static xmlNode *
densest(struct arena *a, xmlNode *root)
{
	struct scores all = { .arena = a };
	const struct score *best = NULL;

	for (xmlNode *n = root; n != NULL; n = tree_next(root, n, true)) {
		struct weight own = { 0 };
		size_t points;

		if (n->type == XML_ELEMENT_NODE && tree_is_block(n))
			own = own_weight(n);
		points = score_of(&own);
		if (points > 0)
			score_around(&all, tree_is(n, "p") ? n->parent : n,
			    points);
	}
	/* in document order, so that of equals the outer one is found */
	for (xmlNode *n = root; n != NULL && all.cap > 0;
	     n = tree_next(root, n, true)) {
		const struct score *s = slot_of(&all, n);

		if (s->n == n && (best == NULL || worth(s) > worth(best)))
			best = s;
	}
	return best != NULL ? (xmlNode *)best->n : NULL;
}

/*
 * An article may be parted by advertising into several elements: while the
 * one around holds much more prose and few more links, it is meant.
 */
static xmlNode *
widen(xmlNode *n)
{
	for (;;) {
		const struct weight *w = tree_weight(n), *p;

		if (n->parent == NULL || n->parent->type != XML_ELEMENT_NODE ||
		    tree_is(n, "body"))
			return n;
		p = tree_weight(n->parent);
		if (p->text * 5 < w->text * 6 ||
		    (p->linked - w->linked) * 4 > p->text - w->text)
			return n;
		n = n->parent;
	}
}

xmlNode *
page_body_find(struct arena *a, xmlNode *root)
{
	xmlNode *marked = page_body_marked(a, root);
	xmlNode *dense = densest(a, root);

	if (dense == NULL)
		return marked;
	dense = widen(dense);
	if (marked == NULL)
		return dense;
	if (tree_within(marked, dense) ||
	    prose_of(marked) * 10 >= prose_of(dense) * 4)
		return marked;
	return dense;
}
