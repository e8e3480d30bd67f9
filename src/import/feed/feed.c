#include "import/feed/feed.h"

#include <string.h>

#include <libxml/parser.h>

#include "base/buf.h"
#include "import/core/source.h"
#include "import/core/xml.h"
#include "import/feed/entry.h"
#include "import/feed/feed_bytes.h"
#include "import/feed/feed_element.h"

#define FEED_MAX (256u << 20) /* bytes of a feed */

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
	long line = xmlGetLineNo(item);

	read_names(f, &e, item);
	e.item.line = line > 0 ? (size_t)line : 0;
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
	for (xmlNode *c = root->children; c != NULL; c = c->next)
		if (xml_is(c, "channel"))
			read_channel(f, c);
	for (size_t i = 0; i < 2; i++) {
		for (xmlNode *c = root->children; c != NULL; c = c->next)
			if (xml_is(c, "channel"))
				each_entry(f, c, readings[i]);
		each_entry(f, root, readings[i]);
	}
}

/* The place of the first error that broke the document, if one did. */
static int
say_error(const char *name, struct problem *why)
{
	const xmlError *e = xmlGetLastError();
	size_t len;

	if (e == NULL || e->level != XML_ERR_FATAL)
		return 0;
	len = strcspn(e->message, "\n");
	problem_set(why, e->line > 0 ? (size_t)e->line : 0,
	    "is not well-formed XML: %.*s", (int)len, e->message);
	return problem_in(why, name);
}

int
feed_read(struct source *s, const struct reading *how, const struct intake *in,
    struct problem *why)
{
	struct feed f = { .how = how, .in = in, .url = s->url };
	struct buf bytes = { 0 };
	const char *encoding;
	xmlNode *root;
	int rc;

	if (source_slurp(s, &bytes, FEED_MAX, why) == -1) {
		buf_free(&bytes);
		return -1;
	}
	encoding = feed_mend(&bytes);
	xmlResetLastError();
	f.doc = xmlReadMemory(buf_str(&bytes), (int)bytes.len, NULL, encoding,
	    XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR |
		XML_PARSE_NOWARNING | XML_PARSE_HUGE | XML_PARSE_BIG_LINES |
		(encoding != NULL ? XML_PARSE_IGNORE_ENC : 0));
	rc = say_error(s->name, why);
	root = f.doc != NULL ? xmlDocGetRootElement(f.doc) : NULL;
	if (root != NULL)
		read_document(&f, root);
	else if (rc == 0) {
		rc = problem_set(why, 0, "is not XML");
		problem_in(why, s->name);
	}
	xmlFreeDoc(f.doc);
	buf_free(&bytes);
	buf_free(&f.site);
	buf_free(&f.author);
	buf_free(&f.lang);
	guids_free(&f.guids);
	return rc;
}

/* ---- what is it? ---- */

bool
rss_is(const char *head, size_t len)
{
	return memmem(head, len, "<rss", 4) != NULL ||
	       memmem(head, len, "<rdf:RDF", 8) != NULL ||
	       memmem(head, len, "<RDF", 4) != NULL;
}

bool
atom_is(const char *head, size_t len)
{
	return memmem(head, len, "<feed", 5) != NULL ||
	       memmem(head, len, "<atom:feed", 10) != NULL;
}
