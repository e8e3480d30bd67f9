#include "import/platform/ghost.h"

#include <stdio.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/buf.h"
#include "import/core/item.h"
#include "import/core/source.h"
#include "import/feed/entry.h"
#include "import/platform/ghost_cards.h"

#define JSON_MAX (512u << 20) /* bytes of an export */

bool
ghost_is(const struct sniff *head)
{
	return head->kind == SNIFF_JSON && sniff_holds(head, "\"db\"") &&
	       (sniff_holds(head, "\"meta\"") || sniff_holds(head, "\"data\""));
}

/* An export that is being read. */
struct ghost {
	const cJSON *data; /* its tables */
	const struct reading *how;
	const struct intake *in;
};

static const cJSON *
table(const struct ghost *g, const char *name)
{
	return cJSON_GetObjectItemCaseSensitive(g->data, name);
}

static const char *
text_of(const cJSON *row, const char *name)
{
	const cJSON *v = cJSON_GetObjectItemCaseSensitive(row, name);

	return cJSON_IsString(v) ? v->valuestring : "";
}

/* Numbers are those of exports before Ghost 1.0. */
static bool
same_value(const cJSON *a, const cJSON *b)
{
	if (cJSON_IsString(a) && cJSON_IsString(b))
		return strcmp(a->valuestring, b->valuestring) == 0;
	return cJSON_IsNumber(a) && cJSON_IsNumber(b) &&
	       a->valueint == b->valueint;
}

static const cJSON *
column(const cJSON *row, const char *name)
{
	return cJSON_GetObjectItemCaseSensitive(row, name);
}

/*
 * Give the name of every row of a table that another one links to the post:
 * tags by posts_tags, authors by posts_authors.
 */
static void
each_linked(const struct ghost *g, const cJSON *post, const char *links,
    const char *key, const char *rows, struct feed_entry *e,
    void (*give)(struct feed_entry *e, const char *name))
{
	const cJSON *link, *row;

	cJSON_ArrayForEach(link, table(g, links))
	{
		if (!same_value(column(link, "post_id"), column(post, "id")))
			continue;
		cJSON_ArrayForEach(row, table(g, rows))
		{
			const char *name = text_of(row, "name");

			/* "#hidden" tags are Ghost's own */
			if (same_value(column(row, "id"), column(link, key)) &&
			    *name != '#')
				give(e, name);
		}
	}
}

/* Why a post is not for all readers; NULL when it is. */
static const char *
not_for_readers(const cJSON *post)
{
	const char *status = text_of(post, "status");
	const char *seen_by = text_of(post, "visibility");

	if (strcmp(status, "scheduled") == 0)
		return "scheduled";
	if (strcmp(status, "sent") == 0)
		return "sent by mail only";
	if (*seen_by != '\0' && strcmp(seen_by, "public") != 0)
		return "for members";
	return NULL;
}

/* "__GHOST_URL__" stands for the site's address, which is not told. */
static void
take_html(struct feed_entry *e, const char *html)
{
	static const char mark[] = "__GHOST_URL__";
	struct buf plain = { 0 };
	const char *at;

	while ((at = strstr(html, mark)) != NULL) {
		buf_add(&plain, html, (size_t)(at - html));
		html = at + sizeof mark - 1;
	}
	buf_adds(&plain, html);
	entry_content(e, buf_str(&plain), true);
	buf_free(&plain);
}

/* Its HTML, or what its editor keeps: drafts have nothing else. */
static void
take_text(const struct ghost *g, struct feed_entry *e, const cJSON *post)
{
	struct buf html = { 0 };

	buf_adds(&html, text_of(post, "html"));
	if (html.len == 0 && *text_of(post, "lexical") != '\0')
		ghost_cards_lexical(text_of(post, "lexical"), g->in, &html);
	if (html.len == 0 && *text_of(post, "mobiledoc") != '\0')
		ghost_cards_mobiledoc(text_of(post, "mobiledoc"), g->in, &html);
	if (html.len == 0)
		ghost_cards_markdown(text_of(post, "markdown"), &html);
	take_html(e, buf_str(&html));
	buf_free(&html);
	entry_content(e, text_of(post, "plaintext"), false);
}

static void
read_post(const struct ghost *g, const cJSON *post)
{
	const cJSON *id = column(post, "id"), *page = column(post, "page");
	struct feed_entry e;
	struct front_matter *f = &e.item.front;
	char number[24];

	entry_begin(&e, g->how);
	entry_title(&e, text_of(post, "title"), ENTRY_PLAIN);
	(void)snprintf(number, sizeof number, "%d",
	    cJSON_IsNumber(id) ? id->valueint : 0);
	entry_identity(&e, cJSON_IsString(id) ? id->valuestring : number);
	f->slug = arena_strdup(&f->arena, text_of(post, "slug"));
	entry_link(&e, text_of(post, "canonical_url"));
	entry_published(&e, text_of(post, "published_at"));
	entry_published(&e, text_of(post, "created_at"));
	entry_updated(&e, text_of(post, "updated_at"));
	entry_image(&e, text_of(post, "feature_image"), "");
	f->summary = arena_strdup(&f->arena, text_of(post, "custom_excerpt"));
	take_text(g, &e, post);
	each_linked(g, post, "posts_tags", "tag_id", "tags", &e, entry_topic);
	each_linked(g, post, "posts_authors", "author_id", "users", &e,
	    entry_author);
	if (strcmp(text_of(post, "type"), "page") == 0 || cJSON_IsTrue(page) ||
	    (cJSON_IsNumber(page) && page->valueint == 1))
		e.item.kind = ITEM_PAGE;
	f->draft = strcmp(text_of(post, "status"), "draft") == 0;
	entry_give(&e, g->in);
}

/* Its settings: rows of a key and a value. */
static void
tell_site(const struct ghost *g)
{
	const cJSON *row;

	cJSON_ArrayForEach(row, table(g, "settings"))
	{
		const char *key = text_of(row, "key");
		const char *value = text_of(row, "value");
		struct item_site site = { NULL, NULL, NULL, NULL };

		if (strcmp(key, "title") == 0)
			site.title = value;
		else if (strcmp(key, "description") == 0)
			site.description = value;
		else if (strcmp(key, "lang") == 0 || strcmp(key, "locale") == 0)
			site.language = value;
		intake_site(g->in, &site);
	}
}

static void
read_posts(const struct ghost *g)
{
	const cJSON *post;

	cJSON_ArrayForEach(post, table(g, "posts"))
	{
		const char *why = not_for_readers(post);

		if (why == NULL)
			read_post(g, post);
		else
			g->in->skipped(g->in->ctx, 0, text_of(post, "title"),
			    why);
	}
}

int
ghost_read(struct source *s, const struct reading *how, const struct intake *in,
    struct problem *why)
{
	struct ghost g = { .how = how, .in = in };
	struct buf text = { 0 };
	cJSON *all = NULL;
	const cJSON *db;
	int rc = source_slurp(s, &text, JSON_MAX, why);

	if (rc == 0)
		all = cJSON_Parse(buf_str(&text));
	buf_free(&text);
	db = cJSON_GetObjectItemCaseSensitive(all, "db");
	g.data = cJSON_GetObjectItemCaseSensitive(
	    cJSON_IsArray(db) ? cJSON_GetArrayItem(db, 0) : all, "data");
	if (rc == 0 && !cJSON_IsArray(table(&g, "posts"))) {
		rc = problem_set(why, 0, "is no Ghost export: it has no posts");
		problem_in(why, s->name);
	}
	if (rc == 0) {
		tell_site(&g);
		read_posts(&g);
	}
	cJSON_Delete(all);
	return rc;
}
