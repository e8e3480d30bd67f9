#include "import/article/page_opening.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "import/article/meta_line.h"
#include "import/article/page_fact.h"
#include "import/article/page_junk.h"
#include "import/core/day_words.h"
#include "import/core/item.h"
#include "import/html/html.h"
#include "import/html/html_table.h"
#include "import/html/page_tree.h"
#include "import/html/tree_weight.h"

#define META_MAX       160 /* bytes of a line that tells date and byline */
#define PROSE          100 /* bytes of a paragraph that begins the text */
#define STANDFIRST_MIN 20  /* bytes; less is a label */

/* ---- date and byline ---- */

#define BUTTON_MAX 12 /* bytes behind a name: "Follow", "Seguir" */

static bool
is_known_author(const struct page_facts *f, const char *line)
{
	for (size_t i = 0; i < f->authors.n; i++) {
		size_t n = strlen(f->authors.name[i]);

		if (strncasecmp(f->authors.name[i], line, n) == 0 &&
		    (line[n] == '\0' ||
			(line[n] == ' ' && strlen(line + n) <= BUTTON_MAX)))
			return true;
	}
	return false;
}

#define DATE_REST 36 /* bytes beside a date: "Updated", "08:30COT" */

/* A date, and words around it that we do not know, but no sentence. */
static bool
is_mostly_date(struct page_facts *f, const xmlNode *n, const char *line)
{
	struct day_words day;
	size_t len = strlen(line);

	if (tree_has_blocks(n) || len == 0 ||
	    strchr(".!?", line[len - 1]) != NULL ||
	    !day_words_find(line, len, f->lang, &day) ||
	    len - (day.to - day.from) > DATE_REST)
		return false;
	if (!f->date.known)
		f->date = day.date;
	return true;
}

bool
page_opening_is_meta(const struct page_edges *e, xmlNode *n)
{
	struct page_facts *f = e->facts;
	struct meta_line m;
	const char *line;

	if (n->type != XML_ELEMENT_NODE || tree_is(n, "body") ||
	    tree_shown(n) > META_MAX || tree_shown(n) == 0 ||
	    tree_is_headline(n))
		return false;
	line = tree_line(f->arena, n);
	if (is_known_author(f, line))
		return true;
	if (!meta_line_read(f->arena, line, strlen(line), f->lang, &m))
		return is_mostly_date(f, n, line);
	if (m.relative && !f->date.known && e->in != NULL)
		e->in->skipped(e->in->ctx, (size_t)xmlGetLineNo(n), line,
		    "a day that counts from when the page was read");
	if (!f->date.known)
		f->date = m.date;
	if (f->authors.n == 0)
		f->authors = m.authors;
	return true;
}

/* ---- the standfirst ---- */

bool
page_opening_is_standfirst(struct arena *a, const xmlNode *n)
{
	static const char *const holders[] = { "p", "div", "h2", "h3", "h4",
		"section", NULL };

	return tree_is_one(n, holders) &&
	       tree_marked(tree_marks(a, n),
		   "standfirst subtitle subheadline deck dek bajada copete "
		   "entradilla sumario lead lede subtitulo epigrafe chapeau "
		   "entry-summary article-summary article-intro description "
		   "teaser intro subheading abstract vorspann anleser "
		   "article-lead strapline sommario occhiello");
}

/* A paragraph of prose between headline and body is one, too. */
static bool
is_lead(const struct page_edges *e, xmlNode *n)
{
	static const char *const holders[] = { "p", "div", "h2", "h3", "ul",
		NULL };
	const struct weight *w = tree_weight(n);

	if (w->text < STANDFIRST_MIN || w->linked > w->text ||
	    tree_within(n, e->body) ||
	    page_fact_is_of_author(e->facts, tree_line(e->facts->arena, n)))
		return false;
	return page_opening_is_standfirst(e->facts->arena, n) ||
	       (tree_is_one(n, holders) && w->prose * 2 > w->text &&
		   (!tree_has_blocks(n) || tree_is(n, "ul")) &&
		   !tree_marked(tree_marks(e->facts->arena, n),
		       "caption credit byline meta author date legend "
		       "figcaption photo image"));
}

static void
add_lead(const struct page_edges *e, xmlNode *n)
{
	const char *line = tree_line(e->facts->arena, n);
	const char *text = tree_line(e->facts->arena, e->body);

	if (strncmp(text, line, strlen(line)) == 0)
		return;
	if (e->lead->len > 0)
		buf_addc(e->lead, '\n');
	html_node_to_markdown(e->lead, n, e->facts->base);
}

static void
take_picture(struct page_facts *f, const xmlNode *img)
{
	if (*f->image != '\0')
		return;
	page_fact(f, &f->image, tree_attribute(f->arena, img, "src"));
	page_fact(f, &f->image_alt, tree_attribute(f->arena, img, "alt"));
}

/* Does the body begin behind the heading? */
static bool
leads_to_body(const struct page_edges *e)
{
	xmlNode *n = e->heading;

	while (n != NULL && n != e->body)
		n = tree_next(e->root, n, true);
	return n != NULL;
}

/* From the title to the text, both outside: date, byline, standfirst. */
static void
read_between(const struct page_edges *e)
{
	xmlNode *n = e->heading;

	if (n == NULL || tree_within(e->body, n) || !leads_to_body(e))
		return;
	n = tree_next(e->root, n, false);
	while (n != NULL && n != e->body) {
		bool into = !tree_is(n, "figure");

		if (page_opening_is_meta(e, n)) {
			into = false;
		} else if (is_lead(e, n)) {
			add_lead(e, n);
			into = false;
		} else if (tree_is(n, "img")) {
			take_picture(e->facts, n);
		} else if (tree_is(n, "figure") && tree_find(n, "img")) {
			take_picture(e->facts, tree_find(n, "img"));
		}
		n = tree_next(e->root, n, into);
	}
}

/* ---- in the body ---- */

/* Pictures, code and tables are no labels, however little they say. */
static bool
holds_matter(xmlNode *n)
{
	static const char *const matter[] = { "img", "amp-img", "figure", "pre",
		"table", "iframe", "video", "audio", "object", "embed", NULL };

	for (xmlNode *c = n; c != NULL; c = tree_next(n, c, true))
		if (tree_is_one(c, matter))
			return true;
	return false;
}

/* Breadcrumbs, topic and site stand above a headline within the body. */
static void
drop_above(struct page_edges *e)
{
	xmlNode *n = tree_next(e->body, e->body, true);

	if (e->heading == NULL || !tree_within(e->body, e->heading) ||
	    e->heading == e->body)
		return;
	while (n != NULL && n != e->heading) {
		xmlNode *next;

		if (tree_within(n, e->heading)) {
			n = tree_next(e->body, n, true);
			continue;
		}
		next = tree_next(e->body, n, false);
		if (n->type == XML_ELEMENT_NODE && tree_weight(n)->prose == 0 &&
		    !holds_matter(n))
			page_junk_drop_one(n, "above the headline", e->in);
		n = next;
	}
}

#define LINKS_MAX 5 /* lines of links above a text; more are the text */

/* A line that is one link, to the author or the topic. */
static bool
is_link_line(xmlNode *n)
{
	static const char *const lines[] = { "p", "div", "span", "a", "h4",
		"h5", "h6", NULL };
	const struct weight *w = tree_weight(n);

	return tree_is_one(n, lines) && !tree_has_blocks(n) && w->text == 0 &&
	       w->linked > 0 && w->linked < META_MAX / 2 &&
	       tree_is_block(n->parent) && !tree_is(n->parent, "p") &&
	       tree_weight(n->parent)->own == 0 && !holds_matter(n);
}

/* "Reading time: 2 min", "Print", "12 comments" as a list. */
static bool
is_meta_list(const struct page_edges *e, xmlNode *n)
{
	if (!(tree_is(n, "ul") || tree_is(n, "ol")) ||
	    tree_weight(n)->prose > 0 || holds_matter(n))
		return false;
	for (xmlNode *c = n->children; c != NULL; c = c->next)
		if (tree_is(c, "li") && page_opening_is_meta(e, c))
			return true;
	return false;
}

/*
 * Title, date and byline at the beginning of the text itself, up to its second
 * paragraph.  Not within a table of data: "Founded | 7 May 1856" is no date of
 * the article.
 */
static void
drop_opening(struct page_edges *e)
{
	static const char *const apart[] = { "pre", "ul", "ol", "dl", "figure",
		"blockquote", NULL };
	xmlNode *n = tree_next(e->body, e->body, true);
	bool headed = e->heading != NULL && tree_within(e->body, e->heading);
	int links = 0;
	int read = 0; /* paragraphs; the first may be a standfirst */

	while (n != NULL) {
		bool link =
		    headed && read == 0 && links < LINKS_MAX && is_link_line(n);

		if (n == e->heading || link || page_opening_is_meta(e, n) ||
		    is_meta_list(e, n) ||
		    (tree_is_headline(n) &&
			strcmp(tree_line(e->facts->arena, n), e->title) == 0)) {
			xmlNode *next = tree_next(e->body, n, false);

			e->heading = n == e->heading ? NULL : e->heading;
			links += link;
			if (link)
				page_junk_drop_one(n, "above the text", e->in);
			else
				tree_drop(n);
			n = next;
			continue;
		}
		if (tree_is_block(n) && !tree_has_blocks(n) &&
		    tree_weight(n)->text >= PROSE && ++read == 2)
			return;
		n = tree_next(e->body, n,
		    !tree_is_one(n, apart) &&
			!(tree_is(n, "table") && html_table_is_data(n)));
	}
}

void
page_opening_read(struct page_edges *e)
{
	read_between(e);
	drop_above(e);
	drop_opening(e);
}
