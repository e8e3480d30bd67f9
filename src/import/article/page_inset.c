#include "import/article/page_inset.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "import/article/label_line.h"
#include "import/article/link_kind.h"
#include "import/article/page_fact.h"
#include "import/article/page_junk.h"
#include "import/html/page_tree.h"
#include "import/html/tree_weight.h"

static const char *const boxes[] = { "div", "section", "aside", "figure",
	"article", "form", NULL };

/* ---- other articles ---- */

#define HEADLINE_MIN   25 /* bytes without blanks of one that stands alone */
#define HEADLINE_WORDS 4

static size_t
words_of(const char *line)
{
	size_t n = *line != '\0';

	for (; *line != '\0'; line++)
		n += *line == ' ';
	return n;
}

/* Does a link lead to another page of the same site? */
static bool
stays_within_site(const struct page_facts *f, const xmlNode *link)
{
	return page_fact_is_own_site(f, tree_attribute(f->arena, link, "href"));
}

static bool
is_paragraph(const xmlNode *n)
{
	return tree_is(n, "p") && tree_weight(n)->prose > 0;
}

static bool
stands_between_paragraphs(xmlNode *n)
{
	return is_paragraph(xmlPreviousElementSibling(n)) &&
	       is_paragraph(xmlNextElementSibling(n));
}

/*
 * Newspapers put the headline of another of their stories between two
 * paragraphs, as a paragraph or a box that is a link and nothing else.
 */
static bool
is_lone_headline(const struct page_edges *e, xmlNode *n)
{
	struct arena *a = e->facts->arena;

	return (tree_is(n, "p") || tree_is_one(n, boxes)) &&
	       e->facts->is_article && tree_weight(n)->text == 0 &&
	       tree_weight(n)->links == 1 &&
	       tree_weight(n)->linked >= HEADLINE_MIN &&
	       stands_between_paragraphs(n) &&
	       stays_within_site(e->facts, tree_find(n, "a")) &&
	       words_of(tree_line(a, n)) >= HEADLINE_WORDS;
}

#define TEASER_MAX 500 /* bytes of a headline and an excerpt */

/* A headline, an excerpt and "Read more": first and last lead to one page. */
static bool
leads_twice(const struct page_edges *e, xmlNode *n)
{
	struct arena *a = e->facts->arena;
	xmlNode *first, *last;

	if (tree_weight(n)->links < 2 || tree_shown(n) > TEASER_MAX ||
	    tree_weight(n)->prose * 2 > tree_weight(e->body)->prose)
		return false;
	first = last = tree_find(n, "a");
	for (xmlNode *c = first; c != NULL; c = tree_next(n, c, true))
		if (tree_is(c, "a") && tree_shown(c) > 0)
			last = c;
	return last != first && stays_within_site(e->facts, first) &&
	       label_line(tree_line(a, last)) == LABEL_LINKS &&
	       strcmp(tree_attribute(a, first, "href"),
		   tree_attribute(a, last, "href")) == 0;
}

#define TEASERS_MIN 2  /* side by side are a list of them */
#define TEASERS_OWN 60 /* bytes of the label above them */

/* Squarespace calls its summary block "Featured", or what one likes. */
static bool
is_list_of_teasers(const struct page_edges *e, xmlNode *n)
{
	size_t teasers = 0, rest = tree_shown(n);

	for (xmlNode *c = n->children; c != NULL; c = c->next)
		if (tree_is_one(c, boxes) && leads_twice(e, c)) {
			teasers++;
			rest -= tree_shown(c);
		}
	return teasers >= TEASERS_MIN && rest <= TEASERS_OWN;
}

/*
 * The same with a picture or an excerpt.  A headline among paragraphs that is
 * a link is the article's own, and a box of a list of things to buy stands
 * beside others like it.
 */
static bool
is_teaser(const struct page_edges *e, xmlNode *n)
{
	if (!tree_is_one(n, boxes))
		return false;
	if (leads_twice(e, n) || is_list_of_teasers(e, n))
		return true;
	if (tree_shown(n) > TEASER_MAX || !tree_has_linked_heading(n))
		return false;
	return tree_weight(n)->text == 0 ||
	       (e->facts->is_article && stands_between_paragraphs(n) &&
		   stays_within_site(e->facts, tree_find(n, "a")));
}

/* ---- lists and rows of links ---- */

#define LINKS_MIN 2 /* so many are a list of them */

/* Are all links of n of such a kind?  How many there are, or 0. */
static size_t
all_links_are(struct arena *a, xmlNode *n, const enum link_kind kinds[2])
{
	size_t links = 0;

	if (tree_weight(n)->linked < tree_weight(n)->text * 4)
		return 0;
	for (xmlNode *c = n; c != NULL; c = tree_next(n, c, true))
		if (tree_is(c, "a")) {
			enum link_kind kind = link_kind_of(a, c);

			if (kind != kinds[0] && kind != kinds[1])
				return 0;
			links++;
		}
	return links;
}

/* A list that leads about in the page: in a capsule it leads nowhere. */
static bool
is_contents(struct arena *a, xmlNode *n)
{
	static const enum link_kind kinds[2] = { LINK_FRAGMENT, LINK_FRAGMENT };

	return (tree_is(n, "ul") || tree_is(n, "ol")) &&
	       all_links_are(a, n, kinds) >= LINKS_MIN;
}

/* "Share Tweet Email", whatever it is made of. */
static bool
is_buttons(struct arena *a, xmlNode *n)
{
	static const char *const rows[] = { "ul", "ol", "div", "p", "section",
		NULL };
	static const enum link_kind kinds[2] = { LINK_SHARE, LINK_NOWHERE };

	return tree_is_one(n, rows) && all_links_are(a, n, kinds) >= LINKS_MIN;
}

#define NEIGHBOURS_MAX 3 /* links: before, index, next */

static bool
begins_with_one(const char *line, const char *const *signs)
{
	for (; *signs != NULL; signs++)
		if (strncmp(line, *signs, strlen(*signs)) == 0)
			return true;
	return false;
}

static bool
ends_with_one(const char *line, const char *const *signs)
{
	size_t len = strlen(line);

	for (; *signs != NULL; signs++)
		if (len >= strlen(*signs) &&
		    strcmp(line + len - strlen(*signs), *signs) == 0)
			return true;
	return false;
}

/* "« The dredger stays   The bridge opens »": the articles beside this one. */
static bool
is_neighbours(struct arena *a, xmlNode *n)
{
	static const char *const rows[] = { "div", "p", "section", "table",
		"ul", NULL };
	static const char *const back[] = { "«", "‹", "←", "<", "&lt;", "⟵",
		"◄", NULL };
	static const char *const forth[] = { "»", "›", "→", ">", "⟶", "►",
		NULL };
	const struct weight *w = tree_weight(n);
	const char *line;

	if (!tree_is_one(n, rows) || w->links < LINKS_MIN ||
	    w->links > NEIGHBOURS_MAX || w->text > w->links * 4)
		return false;
	line = tree_line(a, n);
	return begins_with_one(line, back) || ends_with_one(line, forth);
}

/* ---- boxes under a label ---- */

#define BOX_MAX   800 /* bytes of a box that asks for something */
#define BOX_SHARE 4   /* and a quarter of the text's prose */
#define LABEL_MAX 80  /* bytes of the label above it */

/* The first piece of a box that shows something, without pieces in it. */
static xmlNode *
first_line(xmlNode *box)
{
	xmlNode *n = box;

	while (n != NULL && (tree_shown(n) == 0 || tree_has_blocks(n)))
		n = tree_next(box, n, tree_shown(n) > 0);
	return n;
}

/* Elements of a site's own making have names with a '-'. */
static bool
is_box(const xmlNode *n)
{
	return tree_is_one(n, boxes) ||
	       strchr((const char *)n->name, '-') != NULL;
}

static bool
is_author(const struct page_facts *f, const char *line)
{
	for (size_t i = 0; i < f->authors.n; i++)
		if (strcasecmp(f->authors.name[i], line) == 0)
			return true;
	return false;
}

/*
 * "Sign up for our newsletter", and what there is to say for it; or an
 * author's name, and what there is to say of her.
 */
static const char *
reason_of_box(const struct page_edges *e, xmlNode *n)
{
	const struct weight *w = tree_weight(n);
	xmlNode *label;
	const char *line;
	enum label kind;

	if (!is_box(n) || tree_shown(n) > BOX_MAX ||
	    w->prose * BOX_SHARE > tree_weight(e->body)->prose)
		return NULL;
	label = first_line(n);
	if (label == NULL || label == n || tree_shown(label) > LABEL_MAX ||
	    tree_is(label, "li"))
		return NULL;
	line = tree_line(e->facts->arena, label);
	if (is_author(e->facts, line))
		return label_reason(LABEL_AUTHOR);
	kind = label_line(line);
	if (kind == LABEL_CALL || kind == LABEL_NOTICE ||
	    (kind == LABEL_LINKS && w->links > 0))
		return label_reason(kind);
	return NULL;
}

/* ---- quotes ---- */

#define QUOTE_MIN 20  /* bytes; shorter words are said twice by chance */
#define QUOTE_MAX 400 /* of what is set in large letters */

/* Without the marks around it: the text may have others. */
static const char *
bare_quote(struct arena *a, const char *line)
{
	static const char *const marks[] = { "“", "”", "„", "«", "»", "‘", "’",
		"\"", "'", " ", ".", NULL };
	size_t len;

	for (size_t i = 0; marks[i] != NULL; i++)
		if (strncmp(line, marks[i], strlen(marks[i])) == 0) {
			line += strlen(marks[i]);
			i = (size_t)-1;
		}
	len = strlen(line);
	for (size_t i = 0; marks[i] != NULL; i++) {
		size_t n = strlen(marks[i]);

		if (len >= n && memcmp(line + len - n, marks[i], n) == 0) {
			len -= n;
			i = (size_t)-1;
		}
	}
	return arena_strndup(a, line, len);
}

/* Words of the text, shown once more in large letters. */
static bool
is_repeated(struct arena *a, xmlNode *n, const char *text)
{
	const char *quote, *at;

	if (tree_shown(n) < QUOTE_MIN || tree_shown(n) > QUOTE_MAX ||
	    !tree_is_block(n))
		return false;
	if (!tree_is(n, "blockquote") && !tree_is(n, "aside") &&
	    !tree_marked(tree_marks(a, n),
		"pullquote pull-quote pull_quote blockquote quote"))
		return false;
	quote = bare_quote(a, tree_line(a, n));
	at = strlen(quote) >= QUOTE_MIN ? strstr(text, quote) : NULL;
	return at != NULL && strstr(at + 1, quote) != NULL;
}

/* ---- the body ---- */

static const char *
reason_of(const struct page_edges *e, xmlNode *n, const char *text)
{
	struct arena *a = e->facts->arena;

	if (n->type != XML_ELEMENT_NODE || tree_shown(n) == 0 ||
	    (e->heading != NULL && tree_within(n, e->heading)))
		return NULL;
	if (is_teaser(e, n) || is_lone_headline(e, n))
		return label_reason(LABEL_LINKS);
	if (is_contents(a, n) || is_neighbours(a, n))
		return "navigation";
	if (is_buttons(a, n))
		return "share buttons";
	if (is_repeated(a, n, text))
		return "said in the text";
	return reason_of_box(e, n);
}

void
page_inset_drop(struct page_edges *e)
{
	const char *text = tree_line(e->facts->arena, e->body);
	xmlNode *n = tree_next(e->body, e->body, true);

	while (n != NULL) {
		const char *why = reason_of(e, n, text);
		xmlNode *next = tree_next(e->body, n, why == NULL);

		if (why != NULL)
			page_junk_drop_one(n, why, e->in);
		n = next;
	}
}
