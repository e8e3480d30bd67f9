#include "import/article/web_page.h"

#include <string.h>

#include "base/buf.h"
#include "import/article/archive_kind.h"
#include "import/article/page_body.h"
#include "import/article/page_ending.h"
#include "import/article/page_facts.h"
#include "import/article/page_inset.h"
#include "import/article/page_json.h"
#include "import/article/page_junk.h"
#include "import/article/page_opening.h"
#include "import/article/page_readers.h"
#include "import/article/page_title.h"
#include "import/article/page_told.h"
#include "import/html/charset.h"
#include "import/html/commonmark.h"
#include "import/html/html.h"
#include "import/html/page_tree.h"
#include "import/html/tree_weight.h"
#include "text/url.h"

struct web_page {
	struct arena arena;
	struct page_facts facts;
	struct page_title title;
	xmlNode *root, *body; /* the body is NULL if only the facts tell it */
	struct buf lead; /* Markdown of what stands between title and text */
	const struct intake *in;
};

/* What is neither junk nor article: told, so that nothing goes silently. */
static void
tell_rest(const struct web_page *p, const struct page_edges *e)
{
	struct arena *a = p->facts.arena;
	xmlNode *n = p->root;

	while (n != NULL && p->in != NULL) {
		bool around = tree_within(n, p->body);
		const char *line = "";

		if (!around && n != e->heading && tree_is_block(n))
			line = tree_line(a, n);
		if (*line != '\0' && strcmp(line, p->title.title) != 0 &&
		    !page_opening_is_meta(e, n) &&
		    !page_opening_is_standfirst(a, n) && !tree_is(n, "head"))
			p->in->skipped(p->in->ctx, (size_t)xmlGetLineNo(n),
			    line, "outside of the article");
		n = tree_next(p->root, n, around && n != p->body);
	}
}

/* ---- the item ---- */

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

/* The text as JSON-LD tells it: plain, or HTML. */
static void
add_told_text(struct buf *out, const struct page_facts *facts)
{
	const char *text = facts->text;

	if (strstr(text, "</") != NULL)
		html_to_markdown(out, text, strlen(text), facts->base);
	else
		commonmark_text(out, text, strlen(text));
}

static void
fill(struct web_page *p, struct item *it)
{
	struct front_matter *f = &it->front;
	struct arena *a = &f->arena;
	const struct page_facts *facts = &p->facts;

	f->title = arena_strdup(a, p->title.title);
	f->source = arena_strdup(a, is_own(facts->url) ? facts->url : "");
	f->summary = arena_strdup(a, facts->summary);
	if (*facts->image != '\0' &&
	    url_may_link(facts->image, strlen(facts->image)))
		f->image = url_resolve(a, facts->base, facts->image);
	f->image_alt = arena_strdup(a, facts->image_alt);
	f->lang = page_fact_lang(a, facts->lang);
	f->date = facts->date;
	f->updated = facts->updated;
	copy_names(a, &f->topics, &facts->topics);
	copy_names(a, &f->authors, &facts->authors);
	it->identity = arena_printf(a, "page:%s",
	    is_own(facts->url) ? facts->url : p->title.title);
	if (p->lead.len > 0) {
		buf_add(&it->markdown, p->lead.data, p->lead.len);
		buf_addc(&it->markdown, '\n');
	}
	if (p->body != NULL)
		html_node_to_markdown(&it->markdown, p->body, facts->base);
	else
		add_told_text(&it->markdown, facts);
}

/*
 * Pages that are drawn by a script hold their text in JSON-LD alone, and
 * beside it a sentence or two.
 */
#define TOLD_MIN   200 /* bytes of an "articleBody" that is one */
#define TOLD_TIMES 3   /* and so many times what the page shows */

static bool
is_only_told(const struct web_page *p)
{
	size_t told = strlen(p->facts.text);

	return told >= TOLD_MIN &&
	       (p->body == NULL ||
		   told > TOLD_TIMES * tree_weight(p->body)->text);
}

#define DRAWN_MAX 200 /* bytes that a page shows before its script runs */

/* Of a page that shows next to nothing: what its script would draw. */
static void
read_data(struct web_page *p)
{
	if (*p->facts.text != '\0' ||
	    (p->body != NULL && tree_weight(p->body)->text >= DRAWN_MAX))
		return;
	for (xmlNode *n = p->root; n != NULL; n = tree_next(p->root, n, true)) {
		const char *type = tree_attribute(&p->arena, n, "type");
		xmlChar *json;

		if (!tree_is(n, "script") ||
		    strncmp(type, "application/json", 16) != 0)
			continue;
		json = xmlNodeGetContent(n);
		if (json != NULL)
			page_json_read_data(&p->facts, p->title.title,
			    (const char *)json);
		xmlFree(json);
	}
}

static bool
is_notes(struct arena *a, xmlNode *n)
{
	const char *marks = tree_marks(a, n);
	const struct weight *w = tree_weight(n);

	/* Tumblr's notes say who has liked it; they have no heading */
	return w->text > w->linked &&
	       (tree_marked(marks, "footnotes footnote-list endnotes") ||
		   (tree_marked(marks, "notes") &&
		       tree_is_heading(xmlFirstElementChild(n))));
}

/* SPIP has them in a box below that of the text. */
static void
take_notes(struct arena *a, xmlNode *body)
{
	xmlNode *n = body->next;

	while (n != NULL) {
		xmlNode *next = n->next;

		if (is_notes(a, n)) {
			xmlUnlinkNode(n);
			xmlAddChild(body, n);
		}
		n = next;
	}
}

static bool
find_article(struct web_page *p, const char *url)
{
	const xmlNode *keep[PAGE_JUNK_KEPT];
	struct entries others;
	struct page_edges e = { .facts = &p->facts,
		.root = p->root,
		.lead = &p->lead,
		.in = p->in };

	page_facts_read(&p->facts, &p->arena, p->root, url);
	page_title_find(&p->title, &p->facts, p->root);
	archive_find(&others, &p->arena, p->root, &p->facts, p->title.heading);
	archive_drop_cards(&others, p->title.heading, p->in);
	keep[0] = p->title.heading;
	keep[1] = page_body_marked(&p->arena, p->root);
	keep[2] = page_told_body(&p->arena, p->root, NULL, p->facts.text);
	page_junk_drop(&p->arena, p->root, keep, p->in);
	page_readers_drop(&p->arena, p->root, p->title.heading, p->in);
	p->body = page_body_find(&p->arena, p->root, p->title.heading,
	    p->facts.is_article);
	p->body = page_told_body(&p->arena, p->root, p->body, p->facts.text);
	read_data(p);
	if (is_only_told(p))
		p->body = NULL;
	if (p->body != NULL && p->body != p->root)
		take_notes(&p->arena, p->body);
	if (p->body == NULL)
		return *p->facts.text != '\0';
	e.body = p->body;
	e.heading = p->title.heading;
	e.title = p->title.title;
	page_inset_drop(&e);
	page_opening_read(&e);
	page_ending_drop(&e);
	tell_rest(p, &e);
	return true;
}

/* Is there a word or a picture in it? */
static bool
says_anything(const struct buf *markdown)
{
	for (size_t i = 0; i < markdown->len; i++)
		if ((unsigned char)markdown->data[i] > ' ')
			return true;
	return false;
}

bool
web_page_of_tree(struct item *it, xmlNode *root, const char *url,
    const struct intake *in)
{
	struct web_page p = { .root = root, .in = in };
	bool found = find_article(&p, url);

	if (found) {
		fill(&p, it);
		found = says_anything(&it->markdown);
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
