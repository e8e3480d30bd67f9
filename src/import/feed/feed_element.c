#include "import/feed/feed_element.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "import/core/xml.h"
#include "import/feed/entry.h"
#include "import/feed/feed_bytes.h"
#include "text/url.h"

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
			if (strcasestr((const char *)n->ns->href,
				spaces[i].href) != NULL)
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
	entry_title(e, buf_str(&text), html ? ENTRY_HTML : ENTRY_PLAIN);
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
	/* Google's word for what an entry is, not what it is about */
	if (strstr(attribute_of(n, "scheme", &text), "g/2005#kind") != NULL) {
		buf_free(&text);
		return;
	}
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

/* <media:content>: a picture, a recording or a film, with what it shows. */
static void
take_media(struct feed *f, struct feed_entry *e, xmlNode *n)
{
	static const char *const names[] = { "title", "description" };
	struct buf url = { 0 }, type = { 0 }, medium = { 0 }, title = { 0 };

	(void)f;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		for (xmlNode *c = n->children; c != NULL; c = c->next)
			if (xml_is(c, names[i]) && title.len == 0)
				xml_text(c, &title);
	attribute_of(n, "url", &url);
	attribute_of(n, "type", &type);
	if (strcmp(attribute_of(n, "medium", &medium), "image") == 0 &&
	    type.len == 0)
		buf_adds(&type, "image/");
	if (medium.len > 0 || type.len > 0)
		entry_enclosure(e, buf_str(&url), buf_str(&type),
		    buf_str(&title));
	buf_free(&url);
	buf_free(&type);
	buf_free(&medium);
	buf_free(&title);
}

static void
take_note(struct feed *f, struct feed_entry *e, xmlNode *n)
{
	struct buf text = { 0 };

	(void)f;
	entry_summary(e, text_of(n, &text), true, true);
	buf_free(&text);
}

static void
take_cover(struct feed *f, struct feed_entry *e, xmlNode *n)
{
	struct buf url = { 0 };

	(void)f;
	entry_image(e, attribute_of(n, "href", &url), "");
	buf_free(&url);
}

static void
take_group(struct feed *f, struct feed_entry *e, xmlNode *n)
{
	bool had = false;

	/* its contents are one thing in several sizes: the first is taken */
	for (xmlNode *c = n->children; c != NULL; c = c->next) {
		if (c->type != XML_ELEMENT_NODE || xml_is(c, "group") ||
		    (xml_is(c, "content") && had))
			continue;
		had = had || xml_is(c, "content");
		feed_element(f, e, c, FEED_REST);
	}
}

/*
 * The elements of an entry, by name and by whose they are, and which reading
 * takes them: what stands in for another comes last.
 */
static const struct {
	const char *name;
	enum space space;
	enum feed_part part;
	taker *take;
} takers[] = {
	{ "origLink", OF_OTHERS, FEED_NAMES, take_link },
	{ "title", OF_FEED, FEED_NAMES, take_title },
	{ "link", OF_FEED, FEED_NAMES, take_link },
	{ "guid", OF_FEED, FEED_NAMES, take_guid },
	{ "id", OF_FEED, FEED_NAMES, take_guid },
	{ "identifier", OF_DC, FEED_NAMES, take_guid },
	{ "title", OF_DC, FEED_NAMES, take_title },
	{ "author", OF_FEED, FEED_MAIN, take_author },
	{ "creator", OF_DC, FEED_MAIN, take_author },
	{ "author", OF_DC, FEED_MAIN, take_author },
	{ "author", OF_ITUNES, FEED_MAIN, take_author },
	{ "category", OF_FEED, FEED_MAIN, take_category },
	{ "subject", OF_DC, FEED_MAIN, take_category },
	{ "pubDate", OF_FEED, FEED_MAIN, take_published },
	{ "published", OF_FEED, FEED_MAIN, take_published },
	{ "issued", OF_FEED, FEED_MAIN, take_published },
	{ "created", OF_FEED, FEED_MAIN, take_published },
	{ "date", OF_DC, FEED_MAIN, take_published },
	{ "updated", OF_FEED, FEED_MAIN, take_updated },
	{ "modified", OF_FEED, FEED_MAIN, take_updated },
	{ "modified", OF_DC, FEED_MAIN, take_updated },
	{ "encoded", OF_CONTENT, FEED_MAIN, take_content },
	{ "encoded", OF_FEED, FEED_MAIN, take_content },
	{ "body", OF_CONTENT, FEED_MAIN, take_content },
	{ "content", OF_FEED, FEED_MAIN, take_content },
	{ "summary", OF_FEED, FEED_MAIN, take_summary },
	{ "description", OF_FEED, FEED_MAIN, take_summary },
	{ "description", OF_DC, FEED_MAIN, take_summary },
	{ "enclosure", OF_FEED, FEED_MAIN, take_enclosure },
	{ "thumbnail", OF_MEDIA, FEED_REST, take_thumbnail },
	{ "content", OF_MEDIA, FEED_REST, take_media },
	{ "group", OF_MEDIA, FEED_REST, take_group },
	{ "description", OF_MEDIA, FEED_REST, take_note },
	{ "summary", OF_ITUNES, FEED_REST, take_note },
	{ "subtitle", OF_ITUNES, FEED_REST, take_note },
	{ "image", OF_ITUNES, FEED_REST, take_cover },
};

#define TAKERS (sizeof takers / sizeof takers[0])

/* The address that links of this element start from. */
static const char *
base_of(struct feed *f, const struct feed_entry *e, const xmlNode *n,
    struct buf *out)
{
	const char *site = f->site.len > 0 ? f->site.data : f->url;
	xmlChar *base = xmlNodeGetBase(f->doc, n);
	const char *link = e->item.front.source;
	struct arena a = { 0 };

	if ((base == NULL || *base == '\0') && strstr(link, "://") != NULL)
		buf_adds(out, link); /* what is in it starts from its page */
	else if (base == NULL || *base == '\0')
		buf_adds(out, site);
	else if (*site != '\0')
		buf_adds(out, url_resolve(&a, site, (const char *)base));
	else
		buf_adds(out, (const char *)base);
	xmlFree(base);
	arena_free(&a);
	return buf_str(out);
}

void
feed_element(struct feed *f, struct feed_entry *e, xmlNode *n,
    enum feed_part part)
{
	enum space space = space_of(n);

	for (size_t i = 0; i < TAKERS; i++)
		if (takers[i].part == part && takers[i].space == space &&
		    xml_is(n, takers[i].name)) {
			struct buf base = { 0 };

			e->base = base_of(f, e, n, &base);
			takers[i].take(f, e, n);
			e->base = "";
			buf_free(&base);
			return;
		}
}

bool
feed_is_own(const xmlNode *n)
{
	return space_of(n) == OF_FEED;
}
