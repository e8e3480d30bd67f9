#include "import/article/archive_find.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "import/article/page_fact.h"
#include "import/article/page_junk.h"
#include "import/html/page_tree.h"
#include "import/html/tree_weight.h"
#include "text/url.h"

#define ENTRIES_MAX 5000
#define TITLE_MAX   400 /* bytes; a longer one is no headline */

/* ---- headlines ---- */

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
	if (tree_is_heading(n) || is_named_title(l->arena, n)) {
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

size_t
archive_url_length(const char *url)
{
	size_t n = strcspn(url, "#");

	return n > 0 && url[n - 1] == '/' ? n - 1 : n;
}

/* An address of the page itself: Sphinx and many themes link each heading. */
static bool
is_own(const struct entries *l, const char *url)
{
	const char *own = l->facts->url;
	size_t n = archive_url_length(url);

	return *url == '#' || strncasecmp(url, "javascript:", 11) == 0 ||
	       strncasecmp(url, "mailto:", 7) == 0 ||
	       (*own != '\0' && n == archive_url_length(own) &&
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

	return w->marks > 0 || tree_is_heading(n) ||
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
		if (tree_weight(n)->prose >= ARCHIVE_PARAGRAPH)
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
	if (e->prose >= ARCHIVE_EXCERPT)
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

static void
take_away(struct entries *l, const xmlNode *n)
{
	const struct weight *w = tree_weight(n);

	l->outside -= w->prose < l->outside ? w->prose : l->outside;
	l->loose -= w->text < l->loose ? w->text : l->loose;
}

/* What of the page is neither an entry's nor junk. */
static void
measure_outside(struct entries *l)
{
	xmlNode *n = l->root;
	size_t next = 0;

	l->outside = tree_weight(n)->prose;
	l->loose = tree_weight(n)->text;
	while (n != NULL) {
		const struct entry *e = entry_at(l, n, &next);
		bool junk = e == NULL && is_junk(l, n);

		for (; e != NULL; n = n->next) {
			take_away(l, n);
			if (n == e->last)
				break;
		}
		if (junk)
			take_away(l, n);
		n = tree_next(l->root, n, e == NULL && !junk);
	}
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
	measure_outside(l);
}
