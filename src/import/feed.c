#include "import/feed.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>

#include "base/buf.h"
#include "import/entry.h"
#include "import/feed_bytes.h"
#include "import/html.h"
#include "import/source.h"
#include "import/xml.h"

#define FEED_MAX (256u << 20) /* bytes of a feed */

struct feed {
	const struct reading *how;
	const struct intake *in;
	xmlDoc *doc;       /* owned */
	const char *url;   /* of the feed itself, or "" */
	struct buf site;   /* owned: address of the site, for links */
	struct buf author; /* owned: the feed's, for entries without one */
	struct buf lang;   /* owned */
	bool is_atom;
};

/* ---- name spaces ---- */

/* Whose element it is: feeds mix vocabularies that share names. */
enum space { OF_FEED, OF_DC, OF_CONTENT, OF_MEDIA, OF_ITUNES, OF_OTHERS };

static const struct {
	const char *href, *prefix;
	enum space space;
} spaces[] = {
	{ "purl.org/dc/", "dc", OF_DC },
	{ "purl.org/rss/1.0/modules/content", "content", OF_CONTENT },
	{ "search.yahoo.com/mrss", "media", OF_MEDIA },
	{ "itunes.com/dtds", "itunes", OF_ITUNES },
	{ "w3.org/1999/xhtml", "xhtml", OF_CONTENT },
	{ "www.w3.org/2005/Atom", "atom", OF_FEED },
	{ "purl.org/atom/ns", "atom03", OF_FEED },
	{ "purl.org/rss/1.0/", "rss", OF_FEED },
	{ "my.netscape.com", "rss", OF_FEED },
	{ "backend.userland.com", "rss", OF_FEED },
};

#define SPACES (sizeof spaces / sizeof spaces[0])

static enum space
space_of(const xmlNode *n)
{
	const char *name = (const char *)n->name;
	const char *colon = strchr(name, ':');

	if (n->ns != NULL && n->ns->href != NULL)
		for (size_t i = 0; i < SPACES; i++)
			if (xml_in(n, spaces[i].href))
				return spaces[i].space;
	if (n->ns != NULL && n->ns->prefix == NULL)
		return OF_FEED;
	if (n->ns != NULL)
		return OF_OTHERS;
	if (colon == NULL)
		return OF_FEED;
	for (size_t i = 0; i < SPACES; i++)
		if (strlen(spaces[i].prefix) == (size_t)(colon - name) &&
		    strncmp(name, spaces[i].prefix, (size_t)(colon - name)) ==
			0)
			return spaces[i].space;
	return OF_OTHERS;
}

/* ---- what elements say ---- */

typedef void taker(struct feed *f, struct feed_entry *e, xmlNode *n);

/* The text of n, "" if none; valid until out is cleared. */
static const char *
text_of(const xmlNode *n, struct buf *out)
{
	buf_clear(out);
	xml_text(n, out);
	return buf_str(out);
}

static const char *
attribute_of(const xmlNode *n, const char *name, struct buf *out)
{
	buf_clear(out);
	xml_attribute(n, name, out);
	return buf_str(out);
}

/* How an Atom text is written: "text", "html", "xhtml", a media type. */
enum writing { PLAIN, HTML, XHTML, BASE64 };

static bool
is_binary(const char *type)
{
	return strcmp(type, "application/octet-stream") == 0 ||
	       strncmp(type, "image/", 6) == 0 ||
	       strncmp(type, "audio/", 6) == 0 ||
	       strncmp(type, "video/", 6) == 0;
}

static enum writing
writing_of(const struct feed *f, const xmlNode *n)
{
	struct buf value = { 0 };
	enum writing w = f->is_atom ? PLAIN : HTML;
	const char *type;

	if (strcmp(attribute_of(n, "mode", &value), "base64") == 0) {
		w = BASE64;
	} else if (strcmp(buf_str(&value), "escaped") == 0) {
		w = HTML;
	} else {
		type = attribute_of(n, "type", &value);
		if (strstr(type, "xhtml") != NULL)
			w = XHTML;
		else if (strstr(type, "html") != NULL)
			w = xmlFirstElementChild((xmlNode *)n) != NULL ? XHTML
								       : HTML;
		else if (strncmp(type, "text", 4) == 0)
			w = PLAIN;
		else if (is_binary(type))
			w = BASE64; /* RFC 4287 4.1.3.3 */
		if (w != XHTML && xmlFirstElementChild((xmlNode *)n) != NULL)
			w = XHTML;
	}
	buf_free(&value);
	return w;
}

/* The text of an Atom construct: what html says about it is filled. */
static void
read_construct(const struct feed *f, const xmlNode *n, struct buf *out,
    bool *html)
{
	switch (writing_of(f, n)) {
	case PLAIN:
		xml_text(n, out);
		*html = false;
		break;
	case HTML:
		xml_text(n, out);
		*html = true;
		break;
	case XHTML:
		feed_inner_xml(n, out);
		*html = true;
		break;
	case BASE64:
		xml_text(n, out);
		feed_base64(out);
		*html = true;
		break;
	}
}

static void
take_title(struct feed *f, struct feed_entry *e, xmlNode *n)
{
	struct buf text = { 0 };
	bool html;

	read_construct(f, n, &text, &html);
	entry_title(e, buf_str(&text), html);
	buf_free(&text);
}

static void
take_link(struct feed *f, struct feed_entry *e, xmlNode *n)
{
	struct buf href = { 0 }, rel = { 0 }, more = { 0 };
	const char *how;

	(void)f;
	attribute_of(n, "href", &href);
	how = attribute_of(n, "rel", &rel);
	if (href.len == 0)
		entry_link(e, text_of(n, &href));
	else if (*how == '\0' || strcmp(how, "alternate") == 0)
		entry_link(e, href.data);
	else if (strcmp(how, "enclosure") == 0) {
		struct buf title = { 0 };

		entry_enclosure(e, href.data, attribute_of(n, "type", &more),
		    attribute_of(n, "title", &title));
		buf_free(&title);
	}
	buf_free(&href);
	buf_free(&rel);
	buf_free(&more);
}

static void
take_guid(struct feed *f, struct feed_entry *e, xmlNode *n)
{
	struct buf text = { 0 };

	(void)f;
	entry_identity(e, text_of(n, &text));
	buf_free(&text);
}

/* Atom's <author> has a name inside, RSS's is text. */
static void
take_author(struct feed *f, struct feed_entry *e, xmlNode *n)
{
	struct buf text = { 0 };
	bool named = false;

	(void)f;
	for (xmlNode *c = n->children; c != NULL; c = c->next)
		if (xml_is(c, "name")) {
			entry_author(e, text_of(c, &text));
			named = true;
		}
	if (!named && xmlFirstElementChild(n) == NULL)
		entry_author(e, text_of(n, &text));
	buf_free(&text);
}

static void
take_category(struct feed *f, struct feed_entry *e, xmlNode *n)
{
	struct buf text = { 0 };

	(void)f;
	if (*attribute_of(n, "term", &text) != '\0') {
		struct buf label = { 0 };

		attribute_of(n, "label", &label);
		entry_topic(e, label.len > 0 ? label.data : text.data);
		buf_free(&label);
	} else {
		entry_topic(e, text_of(n, &text));
	}
	buf_free(&text);
}

static void
take_published(struct feed *f, struct feed_entry *e, xmlNode *n)
{
	struct buf text = { 0 };

	(void)f;
	entry_published(e, text_of(n, &text));
	buf_free(&text);
}

static void
take_updated(struct feed *f, struct feed_entry *e, xmlNode *n)
{
	struct buf text = { 0 };

	(void)f;
	entry_updated(e, text_of(n, &text));
	buf_free(&text);
}

static void
take_summary(struct feed *f, struct feed_entry *e, xmlNode *n)
{
	struct buf text = { 0 };
	bool html;

	read_construct(f, n, &text, &html);
	entry_summary(e, buf_str(&text), html, f->is_atom);
	buf_free(&text);
}

static void
take_content(struct feed *f, struct feed_entry *e, xmlNode *n)
{
	struct buf text = { 0 };
	bool html;

	if (*attribute_of(n, "src", &text) != '\0') {
		entry_link(e, buf_str(&text));
	} else {
		buf_clear(&text);
		read_construct(f, n, &text, &html);
		entry_content(e, buf_str(&text), html);
	}
	buf_free(&text);
}

static void
take_enclosure(struct feed *f, struct feed_entry *e, xmlNode *n)
{
	struct buf url = { 0 }, type = { 0 };

	(void)f;
	entry_enclosure(e, attribute_of(n, "url", &url),
	    attribute_of(n, "type", &type), "");
	buf_free(&url);
	buf_free(&type);
}

static void
take_thumbnail(struct feed *f, struct feed_entry *e, xmlNode *n)
{
	struct buf url = { 0 };

	(void)f;
	entry_image(e, attribute_of(n, "url", &url), "");
	buf_free(&url);
}

static void
take_media(struct feed *f, struct feed_entry *e, xmlNode *n)
{
	struct buf value = { 0 };

	if (strcmp(attribute_of(n, "medium", &value), "image") == 0 ||
	    strncmp(attribute_of(n, "type", &value), "image/", 6) == 0)
		take_thumbnail(f, e, n);
	buf_free(&value);
}

/* The elements of an entry, by name and by whose they are. */
static const struct {
	const char *name;
	enum space space;
	taker *take;
} takers[] = {
	{ "title", OF_FEED, take_title },
	{ "title", OF_DC, take_title },
	{ "link", OF_FEED, take_link },
	{ "guid", OF_FEED, take_guid },
	{ "id", OF_FEED, take_guid },
	{ "identifier", OF_DC, take_guid },
	{ "author", OF_FEED, take_author },
	{ "creator", OF_DC, take_author },
	{ "author", OF_DC, take_author },
	{ "author", OF_ITUNES, take_author },
	{ "category", OF_FEED, take_category },
	{ "subject", OF_DC, take_category },
	{ "pubDate", OF_FEED, take_published },
	{ "published", OF_FEED, take_published },
	{ "issued", OF_FEED, take_published },
	{ "created", OF_FEED, take_published },
	{ "date", OF_DC, take_published },
	{ "updated", OF_FEED, take_updated },
	{ "modified", OF_FEED, take_updated },
	{ "modified", OF_DC, take_updated },
	{ "encoded", OF_CONTENT, take_content },
	{ "encoded", OF_FEED, take_content },
	{ "body", OF_CONTENT, take_content },
	{ "content", OF_FEED, take_content },
	{ "summary", OF_FEED, take_summary },
	{ "description", OF_FEED, take_summary },
	{ "description", OF_DC, take_summary },
	{ "enclosure", OF_FEED, take_enclosure },
	{ "thumbnail", OF_MEDIA, take_thumbnail },
	{ "content", OF_MEDIA, take_media },
};

#define TAKERS (sizeof takers / sizeof takers[0])

/* ---- entries ---- */

/* The address that links of this element start from. */
static const char *
base_of(struct feed *f, const xmlNode *n, struct buf *out)
{
	xmlChar *base = xmlNodeGetBase(f->doc, n);

	if (base != NULL && *base != '\0')
		buf_adds(out, (const char *)base);
	else if (f->site.len > 0)
		buf_adds(out, f->site.data);
	else
		buf_adds(out, f->url);
	xmlFree(base);
	return buf_str(out);
}

static void
take_element(struct feed *f, struct feed_entry *e, xmlNode *n)
{
	enum space space = space_of(n);

	for (size_t i = 0; i < TAKERS; i++)
		if (takers[i].space == space && xml_is(n, takers[i].name)) {
			struct buf base = { 0 };

			e->base = base_of(f, n, &base);
			takers[i].take(f, e, n);
			e->base = "";
			buf_free(&base);
			return;
		}
}

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

	for (const xmlNode *c = item->children; c != NULL; c = c->next)
		if (xml_is(c, "guid") &&
		    strcmp(attribute_of(c, "isPermaLink", &permanent),
			"false") != 0 &&
		    strstr(e->item.identity, "://") != NULL)
			entry_link(e, e->item.identity);
	buf_free(&permanent);
}

static void
read_entry(struct feed *f, xmlNode *item)
{
	struct feed_entry e;
	struct buf about = { 0 };
	long line = xmlGetLineNo(item);

	entry_begin(&e, f->how);
	e.item.line = line > 0 ? (size_t)line : 0;
	for (xmlNode *c = item->children; c != NULL; c = c->next)
		if (c->type == XML_ELEMENT_NODE)
			take_element(f, &e, c);
	if (!f->is_atom)
		link_by_guid(&e, item);
	if (*attribute_of(item, "about", &about) != '\0') /* RSS 1.0 */
		entry_identity(&e, buf_str(&about));
	if (e.item.front.authors.n == 0)
		entry_author(&e, buf_str(&f->author));
	read_lang(f, &e, item);
	entry_give(&e, f->in);
	buf_free(&about);
}

/* ---- the feed ---- */

static bool
is_entry(const xmlNode *n)
{
	return xml_is(n, "item") || xml_is(n, "entry");
}

/* What the feed says of itself, for entries that do not. */
static void
read_channel(struct feed *f, xmlNode *channel)
{
	struct buf text = { 0 };

	for (xmlNode *c = channel->children; c != NULL; c = c->next) {
		if (c->type != XML_ELEMENT_NODE)
			continue;
		if (xml_is(c, "link") && f->site.len == 0 && !f->is_atom &&
		    space_of(c) == OF_FEED)
			buf_adds(&f->site, text_of(c, &text));
		if (xml_is(c, "language"))
			buf_adds(&f->lang, text_of(c, &text));
		if (xml_is(c, "author") && f->is_atom && f->author.len == 0)
			for (xmlNode *a = c->children; a != NULL; a = a->next)
				if (xml_is(a, "name"))
					buf_adds(&f->author, text_of(a, &text));
	}
	buf_free(&text);
}

static void
read_entries(struct feed *f, xmlNode *in)
{
	for (xmlNode *c = in->children; c != NULL; c = c->next)
		if (is_entry(c))
			read_entry(f, c);
}

/* rss > channel > item, RDF > item beside channel, feed > entry. */
static void
read_document(struct feed *f, xmlNode *root)
{
	f->is_atom = xml_is(root, "feed");
	read_channel(f, root);
	for (xmlNode *c = root->children; c != NULL; c = c->next)
		if (xml_is(c, "channel")) {
			read_channel(f, c);
			read_entries(f, c);
		}
	read_entries(f, root);
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
		XML_PARSE_NOWARNING | XML_PARSE_HUGE | XML_PARSE_BIG_LINES);
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
