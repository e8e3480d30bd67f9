#include "import/article/page_json.h"

#include <string.h>
#include <strings.h>

#include <cjson/cJSON.h>

#include "base/arena.h"
#include "import/article/meta_line.h"
#include "import/article/page_fact.h"

#define NODES_MAX 2000 /* objects of a script that are looked at */
#define DEPTH_MAX 8    /* of authors in authors */

static const cJSON *
member(const cJSON *o, const char *name)
{
	return cJSON_GetObjectItemCaseSensitive(o, name);
}

static bool
ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n >= m && strcasecmp(s + n - m, end) == 0;
}

/* Is the type (a text, or a list of them) one that ends in one of these? */
static bool
is_type(const cJSON *o, const char *const *ends)
{
	const cJSON *type = member(o, "@type"), *t;

	if (cJSON_IsString(type)) {
		for (; *ends != NULL; ends++)
			if (ends_with(type->valuestring, *ends))
				return true;
		return false;
	}
	cJSON_ArrayForEach(t, type)
	{
		for (size_t i = 0; cJSON_IsString(t) && ends[i] != NULL; i++)
			if (ends_with(t->valuestring, ends[i]))
				return true;
	}
	return false;
}

static const char *const articles[] = { "Article", "BlogPosting", "Report",
	"SocialMediaPosting", NULL };
static const char *const lists[] = { "CollectionPage", "ItemList", "Blog",
	"SearchResultsPage", NULL };
static const char *const pages[] = { "WebPage", "ItemPage", NULL };
static const char *const sites[] = { "WebSite", NULL };

/* All objects of the script, found without recursion. */
struct objects {
	const cJSON *o[NODES_MAX];
	size_t n;
};

static void
find_objects(struct objects *all, const cJSON *root)
{
	all->o[0] = root;
	all->n = 1;
	for (size_t i = 0; i < all->n; i++) {
		const cJSON *c;

		cJSON_ArrayForEach(c, all->o[i])
		{
			if ((cJSON_IsObject(c) || cJSON_IsArray(c)) &&
			    all->n < NODES_MAX)
				all->o[all->n++] = c;
		}
	}
}

static const cJSON *
first_of(const struct objects *all, const char *const *types)
{
	for (size_t i = 0; i < all->n; i++)
		if (cJSON_IsObject(all->o[i]) && is_type(all->o[i], types))
			return all->o[i];
	return NULL;
}

/*
 * What the script is about: its object or objects, those of its "@graph", and
 * the "mainEntity" of a page; not the blog that a posting is part of, nor the
 * postings that a list names.  The first of these types, and how many.
 */
static const cJSON *
subject_of(const cJSON *root, const char *const *types, size_t *count)
{
	const cJSON *many = cJSON_IsArray(root) ? root : member(root, "@graph");
	const cJSON *first = NULL, *o;
	const cJSON *main = member(root, "mainEntity");

	*count = 0;
	if (cJSON_IsObject(root) && is_type(root, types))
		first = root;
	else if (cJSON_IsObject(main) && is_type(main, types))
		first = main;
	*count = first != NULL;
	cJSON_ArrayForEach(o, many)
	{
		const cJSON *nested = member(o, "mainEntity");
		const cJSON *found = NULL;

		if (cJSON_IsObject(o) && is_type(o, types))
			found = o;
		else if (cJSON_IsObject(nested) && is_type(nested, types))
			found = nested;
		first = first == NULL ? found : first;
		*count += found != NULL;
	}
	return first;
}

/* { "@id": x } alone stands for the object of that id. */
static const cJSON *
refer(const struct objects *all, const cJSON *o)
{
	const cJSON *id = member(o, "@id");

	if (!cJSON_IsString(id) || id->next != NULL || id->prev != id)
		return o;
	for (size_t i = 0; i < all->n; i++) {
		const cJSON *other = member(all->o[i], "@id");

		if (all->o[i] != o && cJSON_IsString(other) &&
		    other->next != other->prev &&
		    strcmp(other->valuestring, id->valuestring) == 0)
			return all->o[i];
	}
	return o;
}

/* A text, or the text of the object's first named member, or of a list's. */
static const char *
text_of(const struct objects *all, const cJSON *v, const char *name)
{
	for (int depth = 0; v != NULL && depth < DEPTH_MAX; depth++) {
		if (cJSON_IsString(v))
			return v->valuestring;
		if (cJSON_IsArray(v))
			v = v->child;
		else if (cJSON_IsObject(v))
			v = member(refer(all, v), name);
		else
			return "";
	}
	return "";
}

static void
add_people(struct page_facts *f, const struct objects *all, const cJSON *v)
{
	const cJSON *one;

	if (!cJSON_IsArray(v)) {
		const char *name = text_of(all, v, "name");

		if (strstr(name, "://") == NULL)
			meta_line_people(f->arena, &f->authors, name,
			    strlen(name));
		return;
	}
	cJSON_ArrayForEach(one, v)
	{
		const char *name = text_of(all, one, "name");

		if (!cJSON_IsArray(one) && strstr(name, "://") == NULL)
			fm_names_add(f->arena, &f->authors, name, strlen(name));
	}
}

/* Sections and keywords: texts, lists of texts, texts with commas. */
static void
add_topics(struct page_facts *f, const cJSON *v)
{
	const cJSON *one;

	if (cJSON_IsString(v))
		fm_names_split(f->arena, &f->topics, v->valuestring, ",");
	cJSON_ArrayForEach(one, v)
	{
		if (cJSON_IsString(one) &&
		    strncmp(one->valuestring, "tag:", 4) != 0)
			fm_names_add(f->arena, &f->topics, one->valuestring,
			    strlen(one->valuestring));
	}
}

/* Line ends in it part paragraphs. */
static void
take_text(struct page_facts *f, const char *text)
{
	if (*f->text == '\0' && *text != '\0')
		f->text = arena_strdup(f->arena, text);
}

static void
read_article(struct page_facts *f, const struct objects *all, const cJSON *o)
{
	const cJSON *main = member(o, "mainEntityOfPage");

	page_fact(f, &f->title, text_of(all, member(o, "headline"), "name"));
	page_fact(f, &f->name, text_of(all, member(o, "name"), "name"));
	page_fact(f, &f->title, f->name);
	take_text(f, text_of(all, member(o, "articleBody"), "name"));
	page_fact(f, &f->summary,
	    text_of(all, member(o, "description"), "name"));
	page_fact(f, &f->image, text_of(all, member(o, "image"), "url"));
	page_fact(f, &f->lang, text_of(all, member(o, "inLanguage"), "name"));
	page_fact(f, &f->url, text_of(all, member(o, "url"), "@id"));
	page_fact(f, &f->url, text_of(all, main, "@id"));
	page_fact_date(&f->date,
	    text_of(all, member(o, "datePublished"), "name"));
	page_fact_date(&f->date,
	    text_of(all, member(o, "dateCreated"), "name"));
	page_fact_date(&f->updated,
	    text_of(all, member(o, "dateModified"), "name"));
	page_fact(f, &f->publisher,
	    text_of(all, member(o, "publisher"), "name"));
	add_people(f, all, member(o, "author"));
	if (f->authors.n == 0)
		add_people(f, all, member(o, "creator"));
	add_topics(f, member(o, "articleSection"));
	add_topics(f, member(o, "keywords"));
	f->is_article = f->is_story = true;
	f->is_list = false; /* "related" is an ItemList, too */
}

static void
read_page(struct page_facts *f, const struct objects *all, const cJSON *o)
{
	page_fact(f, &f->lang, text_of(all, member(o, "inLanguage"), "name"));
	page_fact(f, &f->url, text_of(all, member(o, "url"), "@id"));
	page_fact_date(&f->date,
	    text_of(all, member(o, "datePublished"), "name"));
	page_fact_date(&f->updated,
	    text_of(all, member(o, "dateModified"), "name"));
}

/* "<![CDATA[", "<!--" and "//" around it are for parsers of another age. */
static const char *
past_wrapping(const char *json)
{
	size_t skip = strcspn(json, "{[");

	if (strncmp(json + skip, "[CDATA[", 7) == 0)
		skip += 7 + strcspn(json + skip + 7, "{[");
	return json + skip;
}

#define LISTED_MIN 3 /* so many articles at the top are a list of them */

void
page_json_read(struct page_facts *f, const char *json)
{
	struct objects *all = arena_alloc(f->arena, sizeof *all);
	cJSON *root = cJSON_ParseWithOpts(past_wrapping(json), NULL, false);
	const cJSON *article, *list, *page, *site;
	size_t count, ignored;

	if (root == NULL)
		return;
	find_objects(all, root);
	article = subject_of(root, articles, &count);
	list = subject_of(root, lists, &ignored);
	page = first_of(all, pages);
	site = first_of(all, sites);
	if (article == NULL && list == NULL)
		article = first_of(all, articles);
	if (count >= LISTED_MIN || (article == NULL && list != NULL))
		f->is_list = !f->is_story;
	else if (article != NULL)
		read_article(f, all, article);
	if (page != NULL && article != NULL && count < LISTED_MIN)
		read_page(f, all, page);
	if (site != NULL)
		page_fact(f, &f->site,
		    text_of(all, member(site, "name"), "name"));
	cJSON_Delete(root);
}

/* ---- data for scripts ---- */

#define DATA_MIN 200 /* bytes of a text that is an article */

/* The page's own title, or the part of it without the site's name? */
static bool
is_own_title(const char *own, const cJSON *title)
{
	const char *s = cJSON_IsString(title) ? title->valuestring : "";

	return *s != '\0' && strncmp(own, s, strlen(s)) == 0;
}

/* The longest text that an object calls the article's. */
static const char *
text_in(const cJSON *o)
{
	static const char *const names[] = { "articleBody", "body", "bodyHtml",
		"body_html", "content", "contentHtml", "content_html", "html",
		"text", "fullText", "description", NULL };
	const char *best = "";

	for (size_t i = 0; names[i] != NULL; i++) {
		const cJSON *v = member(o, names[i]);
		const cJSON *rendered = member(v, "rendered"); /* WordPress */

		v = rendered != NULL ? rendered : v;
		if (cJSON_IsString(v) && strlen(v->valuestring) > strlen(best))
			best = v->valuestring;
	}
	return best;
}

void
page_json_read_data(struct page_facts *f, const char *title, const char *json)
{
	struct objects *all = arena_alloc(f->arena, sizeof *all);
	cJSON *root = cJSON_ParseWithOpts(json, NULL, false);
	const char *best = "";

	if (root == NULL)
		return;
	find_objects(all, root);
	for (size_t i = 0; i < all->n; i++) {
		const cJSON *o = all->o[i], *called = member(o, "title");
		const cJSON *rendered = member(called, "rendered");
		const char *text;

		called = rendered != NULL ? rendered : called;
		if (!is_own_title(title, called) &&
		    !is_own_title(title, member(o, "headline")))
			continue;
		text = text_in(o);
		best = strlen(text) > strlen(best) ? text : best;
	}
	if (strlen(best) >= DATA_MIN)
		take_text(f, best);
	cJSON_Delete(root);
}
