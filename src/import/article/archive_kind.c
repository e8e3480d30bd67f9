#include "import/article/archive_kind.h"

#include <string.h>

#include "base/arena.h"
#include "import/article/page_body.h"
#include "import/article/page_fact.h"
#include "import/article/page_junk.h"
#include "import/html/page_tree.h"
#include "import/html/tree_weight.h"

/* What the entries of a page amount to. */
struct sums {
	size_t with;   /* entries with an excerpt */
	size_t posts;  /* of these, in an <article> or hentry of their own */
	size_t all;    /* bytes of excerpts */
	size_t most;   /* of one */
	size_t within; /* of these, in one text that is marked as an article */
};

static bool
is_post(const struct entries *l, const struct entry *e)
{
	for (const xmlNode *n = e->heading; n != NULL; n = n->parent) {
		if (tree_is(n, "article") ||
		    tree_marked(tree_marks(l->arena, n), "hentry h-entry"))
			return true;
		if (n == e->first)
			return false;
	}
	return false;
}

static struct sums
add_up(const struct entries *l)
{
	const xmlNode *marked = page_body_marked(l->arena, l->root);
	struct sums s = { .with = 0 };

	for (size_t i = 0; i < l->n; i++) {
		const struct entry *e = &l->entry[i];
		bool with = e->prose >= ARCHIVE_EXCERPT && !e->again;

		s.all += e->prose;
		s.most = e->prose > s.most ? e->prose : s.most;
		s.with += with;
		s.posts += with && is_post(l, e);
		s.within +=
		    with && marked != NULL && tree_within(marked, e->heading);
	}
	return s;
}

#define POSTS_MIN   3  /* <article>s that are a list whatever their length */
#define ENTRIES_MIN 2  /* a list of fewer is none */
#define ENTRIES_BIG 6  /* so many are a list, even if one is long */
#define TITLES_REST 40 /* bytes of other text for each of these */
#define TITLES_MIN  5  /* so many headlines without a text are a list */

/* Two lines in an <article> of their own, under the page's headline. */
static bool
has_article_of_heading(const struct entries *l)
{
	const xmlNode *n = l->heading;

	while (n != NULL && !tree_is(n, "article"))
		n = n->parent;
	return n != NULL && tree_weight(n)->marks == 0 &&
	       tree_weight(n)->prose >= ARCHIVE_EXCERPT;
}

/*
 * A page that says it is an article is one when there is a paragraph outside
 * of the entries: a short news item stands above twelve cards that are longer
 * than itself, and a listicle's headings lead to shops.  Only a page on which
 * all is in <article>s, one below the other, is a list that says otherwise.
 */
static bool
is_list_after_all(const struct entries *l, const struct sums *s)
{
	bool posts = s->posts >= POSTS_MIN && s->posts == s->with;

	if (s->with < POSTS_MIN || s->within == s->with ||
	    has_article_of_heading(l))
		return false;
	if (l->facts->is_story && l->outside >= ARCHIVE_EXCERPT)
		return false;
	if (l->outside >= ARCHIVE_PARAGRAPH)
		return posts && l->outside * 4 < s->all;
	return s->most * 2 <= s->all;
}

/*
 * Texinfo links each heading to its line in the table of contents: all lead to
 * one document, chapters and sections alike.  A blog's posts that do, on the
 * page of their month, have headlines of one level.
 */
static bool
are_chapters(const struct entries *l)
{
	const struct entry *first = l->entry;
	size_t len = l->n > 0 ? archive_url_length(first->url) : 0;
	bool levels = false;

	for (size_t i = 1; i < l->n; i++) {
		const struct entry *e = &l->entry[i];

		if (archive_url_length(e->url) != len ||
		    strncmp(e->url, first->url, len) != 0)
			return false;
		levels = levels ||
			 xmlStrcmp(e->heading->name, first->heading->name) != 0;
	}
	return levels;
}

/*
 * The record of a parliament, an interview: a speaker's name leads to the same
 * page each time that he speaks, with other words below it.  What is new in a
 * list stands in it once.
 */
static bool
are_speeches(const struct entries *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct entry *e = &l->entry[i];

		for (size_t k = 0; e->again && k < i; k++) {
			const struct entry *o = &l->entry[k];

			if (o->prose >= ARCHIVE_EXCERPT &&
			    e->prose >= ARCHIVE_EXCERPT &&
			    o->prose != e->prose &&
			    o->first->parent == e->first->parent &&
			    strcmp(o->url, e->url) == 0)
				return true;
		}
	}
	return false;
}

#define INTRODUCTION 200 /* bytes: two paragraphs above the first section */

/*
 * Under its headline and two paragraphs, an article may have linked headings
 * for its sections, side by side with their text; cards have elements of their
 * own.
 */
static bool
are_sections(const struct entries *l)
{
	size_t flat = 0;

	for (size_t i = 0; i < l->n; i++)
		flat += l->entry[i].first == l->entry[i].heading;
	return l->heading != NULL && !l->facts->is_list &&
	       l->outside >= INTRODUCTION && flat == l->n;
}

static bool
is_list(const struct entries *l)
{
	struct sums s = add_up(l);

	if (s.with < ENTRIES_MIN || are_chapters(l) || are_speeches(l))
		return false;
	if (l->facts->is_article && !l->facts->is_list)
		return is_list_after_all(l, &s);
	/* headings within one marked text are its own */
	if (s.within == s.with && l->outside >= ARCHIVE_PARAGRAPH &&
	    !l->facts->is_list)
		return false;
	if (are_sections(l))
		return false;
	/* verse has no paragraphs, but it stands under its title */
	if (l->heading != NULL && s.all < l->loose && !l->facts->is_list &&
	    s.posts < POSTS_MIN)
		return false;
	if (s.all < l->outside &&
	    !(s.posts >= POSTS_MIN && s.posts == s.with && l->heading == NULL))
		return false;
	return s.posts >= POSTS_MIN || s.most * 10 <= s.all * 7 ||
	       s.with >= ENTRIES_BIG || l->facts->is_list;
}

enum page_kind
archive_kind(const struct entries *l)
{
	size_t with = 0;

	if (is_list(l))
		return PAGE_LIST;
	for (size_t i = 0; i < l->n; i++)
		with += l->entry[i].prose >= ARCHIVE_EXCERPT;
	return with == 0 && l->n >= TITLES_MIN &&
		       l->outside < ARCHIVE_PARAGRAPH &&
		       l->loose < l->n * TITLES_REST && !l->facts->is_article
		   ? PAGE_TITLES
		   : PAGE_ARTICLE;
}

/* ---- cards on an article's page ---- */

#define CARD_MAX    400 /* bytes of a teaser's excerpt */
#define CARDS_MIN   3   /* so many side by side are teasers */
#define HOLDERS_MAX 100 /* of a page */
#define STRAY_MAX   60  /* bytes of paragraphs between them: "All stories" */

/* How many entries stand as whole elements in this one, and their prose. */
static size_t
cards_in(const struct entries *l, const xmlNode *holder, size_t *prose)
{
	size_t n = 0;

	*prose = 0;
	for (size_t i = 0; i < l->n; i++) {
		const struct entry *e = &l->entry[i];

		if (e->first->parent != holder || e->first != e->last ||
		    e->prose > CARD_MAX)
			continue;
		*prose += tree_weight(e->first)->prose;
		n++;
	}
	return n;
}

/* Cards and holders of nothing else: gathered first, since dropping one frees
 * it. */
struct holders {
	xmlNode *node[HOLDERS_MAX];
	size_t n;
};

static void
add_holder(struct holders *h, xmlNode *holder)
{
	for (size_t i = 0; i < h->n; i++)
		if (tree_within(h->node[i], holder) ||
		    tree_within(holder, h->node[i]))
			return;
	if (h->n < HOLDERS_MAX)
		h->node[h->n++] = holder;
}

/*
 * An article may be the first piece of a list, with teasers of others as its
 * next ones: they go one by one, where the article is not the shorter part.
 */
static void
add_teasers_beside(struct holders *h, const struct entries *l,
    const xmlNode *keep)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct entry *e = &l->entry[i];
		size_t prose;

		if (e->first != e->heading && e->first == e->last &&
		    !tree_within(e->first, keep) &&
		    tree_within(e->first->parent, keep) &&
		    cards_in(l, e->first->parent, &prose) >= CARDS_MIN &&
		    l->outside >= prose)
			add_holder(h, e->first);
	}
}

void
archive_drop_cards(const struct entries *l, const xmlNode *keep,
    const struct intake *in)
{
	struct holders found = { .n = 0 };

	if (l->loose < ARCHIVE_EXCERPT)
		return;
	for (size_t i = 0; i < l->n; i++) {
		xmlNode *holder = l->entry[i].first->parent;
		size_t prose;

		if (tree_is(holder, "body") ||
		    (keep != NULL && tree_within(holder, keep)) ||
		    cards_in(l, holder, &prose) < CARDS_MIN ||
		    tree_weight(holder)->prose > prose + STRAY_MAX)
			continue;
		add_holder(&found, holder);
	}
	if (keep != NULL && l->facts->is_article)
		add_teasers_beside(&found, l, keep);
	for (size_t i = 0; i < found.n; i++)
		page_junk_drop_one(found.node[i], "links to other articles",
		    in);
}

/* ---- headlines beside a list ---- */

/* The same kind of headline, or of piece in the same place. */
static bool
looks_like(struct arena *a, const struct entry *one, const struct entry *other)
{
	return (xmlStrcmp(one->heading->name, other->heading->name) == 0 &&
		   strcmp(tree_attribute(a, one->heading, "class"),
		       tree_attribute(a, other->heading, "class")) == 0) ||
	       (one->first->parent == other->first->parent &&
		   xmlStrcmp(one->first->name, other->first->name) == 0);
}

void
archive_mark_strays(struct entries *l)
{
	for (size_t i = 0; i < l->n; i++) {
		struct entry *e = &l->entry[i];
		bool any = false, like = false;

		for (size_t k = 0; k < l->n && !like; k++) {
			const struct entry *o = &l->entry[k];
			bool with = o->prose >= ARCHIVE_EXCERPT;

			any = any || with;
			like = with && (k == i || looks_like(l->arena, o, e));
		}
		e->stray = any && !like;
	}
}
