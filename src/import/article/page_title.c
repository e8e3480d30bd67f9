#include "import/article/page_title.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "import/article/page_fact.h"
#include "import/html/page_tree.h"
#include "text/slug.h"

/* Is what one title says the beginning (or all) of the other, as words? */
static bool
same_words(const char *a, const char *b)
{
	char x[SLUG_SIZE], y[SLUG_SIZE];
	size_t n = slug_latin(x, a, strlen(a)), m = slug_latin(y, b, strlen(b));
	size_t shorter = n < m ? n : m;

	if (n == 0 || m == 0)
		return strcmp(a, b) == 0;
	return strncmp(x, y, shorter) == 0 &&
	       (n == m || shorter * 2 >= (n > m ? n : m)) &&
	       (n == m || (n > m ? x : y)[shorter] == '-');
}

/*
 * Between the title of an article and the name of the site.  A dash and a
 * colon stand within titles as well ("Ferry - what now?"), so that they part a
 * site's name only where it is known.
 */
static const struct {
	const char *text;
	bool sure;
} gaps[] = {
	{ " | ", true },
	{ " – ", false },
	{ " — ", false },
	{ " - ", false },
	{ " :: ", true },
	{ " » ", true },
	{ " · ", true },
	{ " « ", true },
	{ " < ", true },
	{ " • ", true },
	{ ": ", false },
};

#define GAPS (sizeof gaps / sizeof gaps[0])

#define PART_MIN 4 /* bytes of a line that can be part of a title */

/* Is the line what the title has before a gap (first), or behind one? */
static bool
is_part(const char *line, const char *title, bool first)
{
	size_t n = strlen(line), m = strlen(title);

	if (n < PART_MIN || m <= n)
		return false;
	for (size_t i = 0; i < GAPS; i++) {
		size_t g = strlen(gaps[i].text);

		if (m <= n + g)
			continue;
		if (first
			? strncasecmp(title, line, n) == 0 &&
			      strncmp(title + n, gaps[i].text, g) == 0
			: strcasecmp(title + m - n, line) == 0 &&
			      strncmp(title + m - n - g, gaps[i].text, g) == 0)
			return true;
	}
	return false;
}

/* Are most words of either in the other?  "Flood & repair", "flood and repair".
 */
static bool
mostly_same(const char *a, const char *b)
{
	char x[SLUG_SIZE], y[SLUG_SIZE + 2];
	size_t words = 0, same = 0, others = 1;

	if (slug_latin(x, a, strlen(a)) == 0 ||
	    slug_latin(y + 1, b, strlen(b)) == 0)
		return false;
	y[0] = '-';
	for (const char *s = y + 1; *s != '\0'; s++)
		others += *s == '-';
	memcpy(y + strlen(y), "-", 2);
	for (const char *s = x; *s != '\0';) {
		size_t len = strcspn(s, "-");
		char word[SLUG_SIZE + 2] = "-";

		memcpy(word + 1, s, len);
		memcpy(word + 1 + len, "-", 2);
		words++;
		same += strstr(y, word) != NULL;
		s += len + (s[len] == '-');
	}
	return words >= 3 && same * 4 >= words * 3 && same * 4 >= others * 3;
}

#define SITE_MAX  40 /* bytes of what stands behind a sure gap as a site */
#define TITLE_MIN 15 /* and so many must stand before it */

/* "Site: A Headline" without the site. */
static const char *
past_site(const char *title, const char *site)
{
	size_t n = strlen(site);

	if (n == 0 || strncasecmp(title, site, n) != 0)
		return title;
	for (size_t i = 0; i < GAPS; i++) {
		size_t g = strlen(gaps[i].text);

		if (strncmp(title + n, gaps[i].text, g) == 0 &&
		    title[n + g] != '\0')
			return title + n + g;
	}
	return title;
}

const char *
page_title_bare(struct arena *a, const char *title, const char *site)
{
	const char *cut = NULL;

	title = past_site(title, site);
	for (size_t i = 0; i < GAPS; i++)
		for (const char *at = title;
		     (at = strstr(at, gaps[i].text)) != NULL; at++) {
			const char *rest = at + strlen(gaps[i].text);
			bool named = *site != '\0' && same_words(rest, site);

			if ((named ||
				(gaps[i].sure && strlen(rest) < SITE_MAX &&
				    at - title > TITLE_MIN)) &&
			    (cut == NULL || at < cut))
				cut = at;
		}
	return cut != NULL && cut > title
		   ? arena_strndup(a, title, (size_t)(cut - title))
		   : title;
}

/* ---- the heading ---- */

/* How well a heading says a title, the best first. */
enum match { WHOLE, MOSTLY, PART, MATCHES };

/* PART: the line may be the end of the title, as the headline of a section. */
static bool
says(const char *line, const char *title, enum match how)
{
	switch (how) {
	case WHOLE:
		return strcasecmp(line, title) == 0 ||
		       is_part(line, title, true);
	case MOSTLY:
		return same_words(line, title) || mostly_same(line, title);
	case PART:
		return is_part(line, title, false);
	case MATCHES:
		break;
	}
	return false;
}

/*
 * <div class="headline"> may hold the kicker, the headline, the byline and a
 * banner: the heading is the <h1> in it.
 */
static xmlNode *
inner_heading(xmlNode *n)
{
	xmlNode *h1 = tree_find(n, "h1");

	return h1 != NULL ? h1 : n;
}

/* "/", "https://ferry.example", "http://ferry.example/index.html" */
static bool
is_front(const char *url)
{
	static const char *const fronts[] = { "/", "/index.html", "/index.php",
		"/index.htm", NULL };
	const char *host = strstr(url, "://");

	if (host != NULL) {
		url = host + 3 + strcspn(host + 3, "/");
		if (*url == '\0')
			return true;
	}
	for (size_t i = 0; fronts[i] != NULL; i++)
		if (strcmp(url, fronts[i]) == 0)
			return true;
	return false;
}

/* The name of a weblog above its posts is a link to its front page. */
static bool
leads_to_front(struct arena *a, const xmlNode *n)
{
	const xmlNode *link = tree_find((xmlNode *)n, "a");

	if (link == NULL && tree_is(n->parent, "a"))
		link = n->parent;
	return link != NULL && is_front(tree_attribute(a, link, "href")) &&
	       strcmp(tree_line(a, (xmlNode *)link),
		   tree_line(a, (xmlNode *)n)) == 0;
}

/* Does it stand in the page's own header, as a logo? */
static bool
is_logo(struct arena *a, const xmlNode *n)
{
	if (leads_to_front(a, n))
		return true;
	for (; n != NULL && n->type == XML_ELEMENT_NODE && !tree_is(n, "body");
	     n = n->parent)
		if (tree_marked(tree_marks(a, n),
			"logo site-title site-name site-header site-branding "
			"masthead blog-title navbar"))
			return true;
	return false;
}

/* What a heading says, without the sign that links to it (Sphinx, GitHub). */
static const char *
heading_line(struct arena *a, xmlNode *h)
{
	static const char *const signs[] = { "¶", "#", "§", "🔗", " ", NULL };
	const char *line = tree_line(a, h);
	size_t len = strlen(line);

	for (size_t i = 0; signs[i] != NULL; i++) {
		size_t n = strlen(signs[i]);

		while (len > n && memcmp(line + len - n, signs[i], n) == 0)
			len -= n;
	}
	return arena_strndup(a, line, len);
}

/* The first heading that says the title. */
static xmlNode *
heading_of(const struct page_facts *f, xmlNode *root, const char *title,
    enum match how)
{
	for (xmlNode *n = root; n != NULL;
	     n = tree_next(root, n, !tree_is(n, "head"))) {
		xmlNode *h;
		const char *line;

		if (!tree_is_headline(n) &&
		    !tree_marked(tree_marks(f->arena, n),
			"entry-title post-title headline"))
			continue;
		h = inner_heading(n);
		line = heading_line(f->arena, h);
		if (says(line, title, how) &&
		    (strcasecmp(line, f->site) != 0 ||
			strcasecmp(line, title) == 0) &&
		    !is_logo(f->arena, h))
			return h;
	}
	return NULL;
}

/* The heading that says one of the titles; *which: this one. */
static xmlNode *
find_heading(const struct page_facts *f, xmlNode *root,
    const char *const *titles, const char **which)
{
	for (enum match how = WHOLE; how < MATCHES; how++)
		for (size_t i = 0; titles[i] != NULL; i++) {
			xmlNode *h = heading_of(f, root, titles[i], how);

			if (h != NULL) {
				*which = titles[i];
				return h;
			}
		}
	return NULL;
}

/* The page's only heading 1 that is no logo. */
static xmlNode *
only_heading(struct arena *a, xmlNode *root)
{
	xmlNode *only = NULL;

	for (xmlNode *n = root; n != NULL; n = tree_next(root, n, true)) {
		if (!tree_is(n, "h1") || *tree_line(a, n) == '\0' ||
		    is_logo(a, n))
			continue;
		if (only != NULL)
			return NULL;
		only = n;
	}
	return only;
}

#define SHOWN_NODES 20 /* of an element that is a title and nothing else */

/* Nested without end, each of them would be read to its end. */
static bool
is_small(const xmlNode *n)
{
	int nodes = 0;

	for (xmlNode *c = (xmlNode *)n; c != NULL && nodes <= SHOWN_NODES;
	     c = tree_next(n, c, true))
		nodes++;
	return nodes <= SHOWN_NODES;
}

#define SHOWN_MIN 10 /* bytes of a text that can be told from a label */

/* On pages without headings: the text that the title begins or ends with. */
static xmlNode *
find_shown(struct arena *a, xmlNode *root, const char *title)
{
	size_t n = strlen(title);

	for (xmlNode *e = root; e != NULL;
	     e = tree_next(root, e, !tree_is(e, "head"))) {
		const char *line;
		size_t len;

		if (e->type != XML_ELEMENT_NODE || e->children == NULL ||
		    tree_has_blocks(e) || !is_small(e))
			continue;
		line = tree_line(a, e);
		len = strlen(line);
		if (len >= SHOWN_MIN && len <= n && len * 2 >= n &&
		    (strncasecmp(title, line, len) == 0 ||
			strcasecmp(title + n - len, line) == 0))
			return e;
	}
	return NULL;
}

/* ---- the title ---- */

/* The text of <title>; in broken HTML its first child can be an element. */
static const char *
title_element(struct arena *a, xmlNode *root)
{
	const xmlNode *element = tree_find(root, "title");
	const char *text = element != NULL && element->children != NULL
			       ? (const char *)element->children->content
			       : NULL;

	return text != NULL ? fm_clean_line(a, text, strlen(text)) : "";
}

void
page_title_find(struct page_title *t, const struct page_facts *f, xmlNode *root)
{
	struct arena *a = f->arena;
	const char *given[] = { f->title, f->name, f->social,
		title_element(a, root) };
	const char *titles[sizeof given / sizeof given[0] + 1], *which = NULL;
	const char *line = "";
	size_t n = 0;

	for (size_t i = 0; i < sizeof given / sizeof given[0]; i++)
		if (*given[i] != '\0')
			titles[n++] = page_title_bare(a, given[i], f->site);
	titles[n] = NULL;
	t->heading = find_heading(f, root, titles, &which);
	if (t->heading == NULL && n > 0) {
		which = titles[0];
		t->heading = find_shown(a, root, which);
	}
	if (t->heading == NULL)
		t->heading = only_heading(a, root);
	if (t->heading != NULL)
		line = heading_line(a, t->heading);
	/* what readers saw, unless it is the site's name */
	if (*line != '\0' &&
	    (which == NULL || same_words(line, which) ||
		is_part(line, which, true) || is_part(line, which, false) ||
		(*f->title == '\0' && strcasecmp(line, f->site) != 0)))
		t->title = line;
	else
		t->title = which != NULL ? which : "";
}
