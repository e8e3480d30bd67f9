#include <string.h>

#include <cjson/cJSON.h>

#include "base/buf.h"
#include "import/core/source.h"
#include "import/feed/entry.h"
#include "import/feed/feed.h"
#include "import/feed/guids.h"

#define JSON_MAX (64u << 20)

bool
json_feed_is(const struct sniff *head)
{
	return head->kind == SNIFF_JSON;
}

/* A member's text, "" when it is none; numbers as JSON writes them. */
static const char *
member(const cJSON *o, const char *name, struct buf *number)
{
	const cJSON *v = cJSON_GetObjectItemCaseSensitive(o, name);

	if (cJSON_IsString(v))
		return v->valuestring;
	buf_clear(number);
	if (cJSON_IsNumber(v))
		buf_addf(number, "%.0f", v->valuedouble);
	return buf_str(number);
}

static void
read_authors(struct feed_entry *e, const cJSON *o)
{
	const cJSON *a, *list = cJSON_GetObjectItemCaseSensitive(o, "authors");
	struct buf n = { 0 };

	cJSON_ArrayForEach(a, list) entry_author(e, member(a, "name", &n));
	a = cJSON_GetObjectItemCaseSensitive(o, "author");
	if (a != NULL)
		entry_author(e, member(a, "name", &n));
	buf_free(&n);
}

static void
read_attachments(struct feed_entry *e, const cJSON *o)
{
	const cJSON *a;
	struct buf n = { 0 };

	cJSON_ArrayForEach(a,
	    cJSON_GetObjectItemCaseSensitive(o, "attachments"))
	    entry_enclosure(e, member(a, "url", &n), member(a, "mime_type", &n),
		member(a, "title", &n));
	buf_free(&n);
}

/* A JSON Feed that is being read. */
struct json_feed {
	const cJSON *feed;
	const char *base;
	const struct reading *how;
	const struct intake *in;
	struct guids guids; /* owned */
};

static void
read_names(struct json_feed *f, struct feed_entry *e, const cJSON *o)
{
	struct buf n = { 0 };

	entry_begin(e, f->how);
	e->base = f->base;
	e->guids = &f->guids;
	entry_title(e, member(o, "title", &n), ENTRY_ENTITIES);
	entry_link(e, member(o, "url", &n));
	entry_link(e, member(o, "external_url", &n));
	entry_identity(e, member(o, "id", &n));
	buf_free(&n);
}

static void
read_item(struct json_feed *f, const cJSON *o)
{
	struct feed_entry e;
	const cJSON *tag, *feed = f->feed;
	struct buf n = { 0 };

	read_names(f, &e, o);
	if (strstr(e.item.front.source, "://") != NULL)
		e.base = e.item.front.source;
	entry_published(&e, member(o, "date_published", &n));
	entry_updated(&e, member(o, "date_modified", &n));
	entry_image(&e, member(o, "image", &n), "");
	entry_image(&e, member(o, "banner_image", &n), "");
	entry_lang(&e, member(o, "language", &n));
	entry_lang(&e, member(feed, "language", &n));
	read_authors(&e, o);
	if (e.item.front.authors.n == 0)
		read_authors(&e, feed);
	cJSON_ArrayForEach(tag, cJSON_GetObjectItemCaseSensitive(o,
				    "tags")) if (cJSON_IsString(tag))
	    entry_topic(&e, tag->valuestring);
	entry_content(&e, member(o, "content_html", &n), true);
	entry_content(&e, member(o, "content_text", &n), false);
	entry_summary(&e, member(o, "summary", &n), false, true);
	read_attachments(&e, o);
	if (*member(o, "url", &n) != '\0')
		entry_enclosure(&e, member(o, "external_url", &n), "", "");
	e.base = "";
	entry_give(&e, f->in);
	buf_free(&n);
}

static void
tell_site(const struct json_feed *f)
{
	struct buf a = { 0 }, b = { 0 }, c = { 0 }, d = { 0 };

	intake_site(f->in,
	    &(struct item_site){ .title = member(f->feed, "title", &a),
		.description = member(f->feed, "description", &b),
		.language = member(f->feed, "language", &c),
		.url = member(f->feed, "home_page_url", &d) });
	buf_free(&a);
	buf_free(&b);
	buf_free(&c);
	buf_free(&d);
}

static void
read_items(struct json_feed *f, const cJSON *items)
{
	struct feed_entry e;
	const cJSON *o;

	cJSON_ArrayForEach(o, items)
	{
		read_names(f, &e, o);
		entry_gather(&e);
	}
	cJSON_ArrayForEach(o, items) read_item(f, o);
}

/* The line of a byte of the text, counted from 1. */
static size_t
line_of(const char *text, const char *at)
{
	size_t line = 1;

	for (; text < at && *text != '\0'; text++)
		line += *text == '\n';
	return line;
}

int
json_feed_read(struct source *s, const struct reading *how,
    const struct intake *in, struct problem *why)
{
	struct buf text = { 0 }, n = { 0 };
	const char *start, *error = NULL;
	struct json_feed f = { .how = how, .in = in };
	const cJSON *items;
	cJSON *feed;
	int rc = source_slurp(s, &text, JSON_MAX, why);

	if (rc == -1) {
		buf_free(&text);
		return -1;
	}
	start = buf_str(&text);
	if (strncmp(start, "\xEF\xBB\xBF", 3) == 0)
		start += 3;
	feed = cJSON_ParseWithOpts(start, &error, false);
	items = cJSON_GetObjectItemCaseSensitive(feed, "items");
	if (feed == NULL)
		rc = problem_set(why, line_of(start, error), "is not JSON");
	else if (!cJSON_IsArray(items))
		rc = problem_set(why, 0, "is no JSON Feed: it has no items");
	f.feed = feed;
	f.base = member(feed, "home_page_url", &n);
	if (*f.base == '\0')
		f.base = s->url;
	if (rc == -1) {
		problem_in(why, s->name);
	} else {
		tell_site(&f);
		read_items(&f, items);
	}
	guids_free(&f.guids);
	cJSON_Delete(feed);
	buf_free(&text);
	buf_free(&n);
	return rc;
}
