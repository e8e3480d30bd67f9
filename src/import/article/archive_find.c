#include "import/article/archive_find.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "import/article/page_body.h"
#include "import/article/page_fact.h"
#include "import/article/page_junk.h"
#include "import/html/page_tree.h"
#include "text/url.h"

#define ENTRIES_MAX 5000
#define PARAGRAPH   80  /* bytes: the shortest article is a line or two */
#define EXCERPT_MIN 40  /* bytes without blanks */
#define TITLE_MAX   400 /* bytes; a longer one is no headline */

/* ---- headlines ---- */

static bool
is_heading(const xmlNode *n)
{
	static const char *const names[] = { "h1", "h2", "h3", "h4", "h5", "h6",
		NULL };

	return tree_is_one(n, names);
}

/* Is all text of n in this link? */
static bool
is_all_link(const xmlNode *n)
{
	const struct weight *w = tree_weight(n);

	return w->links == 1 && w->linked > 0 && w->text == 0;
}

#define CARD_DEPTH 5 /* elements between a card's link and its headline */

/* The link around n, at most a few elements up. */
static xmlNode *
link_around(xmlNode *n)
{
	for (int up = 0; n != NULL && up < CARD_DEPTH; n = n->parent, up++)
		if (tree_is(n, "a"))
			return n;
	return NULL;
}

static bool
is_named_title(struct arena *a, const xmlNode *n)
{
	static const char *const holders[] = { "div", "p", "span", "a", "td",
		"strong", "b", NULL };

	return tree_is_one(n, holders) &&
	       tree_marked(tree_marks(a, n),
		   "entry-title post-title headline title titulo titular "
		   "card-title article-title story-title node-title "
		   "item-title news-title item__title card__title") &&
	       !tree_marked(tree_marks(a, n), "site-title page-title");
}

#define BOLD_MIN 15 /* bytes of a bold link that is a headline, not a word */

/* In old pages a headline is bold, and a link and nothing else. */
static bool
is_bold_link(const xmlNode *n)
{
	static const char *const bold[] = { "b", "strong", "font", "big",
		NULL };
	const xmlNode *p = n->parent;

	if (!tree_is_one(n, bold) || p == NULL || tree_is_one(p, bold) ||
	    tree_weight(n)->linked < BOLD_MIN || tree_weight(n)->text > 0)
		return false;
	return is_all_link(n) ||
	       (tree_is(p, "a") &&
		   tree_weight(p)->linked == tree_weight(n)->linked);
}

static xmlNode *
link_of(struct entries *l, xmlNode *n)
{
	const struct weight *w = tree_weight(n);
	xmlNode *link = NULL;

	if (w->text + w->linked == 0 || w->text + w->linked > TITLE_MAX)
		return NULL;
	if (is_heading(n) || is_named_title(l->arena, n)) {
		link = tree_find(n, "a");
		if (link == NULL || w->text > w->linked)
			link = link_around(n);
	} else if (is_bold_link(n)) {
		link = tree_find(n, "a");
		if (link == NULL)
			link = n->parent;
	}
	return link;
}

static size_t
length_without_fragment(const char *url)
{
	size_t n = strcspn(url, "#");

	return n > 0 && url[n - 1] == '/' ? n - 1 : n;
}

/* An address of the page itself: Sphinx and many themes link each heading. */
static bool
is_own(const struct entries *l, const char *url)
{
	const char *own = l->facts->url;
	size_t n = length_without_fragment(url);

	return *url == '#' || strncasecmp(url, "javascript:", 11) == 0 ||
	       strncasecmp(url, "mailto:", 7) == 0 ||
	       (*own != '\0' && n == length_without_fragment(own) &&
		   strncmp(url, own, n) == 0);
}

/* A slider above a list, and "popular" beside it, repeat its headlines. */
static bool
is_known(const struct entries *l, const char *url)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->entry[i].url, url) == 0)
			return true;
	return false;
}

static void
add_entry(struct entries *l, xmlNode *heading, xmlNode *link)
{
	const char *href = tree_attribute(l->arena, link, "href");
	const char *url;

	if (*href == '\0' || *href == '#' || l->n == ENTRIES_MAX)
		return;
	url = url_resolve(l->arena, l->facts->base, href);
	if (is_own(l, url))
		return;
	if (l->n == l->cap) {
		size_t cap = l->cap > 0 ? l->cap * 2 : 32;

		l->entry = arena_grow(l->arena, l->entry,
		    l->cap * sizeof *l->entry, cap * sizeof *l->entry);
		l->cap = cap;
	}
	l->entry[l->n] = (struct entry){ .heading = heading,
		.link = link,
		.url = url,
		.again = is_known(l, url) };
	l->n++;
}

/* What is no article, unless most of the page is in it. */
static bool
is_junk(const struct entries *l, const xmlNode *n)
{
	const struct weight *w = tree_weight(n), *all = tree_weight(l->root);

	return (w->text + w->linked) * 2 < all->text + all->linked &&
	       !(l->heading != NULL && tree_within(n, l->heading)) &&
	       (page_junk_reason(l->arena, l->root, n) != NULL ||
		   tree_marked(tree_marks(l->arena, n),
		       "slider carousel swiper flexslider owl-carousel ticker "
		       "slick-slider marquee slideshow"));
}

/* All headlines outside of what is no article. */
static void
find_headlines(struct entries *l)
{
	xmlNode *n = l->root;

	while (n != NULL) {
		bool junk = is_junk(l, n);
		xmlNode *link = junk ? NULL : link_of(l, n);

		if (link != NULL)
			add_entry(l, n, link);
		n = tree_next(l->root, n,
		    !junk && link == NULL && !tree_is(n, "head"));
	}
}

/* ---- what belongs to a headline ---- */

/* Something that ends an entry whose text stands beside its headline. */
static bool
ends_entry(const struct entries *l, const xmlNode *n)
{
	const struct weight *w = tree_weight(n);

	return w->marks > 0 || is_heading(n) ||
	       page_junk_reason(l->arena, l->root, n) != NULL ||
	       (w->links > 2 && w->linked > w->text);
}

static size_t
prose_between(const struct entry *e)
{
	const struct weight *h = tree_weight(e->heading);
	size_t prose = 0;

	for (const xmlNode *n = e->first; n != NULL; n = n->next) {
		prose += tree_weight(n)->text;
		if (n->type == XML_TEXT_NODE)
			for (const char *s = (const char *)n->content; *s; s++)
				prose += *s != ' ' && *s != '\n' && *s != '\t';
		/* a card is one link: its excerpt is linked text */
		if (tree_within(n, e->link) && tree_within(e->link, e->heading))
			prose += tree_weight(e->link)->linked;
		if (n == e->last)
			break;
	}
	return prose > h->text + h->linked && tree_within(e->link, e->heading)
		   ? prose - h->text - h->linked
		   : prose - (prose >= h->text ? h->text : prose);
}

/* A paragraph above a headline belongs to what stands around both. */
static bool
stands_below_prose(const xmlNode *n)
{
	for (n = n->prev; n != NULL; n = n->prev)
		if (tree_weight(n)->prose >= PARAGRAPH)
			return true;
	return false;
}

/*
 * An entry's piece of the page grows up to where another one's headline
 * stands; where that leaves no excerpt, it is in what follows the headline.
 */
static void
take_piece(const struct entries *l, struct entry *e)
{
	xmlNode *n = e->heading;

	/* a card is one link, unless the link was never closed */
	if (tree_within(e->link, n) && tree_weight(e->link)->marks <= 1)
		n = e->link;
	while (n->parent != NULL && n->parent->type == XML_ELEMENT_NODE &&
	       !tree_is(n->parent, "body") &&
	       tree_weight(n->parent)->marks <= 1 && !stands_below_prose(n))
		n = n->parent;
	e->first = e->last = n;
	e->prose = prose_between(e);
	if (e->prose >= EXCERPT_MIN)
		return;
	for (n = e->last->next; n != NULL && !ends_entry(l, n); n = n->next)
		e->last = n;
	e->prose = prose_between(e);
}

/* Is n the first piece of an entry?  That one, else NULL. */
static const struct entry *
entry_at(const struct entries *l, const xmlNode *n, size_t *next)
{
	if (*next == l->n || l->entry[*next].first != n)
		return NULL;
	return &l->entry[(*next)++];
}

/* Paragraphs of the page that are neither an entry's nor junk. */
static size_t
prose_outside(const struct entries *l)
{
	xmlNode *n = l->root;
	size_t prose = tree_weight(n)->prose, next = 0, gone;

	while (n != NULL) {
		const struct entry *e = entry_at(l, n, &next);
		bool junk = e == NULL && is_junk(l, n);

		for (; e != NULL; n = n->next) {
			gone = tree_weight(n)->prose;
			prose -= gone < prose ? gone : prose;
			if (n == e->last)
				break;
		}
		if (junk) {
			gone = tree_weight(n)->prose;
			prose -= gone < prose ? gone : prose;
		}
		n = tree_next(l->root, n, e == NULL && !junk);
	}
	return prose;
}

void
archive_find(struct entries *l, struct arena *a, xmlNode *root,
    const struct page_facts *facts, const xmlNode *heading)
{
	*l = (struct entries){ .arena = a,
		.facts = facts,
		.root = root,
		.heading = heading };
	tree_weigh(a, root);
	find_headlines(l);
	for (size_t i = 0; i < l->n; i++)
		tree_mark(l->entry[i].heading);
	for (size_t i = 0; i < l->n; i++)
		take_piece(l, &l->entry[i]);
	l->outside = prose_outside(l);
}

/* ---- what is the page? ---- */

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
		bool with = e->prose >= EXCERPT_MIN && !e->again;

		s.all += e->prose;
		s.most = e->prose > s.most ? e->prose : s.most;
		s.with += with;
		s.posts += with && is_post(l, e);
		s.within +=
		    with && marked != NULL && tree_within(marked, e->heading);
	}
	return s;
}

#define POSTS_MIN   3 /* <article>s that are a list whatever their length */
#define ENTRIES_MIN 2 /* a list of fewer is none */
#define ENTRIES_BIG 6 /* so many are a list, even if one is long */
#define TITLES_MIN  5 /* so many headlines without a text are a list */

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

	if (s->with < POSTS_MIN || s->within == s->with)
		return false;
	if (l->facts->is_story && l->outside >= EXCERPT_MIN)
		return false;
	if (l->outside >= PARAGRAPH)
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
	size_t len = l->n > 0 ? length_without_fragment(first->url) : 0;
	bool levels = false;

	for (size_t i = 1; i < l->n; i++) {
		const struct entry *e = &l->entry[i];

		if (length_without_fragment(e->url) != len ||
		    strncmp(e->url, first->url, len) != 0)
			return false;
		levels = levels ||
			 xmlStrcmp(e->heading->name, first->heading->name) != 0;
	}
	return levels;
}

static bool
is_list(const struct entries *l)
{
	struct sums s = add_up(l);

	if (s.with < ENTRIES_MIN || are_chapters(l))
		return false;
	if (l->facts->is_article && !l->facts->is_list)
		return is_list_after_all(l, &s);
	/* headings within one marked text are its own */
	if (s.within == s.with && l->outside >= PARAGRAPH && !l->facts->is_list)
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
		with += l->entry[i].prose >= EXCERPT_MIN;
	return with == 0 && l->n >= TITLES_MIN && l->outside < PARAGRAPH &&
		       !l->facts->is_article
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

/* Holders of nothing but cards: gathered first, since dropping one frees it. */
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

void
archive_drop_cards(const struct entries *l, const xmlNode *keep,
    const struct intake *in)
{
	struct holders found = { .n = 0 };

	if (l->outside < EXCERPT_MIN)
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
	for (size_t i = 0; i < found.n; i++)
		page_junk_drop_one(found.node[i], "links to other articles",
		    in);
}
