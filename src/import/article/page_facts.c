#include "import/article/page_facts.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "import/article/page_json.h"
#include "import/html/page_tree.h"
#include "text/url.h"

/* ---- <meta>, <link>, <base> ---- */

typedef void taker(struct page_facts *f, const char *content);

#define TAKE_TEXT(fact)                                                        \
	static void take_##fact(struct page_facts *f, const char *content)     \
	{                                                                      \
		page_fact(f, &f->fact, content);                               \
	}
TAKE_TEXT(title)
TAKE_TEXT(summary)
TAKE_TEXT(image)
TAKE_TEXT(image_alt)
TAKE_TEXT(lang)
TAKE_TEXT(url)
TAKE_TEXT(site)

/* For people of other sites: often another one than the headline. */
static void
take_social(struct page_facts *f, const char *content)
{
	page_fact(f, &f->social, content);
	page_fact(f, &f->title, content);
}

static void
take_date(struct page_facts *f, const char *content)
{
	page_fact_date(&f->date, content);
}

static void
take_updated(struct page_facts *f, const char *content)
{
	page_fact_date(&f->updated, content);
}

static void
take_topic(struct page_facts *f, const char *content)
{
	fm_names_add(f->arena, &f->topics, content, strlen(content));
}

static void
take_type(struct page_facts *f, const char *content)
{
	f->is_article = f->is_article || strcasecmp(content, "article") == 0;
}

/* What the web's vocabularies call it, the more trusted ones first. */
static const struct {
	const char *name; /* of property, name or itemprop */
	taker *take;
} metas[] = {
	{ "og:title", take_social },
	{ "og:description", take_summary },
	{ "og:image:alt", take_image_alt },
	{ "og:image", take_image },
	{ "og:image:secure_url", take_image },
	{ "og:url", take_url },
	{ "og:locale", take_lang },
	{ "og:site_name", take_site },
	{ "og:type", take_type },
	{ "article:published_time", take_date },
	{ "article:modified_time", take_updated },
	{ "article:author", page_fact_author },
	{ "article:section", take_topic },
	{ "article:tag", take_topic },
	{ "og:article:published_time", take_date },
	{ "datepublished", take_date },
	{ "datemodified", take_updated },
	{ "dc.title", take_title },
	{ "dc.date", take_date },
	{ "dc.date.issued", take_date },
	{ "dcterms.date", take_date },
	{ "dcterms.created", take_date },
	{ "dcterms.modified", take_updated },
	{ "dc.creator", page_fact_author },
	{ "dcterms.creator", page_fact_author },
	{ "dc.language", take_lang },
	{ "citation_title", take_title },
	{ "citation_author", page_fact_author },
	{ "citation_publication_date", take_date },
	{ "parsely-title", take_title },
	{ "parsely-author", page_fact_author },
	{ "parsely-pub-date", take_date },
	{ "parsely-section", take_topic },
	{ "sailthru.author", page_fact_author },
	{ "sailthru.date", take_date },
	{ "author", page_fact_author },
	{ "date", take_date },
	{ "pubdate", take_date },
	{ "publishdate", take_date },
	{ "publish-date", take_date },
	{ "published", take_date },
	{ "last-modified", take_updated },
	{ "revised", take_updated },
	{ "twitter:title", take_title },
	{ "twitter:description", take_summary },
	{ "twitter:image", take_image },
	{ "twitter:image:alt", take_image_alt },
	{ "description", take_summary },
	{ "language", take_lang },
	{ "content-language", take_lang },
	{ "application-name", take_site },
};

#define METAS (sizeof metas / sizeof metas[0])

/* One <meta>, as it is noted before the table is gone through in its order. */
struct meta {
	const char *name, *content;
};

#define METAS_MAX 500 /* of a page */

static void
note_meta(struct page_facts *f, const xmlNode *n, struct meta *all,
    size_t *count)
{
	static const char *const keys[] = { "property", "name", "itemprop",
		"http-equiv" };
	const char *name = "";

	for (size_t i = 0; *name == '\0' && i < sizeof keys / sizeof keys[0];
	     i++)
		name = tree_attribute(f->arena, n, keys[i]);
	if (*name != '\0' && *count < METAS_MAX)
		all[(*count)++] = (struct meta){ name,
			tree_attribute(f->arena, n, "content") };
}

static void
take_link(struct page_facts *f, const xmlNode *n)
{
	const char *rel = tree_attribute(f->arena, n, "rel");

	if (strcasecmp(rel, "canonical") == 0)
		page_fact(f, &f->url, tree_attribute(f->arena, n, "href"));
	else if (strcasecmp(rel, "image_src") == 0)
		page_fact(f, &f->image, tree_attribute(f->arena, n, "href"));
}

static void
take_script(struct page_facts *f, const xmlNode *n)
{
	const char *type = tree_attribute(f->arena, n, "type");
	xmlChar *json;

	if (strncasecmp(type, "application/ld+json", 19) != 0)
		return;
	json = xmlNodeGetContent(n);
	if (json != NULL)
		page_json_read(f, (const char *)json);
	xmlFree(json);
}

/* "<!-- saved from url=(0042)https://... -->" and "url: https://...". */
static const char *
saved_from(struct page_facts *f, const xmlNode *comment)
{
	static const char *const marks[] = { "saved from url=(", "url: " };
	const char *s = (const char *)comment->content;
	const char *at = NULL;

	if (s == NULL || strlen(s) > 4000)
		return "";
	if (strstr(s, marks[0]) != NULL)
		at = strchr(strstr(s, marks[0]), ')');
	else if (strstr(s, "saved with") != NULL)
		at = strstr(s, marks[1]);
	if (at == NULL)
		return "";
	at += *at == ')' ? 1 : strlen(marks[1]);
	at += strspn(at, " ");
	if (strncmp(at, "http", 4) != 0)
		return "";
	return arena_strndup(f->arena, at, strcspn(at, " \t\r\n<>\""));
}

/* Comments stand before the root element, too. */
static const char *
saved_address(struct page_facts *f, xmlNode *root)
{
	const xmlNode *n = root->doc != NULL ? root->doc->children : NULL;
	const char *url = "";
	int looked = 0;

	for (; n != NULL && *url == '\0'; n = n->next)
		if (n->type == XML_COMMENT_NODE)
			url = saved_from(f, n);
	for (xmlNode *c = root; c != NULL && *url == '\0' && looked < 50;
	     c = tree_next(root, c, true), looked++)
		if (c->type == XML_COMMENT_NODE)
			url = saved_from(f, c);
	return url;
}

static void
read_head(struct page_facts *f, xmlNode *root)
{
	struct meta all[METAS_MAX];
	size_t count = 0;

	for (xmlNode *n = root; n != NULL; n = tree_next(root, n, true)) {
		if (tree_is(n, "meta"))
			note_meta(f, n, all, &count);
		else if (tree_is(n, "link"))
			take_link(f, n);
		else if (tree_is(n, "base") && *f->base == '\0')
			f->base = tree_attribute(f->arena, n, "href");
		else if (tree_is(n, "script"))
			take_script(f, n);
	}
	for (size_t i = 0; i < METAS; i++)
		for (size_t k = 0; k < count; k++)
			if (strcasecmp(all[k].name, metas[i].name) == 0)
				metas[i].take(f, all[k].content);
}

/* ---- microdata and microformats ---- */

/* The machine's form of a value, else its text. */
static const char *
value_of(struct page_facts *f, xmlNode *n)
{
	static const char *const keys[] = { "content", "datetime", "href",
		"src" };
	const char *v = "";

	for (size_t i = 0; *v == '\0' && i < 2; i++)
		v = tree_attribute(f->arena, n, keys[i]);
	return *v != '\0' ? v : tree_line(f->arena, n);
}

static void
take_marked(struct page_facts *f, xmlNode *n, const char *marks)
{
	const char *rel = tree_attribute(f->arena, n, "rel");
	const char *prop = tree_attribute(f->arena, n, "itemprop");

	if (strcasecmp(prop, "headline") == 0)
		page_fact(f, &f->title, value_of(f, n));
	if (strcasecmp(prop, "datepublished") == 0 ||
	    tree_marked(marks, "dt-published entry-date published-date "
			       "post-date posted-on date-published") ||
	    *tree_attribute(f->arena, n, "pubdate") != '\0')
		page_fact_date(&f->date, value_of(f, n));
	if (strcasecmp(prop, "datemodified") == 0 ||
	    tree_marked(marks, "dt-updated"))
		page_fact_date(&f->updated, value_of(f, n));
	if (tree_is(n, "a") && strstr(rel, "tag") != NULL)
		take_topic(f, tree_line(f->arena, n));
}

static bool
is_byline(struct page_facts *f, xmlNode *n, const char *marks)
{
	const char *rel = tree_attribute(f->arena, n, "rel");

	return tree_marked(marks, "p-author author-name byline by-author "
				  "post-author entry-author article-author "
				  "article-byline post-byline autor "
				  "author-link firma byline-name author") ||
	       strcasecmp(rel, "author") == 0;
}

#define BYLINE_MAX     120 /* bytes */
#define SENTENCE_WORDS 5   /* "Ada Moss counts ships, and has for years." */

static bool
is_sentence(const char *line)
{
	size_t len = strlen(line), blanks = 0;

	for (const char *s = line; *s != '\0'; s++)
		blanks += *s == ' ';
	return len > 0 && line[len - 1] == '.' && blanks >= SENTENCE_WORDS;
}

static void
take_byline(struct page_facts *f, xmlNode *n)
{
	const char *line;
	xmlNode *named = NULL;

	for (xmlNode *c = n; c != NULL && named == NULL;
	     c = tree_next(n, c, true))
		if (strcasecmp(tree_attribute(f->arena, c, "itemprop"),
			"name") == 0 ||
		    strcasecmp(tree_attribute(f->arena, c, "rel"), "author") ==
			0)
			named = c;
	line = value_of(f, named != NULL ? named : n);
	if (strlen(line) <= BYLINE_MAX && !is_sentence(line))
		page_fact_author(f, line);
}

/* Lists of other articles and comments have dates and authors of their own. */
static bool
is_of_others(const xmlNode *n, const char *marks)
{
	static const char *const tags[] = { "nav", "aside", "head", NULL };

	return tree_is_one(n, tags) ||
	       (tree_is(n, "footer") && tree_is(n->parent, "body")) ||
	       tree_marked(marks, "related comments comment sidebar "
				  "relacionadas relacionados widget "
				  "comment-list author-bio author-box "
				  "author-details author-description "
				  "author-profile");
}

static void
read_body(struct page_facts *f, xmlNode *root)
{
	bool signed_by = f->authors.n > 0;
	xmlNode *n = root;

	while (n != NULL) {
		const char *marks = tree_marks(f->arena, n);
		bool others = is_of_others(n, marks);

		if (n->type == XML_ELEMENT_NODE && !others) {
			take_marked(f, n, marks);
			if (!signed_by && f->authors.n == 0 &&
			    is_byline(f, n, marks))
				take_byline(f, n);
		}
		n = tree_next(root, n, !others);
	}
}

/* The first <time> of the page's main part. */
static void
read_time(struct page_facts *f, xmlNode *root)
{
	xmlNode *n = root;

	while (n != NULL && !f->date.known) {
		if (tree_is(n, "time"))
			page_fact_date(&f->date, value_of(f, n));
		n = tree_next(root, n,
		    !is_of_others(n, tree_marks(f->arena, n)));
	}
}

#define WRAPPERS_MAX 8 /* children of a body, one of which holds the page */

static const char *
lang_at(struct page_facts *f, const xmlNode *n)
{
	const char *lang = tree_attribute(f->arena, n, "lang");

	return *lang != '\0' ? lang : tree_attribute(f->arena, n, "xml:lang");
}

/* Some name it on the body, or on what holds all of the text. */
static const char *
lang_of(struct page_facts *f, xmlNode *root)
{
	static const char *const holders[] = { "body", "main", "article",
		NULL };
	const xmlNode *body = tree_find(root, "body");
	bool wrapped = body != NULL &&
		       xmlChildElementCount((xmlNode *)body) <= WRAPPERS_MAX;
	const char *lang = lang_at(f, root);

	for (xmlNode *n = root; n != NULL && *lang == '\0';
	     n = tree_next(root, n, true))
		if (tree_is_one(n, holders) ||
		    (wrapped && n->parent == body && tree_is(n, "div")))
			lang = lang_at(f, n);
	return lang;
}

void
page_facts_read(struct page_facts *f, struct arena *a, xmlNode *root,
    const char *url)
{
	const char *from;

	*f = (struct page_facts){ .arena = a,
		.title = "",
		.name = "",
		.social = "",
		.text = "",
		.publisher = "",
		.summary = "",
		.image = "",
		.image_alt = "",
		.lang = "",
		.url = "",
		.site = "",
		.base = "" };
	f->lang = lang_of(f, root);
	read_head(f, root);
	read_body(f, root);
	read_time(f, root);
	page_fact(f, &f->site, f->publisher);
	from = *url != '\0' ? url : saved_address(f, root);
	if (*f->url == '\0')
		f->url = from;
	if (*f->base == '\0')
		f->base = *from != '\0' ? from : f->url;
	else
		f->base =
		    url_resolve(a, *from != '\0' ? from : f->url, f->base);
	if (*f->url != '\0' && *from != '\0')
		f->url = url_resolve(a, from, f->url);
	if (*f->image != '\0' && *f->base != '\0')
		f->image = url_resolve(a, f->base, f->image);
}
