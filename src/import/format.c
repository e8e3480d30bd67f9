#include "import/format.h"

#include <string.h>

#include "base/buf.h"
#include "import/article/archive_page.h"
#include "import/article/web_page.h"
#include "import/core/item.h"
#include "import/core/source.h"
#include "import/core/xml.h"
#include "import/feed/feed.h"
#include "import/feed/feed_end.h"
#include "import/feed/text_dump.h"
#include "import/feed/wxr.h"
#include "import/html/charset.h"
#include "import/html/html.h"
#include "import/html/page_tree.h"
#include "import/html/preface.h"
#include "import/platform/blogger.h"
#include "import/platform/ghost.h"
#include "import/platform/medium.h"
#include "import/platform/substack.h"

#define TEXT_MAX (64u << 20)

static bool
text_is(const struct sniff *head)
{
	return head->kind == SNIFF_TEXT;
}

static int
read_text(struct source *s, const struct reading *how, const struct intake *in,
    struct problem *why)
{
	struct buf text = { 0 };
	int rc = source_slurp(s, &text, TEXT_MAX, why);

	if (rc == 0)
		charset_decode(&text, s->charset);
	if (rc == 0 &&
	    text_dump_read(buf_str(&text), text.len, how->topic, in) == 0) {
		rc = problem_set(why, 0,
		    how->chosen ? "no headline with an excerpt below it was "
				  "found"
				: "cannot tell what this is; see --from");
		problem_in(why, s->name);
	}
	buf_free(&text);
	return rc;
}

static bool
html_is(const struct sniff *head)
{
	return head->kind == SNIFF_HTML;
}

/* What a server printed before a page is no part of it; the lines stay. */
static void
blank_preface(struct buf *html, const struct intake *in)
{
	size_t len = preface_len(buf_str(html));
	struct buf words = { 0 };

	if (len == 0)
		return;
	html_words(&words, html->data, len);
	in->skipped(in->ctx, 1, buf_str(&words), "printed before the page");
	buf_free(&words);
	for (size_t i = 0; i < len; i++)
		if (html->data[i] != '\n')
			html->data[i] = ' ';
}

/* A page's tree, in UTF-8; xmlFreeDoc() by the caller. */
static xmlNode *
parse_page(struct source *s, xmlDoc **doc, const struct intake *in,
    struct problem *why)
{
	struct buf html = { 0 };
	xmlNode *root = NULL;

	*doc = NULL;
	if (source_slurp(s, &html, TEXT_MAX, why) == 0) {
		charset_decode(&html, s->charset);
		blank_preface(&html, in);
		*doc = html_parse(buf_str(&html), html.len, "UTF-8");
		root = *doc != NULL ? xmlDocGetRootElement(*doc) : NULL;
		if (root == NULL) {
			problem_set(why, 0, "holds no HTML");
			problem_in(why, s->name);
		}
	}
	buf_free(&html);
	return root;
}

/* What a page says of its site: the name by OpenGraph, and the address. */
static void
tell_site(xmlNode *root, const char *url, const struct intake *in)
{
	struct buf name = { 0 }, lang = { 0 };
	struct item_site site = { .url = url };

	for (xmlNode *n = root; n != NULL && name.len == 0;
	     n = tree_next(root, n, true)) {
		struct buf property = { 0 };

		if (xml_is(n, "meta") &&
		    xml_attribute(n, "property", &property) &&
		    strcmp(buf_str(&property), "og:site_name") == 0)
			xml_attribute(n, "content", &name);
		buf_free(&property);
	}
	xml_attribute(root, "lang", &lang);
	site.title = buf_str(&name);
	site.language = buf_str(&lang);
	intake_site(in, &site);
	buf_free(&name);
	buf_free(&lang);
}

static bool
give_article(xmlNode *root, const char *url, const struct reading *how,
    const struct intake *in)
{
	struct item it;
	bool found;

	item_init(&it);
	if (how->topic != NULL)
		fm_names_add(&it.front.arena, &it.front.topics, how->topic,
		    strlen(how->topic));
	found = web_page_of_tree(&it, root, url, in);
	if (found)
		in->item(in->ctx, &it);
	item_free(&it);
	return found;
}

static int
read_article(struct source *s, const struct reading *how,
    const struct intake *in, struct problem *why)
{
	xmlDoc *doc;
	xmlNode *root = parse_page(s, &doc, in, why);
	enum page_kind kind = root != NULL && !how->chosen
				  ? archive_page_kind(root, s->url)
				  : PAGE_ARTICLE;
	int rc = root == NULL ? -1 : 0;

	if (kind == PAGE_LIST) {
		if (archive_page_read(root, s->url, how, in) == 0)
			rc = problem_set(why, 0, "lists no articles");
	} else if (kind == PAGE_TITLES) {
		rc = problem_set(why, 0,
		    "lists titles without texts: to take these, say "
		    "--from archive");
	} else if (root != NULL && !give_article(root, s->url, how, in)) {
		rc = problem_set(why, 0, "no article was found in the page");
	}
	if (rc == -1)
		problem_in(why, s->name);
	xmlFreeDoc(doc);
	return rc;
}

static int
read_archive(struct source *s, const struct reading *how,
    const struct intake *in, struct problem *why)
{
	xmlDoc *doc;
	xmlNode *root = parse_page(s, &doc, in, why);
	int rc = root == NULL ? -1 : 0;

	if (root != NULL)
		tell_site(root, s->url, in);
	if (root != NULL && archive_page_read(root, s->url, how, in) == 0) {
		rc = problem_set(why, 0,
		    "no headline that is a link was found in the page");
		problem_in(why, s->name);
	}
	xmlFreeDoc(doc);
	return rc;
}

const struct format formats[] = {
	{ "wxr", "WordPress export", wxr_is, wxr_read, true, feed_has_end },
	{ "blogger", "Blogger export", blogger_is, blogger_read, false, NULL },
	{ "rss", "RSS feed", rss_is, feed_read, true, feed_has_end },
	{ "atom", "Atom feed", atom_is, feed_read, true, feed_has_end },
	{ "ghost", "Ghost export", ghost_is, ghost_read, false, NULL },
	{ "json", "JSON Feed", json_feed_is, json_feed_read, true, NULL },
	{ "substack", "Substack export: its posts.csv", substack_is,
	    substack_read, false, NULL },
	{ "medium", "Medium export: one of its stories", medium_is, medium_read,
	    false, NULL },
	{ "html", "saved page: an article", html_is, read_article, false,
	    NULL },
	{ "archive", "saved page: headlines with excerpts", NULL, read_archive,
	    false, NULL },
	{ "text", "text of a saved topic page", text_is, read_text, false,
	    NULL },
	{ NULL, NULL, NULL, NULL, false, NULL },
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
	const struct format *f = formats;
	struct sniff head;

	sniff_source(&head, s);
	while (f->name != NULL && (f->is == NULL || !f->is(&head)))
		f++;
	sniff_free(&head);
	return f->name != NULL ? f : NULL;
}
