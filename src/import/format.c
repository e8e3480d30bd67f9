#include "import/format.h"

#include <string.h>

#include "base/buf.h"
#include "import/feed.h"
#include "import/item.h"
#include "import/source.h"
#include "import/text_dump.h"
#include "import/web_page.h"
#include "import/wxr.h"

#define TEXT_MAX (64u << 20)

static bool
is_anything(const char *head, size_t len)
{
	(void)head;
	return len > 0;
}

static int
read_text(struct source *s, const struct reading *how, const struct intake *in,
    struct problem *why)
{
	struct buf text = { 0 };
	int rc = source_slurp(s, &text, TEXT_MAX, why);

	if (rc == 0 &&
	    text_dump_read(buf_str(&text), text.len, how->topic, in) == 0) {
		rc = problem_set(why, 0,
		    "no headline with an excerpt below it was found");
		problem_in(why, s->name);
	}
	buf_free(&text);
	return rc;
}

static bool
html_is(const char *head, size_t len)
{
	static const char *const marks[] = { "<!doctype html", "<html", "<head",
		"<body", "<meta ", "<title", NULL };
	char text[2048];
	size_t n = 0;

	for (size_t i = 0; i < len && n + 1 < sizeof text; i++)
		if (head[i] != '\0') /* UTF-16, too */
			text[n++] = head[i];
	text[n] = '\0';
	for (size_t i = 0; marks[i] != NULL; i++)
		if (strcasestr(text, marks[i]) != NULL)
			return true;
	return false;
}

static int
read_html(struct source *s, const struct reading *how, const struct intake *in,
    struct problem *why)
{
	struct buf html = { 0 };
	struct item it;
	int rc = source_slurp(s, &html, TEXT_MAX, why);

	item_init(&it);
	if (rc == 0 &&
	    web_page_item(&it, buf_str(&html), html.len, s->url, in)) {
		if (how->topic != NULL)
			names_add(&it.front.arena, &it.front.topics, how->topic,
			    strlen(how->topic));
		in->item(in->ctx, &it);
	} else if (rc == 0) {
		rc = problem_set(why, 0, "no article was found in the page");
		problem_in(why, s->name);
	}
	item_free(&it);
	buf_free(&html);
	return rc;
}

const struct format formats[] = {
	{ "wxr", "WordPress export", wxr_is, wxr_read },
	{ "rss", "RSS feed", rss_is, feed_read },
	{ "atom", "Atom feed", atom_is, feed_read },
	{ "json", "JSON Feed", json_feed_is, json_feed_read },
	{ "html", "saved article page", html_is, read_html },
	{ "text", "text of a saved topic page", is_anything, read_text },
	{ NULL, NULL, NULL, NULL },
};

const struct format *
format_named(const char *name)
{
	for (const struct format *f = formats; f->name != NULL; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

const struct format *
format_of(struct source *s)
{
	size_t len;
	const char *head = source_head(s, &len);
	const struct format *f = formats;

	while (f[1].name != NULL && !f->is(head, len))
		f++;
	return f;
}
