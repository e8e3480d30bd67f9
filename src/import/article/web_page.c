#include "import/article/web_page.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "import/article/meta_line.h"
#include "import/article/page_body.h"
#include "import/article/page_facts.h"
#include "import/article/page_junk.h"
#include "import/html/charset.h"
#include "import/html/html.h"
#include "import/html/page_tree.h"
#include "text/slug.h"
#include "text/url.h"

#define META_MAX   160 /* bytes of a line that tells date and byline */
#define PROSE      100 /* bytes of a paragraph that begins the text */
#define LABEL_MAX  160 /* bytes of a line that leads to other articles */
#define LABEL_TEXT 40  /* and so many of them outside of its links */

struct web_page {
	struct arena arena;
	struct page_facts facts;
	xmlNode *root, *heading, *body; /* the heading may be NULL */
	const char *title;
	struct buf lead; /* Markdown of what stands between title and text */
	const struct intake *in;
};

/* ---- the title ---- */

/* Is what one title says the beginning (or all) of the other, as words? */
static bool
same_words(const char *a, const char *b)
{
	char x[SLUG_SIZE], y[SLUG_SIZE];
	size_t n = slug_make(x, a, strlen(a)), m = slug_make(y, b, strlen(b));
	size_t shorter = n < m ? n : m;

	if (n == 0 || m == 0)
		return strcmp(a, b) == 0;
	return strncmp(x, y, shorter) == 0 &&
	       (n == m || shorter * 2 >= (n > m ? n : m)) &&
	       (n == m || (n > m ? x : y)[shorter] == '-');
}

/* Between the title of an article and the name of the site. */
static const char *const gaps[] = { " | ", " – ", " — ", " - ", " :: ", " » ",
	" · ", " « ", " < ", " • ", ": ", NULL };

/* Is the line what the page's title begins or ends with, before or after a gap?
 */
static bool
is_part(const char *line, const char *title)
{
	size_t n = strlen(line), m = strlen(title);

	if (n < 4 || m <= n)
		return false;
	for (size_t i = 0; gaps[i] != NULL; i++) {
		size_t g = strlen(gaps[i]);

		if (m <= n + g)
			continue;
		if (strncasecmp(title, line, n) == 0 &&
		    strncmp(title + n, gaps[i], g) == 0)
			return true;
		if (strcasecmp(title + m - n, line) == 0 &&
		    strncmp(title + m - n - g, gaps[i], g) == 0)
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

	if (slug_make(x, a, strlen(a)) == 0 ||
	    slug_make(y + 1, b, strlen(b)) == 0)
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

const char *
web_page_title(struct arena *a, const char *title, const char *site)
{
	const char *cut = NULL;

	for (size_t i = 0; strcmp(gaps[i], ": ") != 0; i++)
		for (const char *at = title; (at = strstr(at, gaps[i])) != NULL;
		     at++) {
			const char *rest = at + strlen(gaps[i]);
			bool named = *site != '\0' && same_words(rest, site);

			if (named || (i != 3 && i != 1 && i != 2 &&
					 strlen(rest) < 40 && at - title > 15))
				cut = cut == NULL || at < cut ? at : cut;
		}
	return cut != NULL && cut > title
		   ? arena_strndup(a, title, (size_t)(cut - title))
		   : title;
}

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
	static const char *const names[] = { "h1", "h2", "h3", NULL };

	return tree_is_one(n, names);
}

/* The heading that says the title; else the page's only heading 1. */
static xmlNode *
find_heading(struct web_page *p, const char *title)
{
	xmlNode *first = NULL;
	size_t count = 0;

	for (xmlNode *n = p->root; n != NULL; n = tree_next(p->root, n, true)) {
		const char *line;

		if (!is_heading(n) && !tree_marked(tree_marks(&p->arena, n),
					  "entry-title post-title headline"))
			continue;
		line = tree_line(&p->arena, n);
		if (*line == '\0')
			continue;
		if (*title != '\0' &&
		    (same_words(line, title) || is_part(line, title) ||
			mostly_same(line, title)))
			return n;
		if (tree_is(n, "h1")) {
			first = first == NULL ? n : first;
			count++;
		}
	}
	return *title == '\0' || count == 1 ? first : NULL;
}

/* On pages without headings: the text that the title begins or ends with. */
static xmlNode *
find_shown(struct web_page *p, const char *title)
{
	size_t n = strlen(title);

	for (xmlNode *e = p->root; e != NULL;
	     e = tree_next(p->root, e, !tree_is(e, "head"))) {
		const char *line;
		size_t len;

		if (e->type != XML_ELEMENT_NODE || e->children == NULL ||
		    has_blocks(e))
			continue;
		line = tree_line(&p->arena, e);
		len = strlen(line);
		if (len >= 10 && len <= n && len * 2 >= n &&
		    (strncasecmp(title, line, len) == 0 ||
			strcasecmp(title + n - len, line) == 0))
			return e;
	}
	return NULL;
}

static void
choose_title(struct web_page *p)
{
	xmlNode *element = tree_find(p->root, "title");
	/* in broken HTML its first child can be an element */
	const char *shown =
	    element != NULL && element->children != NULL &&
		    element->children->content != NULL
		? fm_clean_line(&p->arena,
		      (const char *)element->children->content,
		      strlen((const char *)element->children->content))
		: "";
	const char *said = *p->facts.title != '\0' ? p->facts.title : shown;
	const char *line = "";

	said = web_page_title(&p->arena, said, p->facts.site);
	p->heading = find_heading(p, said);
	if (p->heading == NULL)
		p->heading = find_shown(p, said);
	if (p->heading != NULL)
		line = tree_line(&p->arena, p->heading);
	/* what readers saw, unless it is the site's name */
	if (*line != '\0' &&
	    (*said == '\0' || same_words(line, said) || is_part(line, said) ||
		*p->facts.title == '\0'))
		p->title = line;
	else
		p->title = said;
	if (p->heading != NULL && p->title != line && !mostly_same(line, said))
		p->heading = NULL;
}

/* ---- between the title and the text ---- */

/* Take a date and names that are not known yet. */
static void
take_meta(struct web_page *p, const struct meta_line *m)
{
	if (!p->facts.date.known)
		p->facts.date = m->date;
	if (p->facts.authors.n == 0)
		p->facts.authors = m->authors;
}

static bool
is_standfirst(struct web_page *p, const xmlNode *n)
{
	static const char *const holders[] = { "p", "div", "h2", "h3", "h4",
		"section", NULL };

	return tree_is_one(n, holders) &&
	       tree_marked(tree_marks(&p->arena, n),
		   "standfirst subtitle subheadline deck dek bajada copete "
		   "entradilla sumario lead lede subtitulo epigrafe chapeau "
		   "entry-summary article-summary description teaser intro");
}

/* Is it a line of date and names? */
static bool
reads_as_meta(struct web_page *p, xmlNode *n)
{
	const struct weight *w = tree_weight(n);
	struct meta_line m;
	const char *line;

	if (n->type != XML_ELEMENT_NODE || tree_is(n, "body") ||
	    w->text + w->linked > META_MAX || w->text + w->linked == 0 ||
	    is_heading(n))
		return false;
	line = tree_line(&p->arena, n);
	if (!meta_line_read(&p->arena, line, strlen(line), p->facts.lang, &m))
		return false;
	take_meta(p, &m);
	return true;
}

/* From the title to the text, both outside: date, byline, standfirst. */
static void
read_between(struct web_page *p)
{
	xmlNode *n = p->heading;

	if (n == NULL || tree_within(p->body, n))
		return;
	n = tree_next(p->root, n, false);
	while (n != NULL && n != p->body) {
		bool into = true;

		if (reads_as_meta(p, n)) {
			into = false;
		} else if (is_standfirst(p, n) && !tree_within(n, p->body)) {
			if (p->lead.len > 0)
				buf_addc(&p->lead, '\n');
			html_node_to_markdown(&p->lead, n, p->facts.base);
			into = false;
		} else if (tree_is(n, "img") && *p->facts.image == '\0') {
			page_fact(&p->facts, &p->facts.image,
			    tree_attribute(&p->arena, n, "src"));
			page_fact(&p->facts, &p->facts.image_alt,
			    tree_attribute(&p->arena, n, "alt"));
		}
		n = tree_next(p->root, n, into);
	}
}

/* Title, date and byline at the beginning of the text itself. */
static void
drop_opening(struct web_page *p)
{
	xmlNode *n = tree_next(p->body, p->body, true);

	while (n != NULL) {
		xmlNode *next = tree_next(p->body, n, false);
		const struct weight *w = tree_weight(n);

		if (n == p->heading || reads_as_meta(p, n)) {
			p->heading = n == p->heading ? NULL : p->heading;
			tree_drop(n);
			n = next;
			continue;
		}
		if (tree_is_block(n) && !has_blocks(n) && w->text >= PROSE)
			return;
		n = tree_next(p->body, n, true);
	}
}

/* "(c) 2003 The Gazette" below the text. */
static void
drop_notice(struct web_page *p)
{
	static const char *const begin[] = { "©", "(c) ", "copyright ",
		"all rights reserved", "todos los derechos reservados" };
	xmlNode *n = xmlLastElementChild(p->body);
	const struct weight *w;
	const char *line;

	if (n == NULL)
		return;
	w = tree_weight(n);
	if (w->text + w->linked > META_MAX || w->text == 0)
		return;
	line = tree_line(&p->arena, n);
	for (size_t i = 0; i < sizeof begin / sizeof begin[0]; i++)
		if (strncasecmp(line, begin[i], strlen(begin[i])) == 0) {
			page_junk_drop_one(n, "the page's footer", p->in);
			return;
		}
}

/* ---- in the text ---- */

/* Links that stand under a label: lists, and paragraphs of nothing else. */
static bool
drop_links_after(struct web_page *p, xmlNode *label)
{
	xmlNode *n = label->next;
	bool dropped = false;

	while (n != NULL) {
		xmlNode *next = n->next;
		const struct weight *w = tree_weight(n);

		if (n->type == XML_TEXT_NODE &&
		    n->content[strspn((const char *)n->content, " \t\r\n")] ==
			'\0') {
			n = next;
			continue;
		}
		if (n->type != XML_ELEMENT_NODE || w->links == 0 ||
		    w->text > w->linked || is_heading(n))
			break;
		page_junk_drop_one(n, "links to other articles", p->in);
		dropped = true;
		n = next;
	}
	return dropped;
}

/* "Read also: LINK", or "Related" above a list of links. */
static bool
is_label(struct web_page *p, xmlNode *n)
{
	const struct weight *w = tree_weight(n);
	size_t shown = w->text + w->linked;

	return tree_is_block(n) && !has_blocks(n) && shown > 0 &&
	       shown <= LABEL_MAX && w->text <= LABEL_TEXT &&
	       page_junk_is_label(tree_line(&p->arena, n));
}

static void
drop_labels(struct web_page *p)
{
	xmlNode *n = tree_next(p->body, p->body, true);

	while (n != NULL) {
		xmlNode *next;

		if (!is_label(p, n) ||
		    (tree_weight(n)->links == 0 && !drop_links_after(p, n))) {
			n = tree_next(p->body, n, true);
			continue;
		}
		next = tree_next(p->body, n, false);
		page_junk_drop_one(n, "links to other articles", p->in);
		n = next;
	}
}

/* Rules and blanks at the ends of the text part it from nothing. */
static void
drop_rules(struct web_page *p)
{
	xmlNode *n;

	while ((n = xmlFirstElementChild(p->body)) != NULL &&
	       tree_is(n, "hr") && (n->prev == NULL || xmlIsBlankNode(n->prev)))
		tree_drop(n);
	while ((n = xmlLastElementChild(p->body)) != NULL && tree_is(n, "hr") &&
	       (n->next == NULL || xmlIsBlankNode(n->next)))
		tree_drop(n);
}

/* What is neither junk nor article: told, so that nothing goes silently. */
static void
tell_rest(struct web_page *p)
{
	xmlNode *n = p->root;

	while (n != NULL) {
		bool around = tree_within(n, p->body);
		const char *line = "";

		if (!around && n != p->heading && tree_is_block(n))
			line = tree_line(&p->arena, n);
		if (*line != '\0' && strcmp(line, p->title) != 0 &&
		    !reads_as_meta(p, n) && !is_standfirst(p, n) &&
		    !tree_is(n, "head") && p->in != NULL)
			p->in->skipped(p->in->ctx, (size_t)xmlGetLineNo(n),
			    line, "outside of the article");
		n = tree_next(p->root, n, around && n != p->body);
	}
}

/* ---- the item ---- */

const char *
web_page_lang(struct arena *a, const char *lang)
{
	size_t len = strspn(lang, "abcdefghijklmnopqrstuvwxyz"
				  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");
	char *copy = arena_strndup(a, lang, len);

	for (char *s = copy; *s != '\0'; s++)
		if (*s == '_')
			*s = '-';
	return len >= 2 && len <= 20 ? copy : "";
}

static void
copy_names(struct arena *a, struct fm_names *to, const struct fm_names *from)
{
	for (size_t i = 0; i < from->n; i++)
		fm_names_add(a, to, from->name[i], strlen(from->name[i]));
}

/* An address of one page; some sites say on each that it is their front. */
static bool
is_own(const char *url)
{
	const char *host = strstr(url, "://");
	const char *path = host != NULL ? strchr(host + 3, '/') : NULL;

	return path != NULL && path[1] != '\0';
}

static void
fill(struct web_page *p, struct item *it)
{
	struct front_matter *f = &it->front;
	struct arena *a = &f->arena;
	const struct page_facts *facts = &p->facts;

	f->title = arena_strdup(a, p->title);
	f->source = arena_strdup(a, is_own(facts->url) ? facts->url : "");
	f->summary = arena_strdup(a, facts->summary);
	if (*facts->image != '\0' &&
	    url_may_link(facts->image, strlen(facts->image)))
		f->image = url_resolve(a, facts->base, facts->image);
	f->image_alt = arena_strdup(a, facts->image_alt);
	f->lang = web_page_lang(a, facts->lang);
	f->date = facts->date;
	f->updated = facts->updated;
	copy_names(a, &f->topics, &facts->topics);
	copy_names(a, &f->authors, &facts->authors);
	it->identity = arena_printf(a, "page:%s",
	    is_own(facts->url) ? facts->url : p->title);
	if (p->lead.len > 0) {
		buf_add(&it->markdown, p->lead.data, p->lead.len);
		buf_addc(&it->markdown, '\n');
	}
	html_node_to_markdown(&it->markdown, p->body, facts->base);
}

static bool
find_article(struct web_page *p, const char *url)
{
	const xmlNode *keep[2];

	page_facts_read(&p->facts, &p->arena, p->root, url);
	choose_title(p);
	tree_weigh(&p->arena, p->root);
	keep[0] = p->heading;
	keep[1] = page_body_marked(&p->arena, p->root);
	page_junk_drop(&p->arena, p->root, keep, p->in);
	p->body = page_body_find(&p->arena, p->root);
	if (p->body == NULL)
		return false;
	read_between(p);
	drop_opening(p);
	drop_labels(p);
	drop_notice(p);
	drop_rules(p);
	return true;
}

bool
web_page_of_tree(struct item *it, xmlNode *root, const char *url,
    const struct intake *in)
{
	struct web_page p = { .root = root, .in = in };
	bool found = find_article(&p, url);

	if (found) {
		tell_rest(&p);
		fill(&p, it);
	}
	buf_free(&p.lead);
	arena_free(&p.arena);
	return found;
}

bool
web_page_item(struct item *it, const char *html, size_t len, const char *url,
    const struct intake *in)
{
	struct buf text = { 0 };
	xmlDoc *doc;
	xmlNode *root;
	bool found;

	buf_add(&text, html, len);
	charset_to_utf8(&text);
	doc = html_parse(buf_str(&text), text.len, "UTF-8");
	root = doc != NULL ? xmlDocGetRootElement(doc) : NULL;
	found = root != NULL && web_page_of_tree(it, root, url, in);
	xmlFreeDoc(doc);
	buf_free(&text);
	return found;
}
