#include "import/feed/feed.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "import/core/source.h"
#include "import/core/xml.h"
#include "import/feed/entry.h"
#include "import/feed/feed_element.h"
#include "import/feed/xml_reader.h"
#include "import/html/html.h"

static void
read_lang(struct feed *f, struct feed_entry *e, const xmlNode *n)
{
	xmlChar *lang = xmlNodeGetLang(n);

	if (lang != NULL)
		entry_lang(e, (const char *)lang);
	else
		entry_lang(e, buf_str(&f->lang));
	xmlFree(lang);
}

/* A guid that is an address is the link of an item that names none. */
static void
link_by_guid(struct feed_entry *e, const xmlNode *item)
{
	struct buf permanent = { 0 };

	for (const xmlNode *c = item->children; c != NULL; c = c->next) {
		buf_clear(&permanent);
		if (!xml_is(c, "guid") ||
		    strstr(e->item.identity, "://") == NULL)
			continue;
		xml_attribute(c, "isPermaLink", &permanent);
		if (strcmp(buf_str(&permanent), "false") != 0)
			entry_link(e, e->item.identity);
	}
	buf_free(&permanent);
}

static void
read_part(struct feed *f, struct feed_entry *e, xmlNode *item,
    enum feed_part part)
{
	for (xmlNode *c = item->children; c != NULL; c = c->next)
		if (c->type == XML_ELEMENT_NODE)
			feed_element(f, e, c, part);
}

static void
read_names(struct feed *f, struct feed_entry *e, xmlNode *item)
{
	struct buf about = { 0 };

	entry_begin(e, f->how);
	e->guids = &f->guids;
	read_part(f, e, item, FEED_NAMES);
	if (!f->is_atom)
		link_by_guid(e, item);
	if (xml_attribute(item, "about", &about)) /* RSS 1.0 */
		entry_identity(e, buf_str(&about));
	buf_free(&about);
}

typedef void entry_reader(struct feed *f, xmlNode *item);

static void
gather_entry(struct feed *f, xmlNode *item)
{
	struct feed_entry e;

	read_names(f, &e, item);
	entry_gather(&e);
}

static void
read_entry(struct feed *f, xmlNode *item)
{
	struct feed_entry e;
	const char *why;

	read_names(f, &e, item);
	e.item.line = xml_line(item);
	if (f->judge != NULL && (why = f->judge(item, &e.item)) != NULL) {
		f->in->skipped(f->in->ctx, e.item.line, e.item.front.title,
		    why);
		entry_drop(&e);
		return;
	}
	read_part(f, &e, item, FEED_MAIN);
	read_part(f, &e, item, FEED_REST);
	if (e.item.front.authors.n == 0)
		entry_author(&e, buf_str(&f->author));
	read_lang(f, &e, item);
	entry_give(&e, f->in);
}

/* ---- the feed ---- */

static bool
is_entry(const xmlNode *n)
{
	return xml_is(n, "item") || xml_is(n, "entry");
}

/*
 * Where the links of a feed start from that came as a file: RSS means the
 * site, Atom the address of the feed.
 */
static void
read_site(struct feed *f, const xmlNode *link)
{
	struct buf rel = { 0 }, href = { 0 };
	bool self;

	xml_attribute(link, "rel", &rel);
	self = strcmp(buf_str(&rel), "self") == 0;
	if (!f->is_atom)
		xml_text(link, &href);
	else if (*f->url == '\0' && (self || f->site.len == 0))
		xml_attribute(link, "href", &href);
	if (strstr(buf_str(&href), "://") != NULL &&
	    (f->is_atom || f->site.len == 0)) {
		buf_clear(&f->site);
		buf_adds(&f->site, href.data);
	}
	buf_free(&rel);
	buf_free(&href);
}

/* What the feed says of itself, for entries that do not. */
static void
read_channel(struct feed *f, xmlNode *channel)
{
	for (xmlNode *c = channel->children; c != NULL; c = c->next) {
		if (c->type != XML_ELEMENT_NODE)
			continue;
		if (xml_is(c, "link") && feed_is_own(c))
			read_site(f, c);
		if (xml_is(c, "language") && f->lang.len == 0)
			xml_text(c, &f->lang);
		if (xml_is(c, "author") && f->is_atom && f->author.len == 0)
			for (xmlNode *a = c->children; a != NULL; a = a->next)
				if (xml_is(a, "name"))
					xml_text(a, &f->author);
	}
}

/* The link to the site itself, where this is one; else as before. */
static const char *
site_link(const struct feed *f, const xmlNode *link, struct arena *a,
    const char *before)
{
	struct buf href = { 0 }, rel = { 0 };
	const char *url = before;

	xml_attribute(link, "rel", &rel);
	if (f->is_atom)
		xml_attribute(link, "href", &href);
	else
		xml_text(link, &href);
	if (*before == '\0' && href.len > 0 &&
	    (rel.len == 0 || strcmp(rel.data, "alternate") == 0))
		url = arena_strdup(a, href.data);
	buf_free(&href);
	buf_free(&rel);
	return url;
}

/* What the feed says of its site. */
static void
tell_site(const struct feed *f, const xmlNode *channel)
{
	static const char *const descriptions[] = { "description", "subtitle",
		"tagline" };
	struct arena a = { 0 };
	struct buf title = { 0 }, text = { 0 }, lang = f->lang;
	struct item_site site = { .language = buf_str(&lang), .url = "" };

	for (const xmlNode *c = channel->children; c != NULL; c = c->next) {
		if (xml_is(c, "title") && feed_is_own(c) && title.len == 0)
			xml_text(c, &title);
		for (size_t i = 0; i < 3; i++)
			if (xml_is(c, descriptions[i]) && feed_is_own(c) &&
			    text.len == 0)
				xml_text(c, &text);
		if (xml_is(c, "link") && feed_is_own(c))
			site.url = site_link(f, c, &a, site.url);
	}
	site.title = html_line(&a, buf_str(&title));
	site.description = html_line(&a, buf_str(&text));
	if (title.len > 0)
		intake_site(f->in, &site);
	arena_free(&a);
	buf_free(&title);
	buf_free(&text);
}

static void
each_entry(struct feed *f, xmlNode *in, entry_reader *read)
{
	for (xmlNode *c = in->children; c != NULL; c = c->next)
		if (is_entry(c))
			read(f, c);
}

/* rss > channel > item, RDF > item beside channel, feed > entry. */
static void
read_document(struct feed *f, xmlNode *root)
{
	static entry_reader *const readings[] = { gather_entry, read_entry };

	f->is_atom = xml_is(root, "feed");
	read_channel(f, root);
	tell_site(f, root);
	for (xmlNode *c = root->children; c != NULL; c = c->next)
		if (xml_is(c, "channel")) {
			read_channel(f, c);
			tell_site(f, c);
		}
	for (size_t i = 0; i < 2; i++) {
		for (xmlNode *c = root->children; c != NULL; c = c->next)
			if (xml_is(c, "channel"))
				each_entry(f, c, readings[i]);
		each_entry(f, root, readings[i]);
	}
}

/* The element of a feed; others may stand before or around it. */
static xmlNode *
find_feed(xmlDoc *doc)
{
	xmlNode *n = doc->children;

	while (n != NULL && !xml_is(n, "rss") && !xml_is(n, "feed") &&
	       !xml_is(n, "RDF") && !xml_is(n, "channel"))
		if ((xml_is(n, "html") || xml_is(n, "body") ||
			xml_is(n, "pre")) &&
		    n->children != NULL)
			n = n->children;
		else
			n = n->next;
	return n;
}

int
feed_read(struct source *s, const struct reading *how, const struct intake *in,
    struct problem *why)
{
	return feed_read_judged(s, how, in, NULL, why);
}

int
feed_read_judged(struct source *s, const struct reading *how,
    const struct intake *in, feed_judge *judge, struct problem *why)
{
	static const char *const outer[] = { "html", "body", "pre", "rss",
		"RDF", "feed", "channel", NULL };
	static const char *const apart[] = { "item", "entry", NULL };
	static const struct xml_shape shape = { outer, apart };
	struct feed f = { .how = how, .in = in, .url = s->url, .judge = judge };
	struct xml_reader *reader = xml_reader_new(s, s->charset, &shape, in);
	xmlNode *root;
	int rc = 0;

	f.doc = xml_reader_whole(reader);
	root = find_feed(f.doc);
	if (root != NULL) {
		read_document(&f, root);
	} else {
		rc = problem_set(why, 0, "is no feed");
		problem_in(why, s->name);
	}
	xml_reader_free(reader);
	buf_free(&f.site);
	buf_free(&f.author);
	buf_free(&f.lang);
	guids_free(&f.guids);
	return rc;
}

/* ---- what is it? ---- */

bool
rss_is(const struct sniff *head)
{
	return head->kind == SNIFF_FEED && strcasecmp(head->root, "feed") != 0;
}

bool
atom_is(const struct sniff *head)
{
	return head->kind == SNIFF_FEED && strcasecmp(head->root, "feed") == 0;
}
