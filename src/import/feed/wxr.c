#include "import/feed/wxr.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/buf.h"
#include "import/core/item.h"
#include "import/core/source.h"
#include "import/core/xml.h"
#include "import/feed/wxr_content.h"
#include "import/feed/wxr_notes.h"
#include "import/html/html.h"
#include "text/date.h"
#include "text/slug.h"
#include "text/url.h"
#include "text/utf8_write.h"

/* What an <item> says, by the order of fields[] below. */
enum field {
	TITLE,
	LINK,
	GUID,
	CREATOR,
	CONTENT,
	EXCERPT,
	ID,
	PARENT,
	NAME,
	TYPE,
	STATUS,
	PASSWORD,
	DATE,
	DATE_GMT,
	PUB_DATE,
	MODIFIED_GMT,
	URL,
	ORDER,
	THUMBNAIL,
	ALT,
	FIELDS
};

struct post {
	struct buf field[FIELDS]; /* owned */
	const xmlNode *node;      /* the item, for its categories */
	size_t line;
};

struct wxr {
	struct xml xml;
	struct wxr_notes *notes; /* owned */
	const struct reading *how;
	const struct intake *in;
	time_t now;
	const char *post; /* number of the post that is being taken */
};

/* Elements of an item by local name; the two "encoded" have other spaces. */
static const struct {
	const char *name;
	enum field field;
} fields[] = {
	{ "title", TITLE },
	{ "link", LINK },
	{ "guid", GUID },
	{ "creator", CREATOR },
	{ "post_id", ID },
	{ "post_parent", PARENT },
	{ "post_name", NAME },
	{ "post_type", TYPE },
	{ "status", STATUS },
	{ "post_password", PASSWORD },
	{ "post_date", DATE },
	{ "post_date_gmt", DATE_GMT },
	{ "post_modified_gmt", MODIFIED_GMT },
	{ "pubDate", PUB_DATE },
	{ "attachment_url", URL },
	{ "menu_order", ORDER },
};

bool
wxr_is(const char *head, size_t len)
{
	return memmem(head, len, "<rss", 4) != NULL &&
	       (memmem(head, len, "wordpress.org/export", 20) != NULL ||
		   memmem(head, len, "wp:wxr_version", 14) != NULL);
}

/* ---- reading an item ---- */

static const char *
said(struct post *p, enum field f)
{
	return buf_str(&p->field[f]);
}

/* Append the text of a named child of n, trimmed. */
static void
child_text(const xmlNode *n, const char *name, struct buf *out)
{
	for (const xmlNode *c = n->children; c != NULL; c = c->next)
		if (xml_is(c, name)) {
			xml_text(c, out);
			return;
		}
}

/* <wp:postmeta>: a key and a value. */
static void
read_meta(struct post *p, const xmlNode *n)
{
	struct buf key = { 0 };

	child_text(n, "meta_key", &key);
	if (strcmp(buf_str(&key), "_thumbnail_id") == 0)
		child_text(n, "meta_value", &p->field[THUMBNAIL]);
	if (strcmp(buf_str(&key), "_wp_attachment_image_alt") == 0)
		child_text(n, "meta_value", &p->field[ALT]);
	buf_free(&key);
}

static bool
is_content(const xmlNode *n)
{
	return n->ns != NULL
		   ? xml_in(n, "modules/content")
		   : strncmp((const char *)n->name, "content:", 8) == 0;
}

static void
read_field(struct post *p, const xmlNode *n)
{
	if (n->type != XML_ELEMENT_NODE)
		return;
	if (xml_is(n, "encoded"))
		xml_text(n, &p->field[is_content(n) ? CONTENT : EXCERPT]);
	else if (xml_is(n, "postmeta"))
		read_meta(p, n);
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
		if (xml_is(n, fields[i].name) &&
		    p->field[fields[i].field].len == 0)
			xml_text(n, &p->field[fields[i].field]);
}

static void
read_post(struct post *p, const xmlNode *item, size_t line)
{
	*p = (struct post){ .node = item, .line = line };
	for (const xmlNode *c = item->children; c != NULL; c = c->next)
		read_field(p, c);
}

static void
free_post(struct post *p)
{
	for (int f = 0; f < FIELDS; f++)
		buf_free(&p->field[f]);
}

/* ---- the first reading: what items refer to ---- */

/* A slug as WordPress keeps it, percent codes decoded. */
static const char *
slug_of(struct arena *a, struct post *p)
{
	char slug[SLUG_SIZE];
	const struct buf *name = &p->field[NAME];

	if (slug_make(slug, buf_str(&p->field[NAME]), name->len) == 0)
		slug_make(slug, said(p, TITLE), p->field[TITLE].len);
	return arena_strdup(a, slug);
}

static void
note_item(struct wxr *w, xmlNode *n)
{
	struct arena a = { 0 };
	struct post p;

	read_post(&p, n, 0);
	if (strcmp(said(&p, TYPE), "attachment") == 0)
		wxr_notes_attachment(w->notes, said(&p, ID), said(&p, URL),
		    p.field[ALT].len > 0 ? said(&p, ALT) : said(&p, TITLE));
	if (strcmp(said(&p, TYPE), "attachment") == 0)
		wxr_notes_belongs(w->notes, said(&p, ID), said(&p, PARENT),
		    strtol(said(&p, ORDER), NULL, 10));
	else if (strcmp(said(&p, TYPE), "page") == 0)
		wxr_notes_page(w->notes, said(&p, ID), slug_of(&a, &p),
		    said(&p, PARENT));
	free_post(&p);
	arena_free(&a);
}

static void
note_author(struct wxr *w, xmlNode *n)
{
	struct buf login = { 0 }, name = { 0 };

	child_text(n, "author_login", &login);
	child_text(n, "author_display_name", &name);
	if (login.len > 0 && name.len > 0)
		wxr_notes_author(w->notes, login.data, name.data);
	buf_free(&login);
	buf_free(&name);
}

static void
note_category(struct wxr *w, xmlNode *n)
{
	struct buf slug = { 0 }, title = { 0 };

	child_text(n, "category_nicename", &slug);
	child_text(n, "cat_name", &title);
	if (slug.len > 0 && title.len > 0)
		wxr_notes_category(w->notes, slug.data, title.data);
	buf_free(&slug);
	buf_free(&title);
}

/* ---- the second reading: items ---- */

static const char *
words_of(struct arena *a, const char *html)
{
	struct buf words = { 0 }, clean = { 0 };

	html_words(&words, html, strlen(html));
	utf8_clean(&clean, buf_str(&words), words.len);
	buf_free(&words);
	return buf_keep(&clean, a);
}

/* Add what these words of HTML say to a list of names, once. */
static void
add_name(struct arena *a, struct fm_names *list, const char *html)
{
	const char *name = words_of(a, html);

	fm_names_add(a, list, name, strlen(name));
}

static void
take_topics(struct wxr *w, struct post *p, struct front_matter *f)
{
	if (w->how->topic != NULL)
		fm_names_add(&f->arena, &f->topics, w->how->topic,
		    strlen(w->how->topic));
	for (const xmlNode *c = p->node->children; c != NULL; c = c->next) {
		struct buf text = { 0 }, domain = { 0 };

		if (!xml_is(c, "category"))
			continue;
		xml_text(c, &text);
		if ((!xml_attribute(c, "domain", &domain) ||
			strcmp(buf_str(&domain), "category") == 0 ||
			strcmp(buf_str(&domain), "post_tag") == 0 ||
			strcmp(buf_str(&domain), "tag") == 0) &&
		    text.len > 0)
			add_name(&f->arena, &f->topics, buf_str(&text));
		buf_free(&text);
		buf_free(&domain);
	}
}

/* The dates of an item: GMT, else the site's own time, else the feed's. */
static struct date
date_of(struct post *p)
{
	static const enum field order[] = { DATE_GMT, DATE, PUB_DATE };
	struct date d = { .known = false };

	for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
		const struct buf *b = &p->field[order[i]];

		if (b->len > 0 && strncmp(b->data, "0000", 4) != 0 &&
		    date_parse(&d, b->data, b->len) == 0)
			return d;
	}
	return d;
}

static void
take_picture(struct wxr *w, struct post *p, struct front_matter *f)
{
	struct buf url = { 0 }, alt = { 0 };

	if (p->field[THUMBNAIL].len > 0 &&
	    wxr_notes_find_attachment(w->notes, said(p, THUMBNAIL), &url,
		&alt)) {
		f->image = arena_strdup(&f->arena, buf_str(&url));
		f->image_alt = words_of(&f->arena, buf_str(&alt));
	}
	buf_free(&url);
	buf_free(&alt);
}

static void
take_author(struct wxr *w, struct post *p, struct front_matter *f)
{
	struct buf name = { 0 };

	if (p->field[CREATOR].len == 0)
		return;
	if (!wxr_notes_find_author(w->notes, said(p, CREATOR), &name))
		buf_adds(&name, said(p, CREATOR));
	add_name(&f->arena, &f->authors, buf_str(&name));
	buf_free(&name);
}

static void
add_attachment(void *ctx, const char *id, struct buf *html)
{
	struct wxr *w = ctx;
	struct buf url = { 0 }, alt = { 0 };

	if (wxr_notes_find_attachment(w->notes, id, &url, &alt)) {
		buf_addf(html, "<img src=\"%s\" alt=\"", buf_str(&url));
		for (const char *s = buf_str(&alt); *s != '\0'; s++)
			if (*s == '"')
				buf_adds(html, "&quot;");
			else if (*s == '&')
				buf_adds(html, "&amp;");
			else
				buf_addc(html, *s);
		buf_adds(html, "\">");
	}
	buf_free(&url);
	buf_free(&alt);
}

static bool
is_picture(const char *url)
{
	static const char *const ends[] = { ".jpg", ".jpeg", ".png", ".gif",
		".webp", ".avif", ".svg", ".bmp" };
	size_t len = strlen(url);

	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
		if (len > strlen(ends[i]) &&
		    strcasecmp(url + len - strlen(ends[i]), ends[i]) == 0)
			return true;
	return false;
}

/* [gallery] alone: all pictures that were uploaded for the post. */
static void
add_pictures(void *ctx, struct buf *ids)
{
	struct wxr *w = ctx;
	struct buf all = { 0 };

	wxr_notes_attachments(w->notes, w->post, &all);
	for (const char *s = buf_str(&all); *s != '\0';) {
		size_t len = strcspn(s, ",");
		struct buf id = { 0 }, url = { 0 };

		buf_add(&id, s, len);
		wxr_notes_find_attachment(w->notes, buf_str(&id), &url, NULL);
		if (is_picture(buf_str(&url)))
			buf_addf(ids, "%s,", buf_str(&id));
		buf_free(&id);
		buf_free(&url);
		s += len + (s[len] == ',');
	}
	buf_free(&all);
}

/* Pictures that say which attachment they are get its text. */
static void
name_pictures(struct wxr *w, xmlNode *root)
{
	xmlNode *n = root;

	while (n != NULL) {
		struct buf class = { 0 }, alt = { 0 };
		const char *mark = NULL;

		if (xml_is(n, "img") && xml_attribute(n, "class", &class))
			mark = strstr(buf_str(&class), "wp-image-");
		if (mark != NULL &&
		    (!xml_attribute(n, "alt", &alt) || alt.len == 0)) {
			char id[24] = "";
			size_t len = strspn(mark + 9, "0123456789");

			if (len < sizeof id)
				memcpy(id, mark + 9, len);
			if (wxr_notes_find_attachment(w->notes, id, NULL, &alt))
				xmlSetProp(n, (const xmlChar *)"alt",
				    (const xmlChar *)buf_str(&alt));
		}
		buf_free(&class);
		buf_free(&alt);
		if (n->children != NULL && n->type == XML_ELEMENT_NODE) {
			n = n->children;
			continue;
		}
		while (n != root && n->next == NULL)
			n = n->parent;
		n = n == root ? NULL : n->next;
	}
}

static void
take_content(struct wxr *w, struct post *p, struct item *it)
{
	struct buf html = { 0 };
	xmlDoc *doc;
	xmlNode *root;

	w->post = said(p, ID);
	wxr_content(said(p, CONTENT), p->field[CONTENT].len,
	    &(struct attachments){ add_attachment, add_pictures, w }, &html);
	doc = html.len > 0 ? html_parse(html.data, html.len, "UTF-8") : NULL;
	root = doc != NULL ? xmlDocGetRootElement(doc) : NULL;
	if (root != NULL) {
		name_pictures(w, root);
		html_node_to_markdown(&it->markdown, root, said(p, LINK));
	}
	xmlFreeDoc(doc);
	buf_free(&html);
}

static void
take_item(struct wxr *w, struct post *p, enum item_kind kind)
{
	struct item it;
	struct front_matter *f = &it.front;
	struct buf path = { 0 };

	item_init(&it);
	it.kind = kind;
	it.line = p->line;
	/* exports exist in which two items share a guid */
	it.identity = arena_printf(&f->arena, "wxr:%s %s",
	    p->field[GUID].len > 0 ? said(p, GUID) : said(p, LINK),
	    said(p, ID));
	f->title = words_of(&f->arena, said(p, TITLE));
	f->slug = slug_of(&f->arena, p);
	if (kind == ITEM_PAGE)
		wxr_notes_path(w->notes, said(p, PARENT), &path);
	it.folder = arena_strdup(&f->arena, buf_str(&path));
	f->source = arena_strdup(&f->arena, said(p, LINK));
	f->summary = words_of(&f->arena, said(p, EXCERPT));
	f->date = date_of(p);
	if (p->field[MODIFIED_GMT].len > 0)
		date_parse(&f->updated, said(p, MODIFIED_GMT),
		    p->field[MODIFIED_GMT].len);
	if (kind == ITEM_PAGE)
		f->weight = strtol(said(p, ORDER), NULL, 10);
	take_topics(w, p, f);
	take_author(w, p, f);
	take_picture(w, p, f);
	take_content(w, p, &it);
	w->in->item(w->in->ctx, &it);
	item_free(&it);
	buf_free(&path);
}

/* Why an item is not for readers; NULL when it is. */
static const char *
not_for_readers(struct wxr *w, struct post *p)
{
	struct date d = date_of(p);
	const char *type = said(p, TYPE), *status = said(p, STATUS);

	if (*type != '\0' && strcmp(type, "post") != 0 &&
	    strcmp(type, "page") != 0)
		return strcmp(type, "attachment") == 0
			   ? "an attachment"
			   : "neither a post nor a page";
	/* other programs that write this format may leave the status out */
	if (*status == '\0' && *type != '\0')
		status = "publish";
	if (strcmp(status, "publish") != 0)
		return strcmp(status, "future") == 0 ? "scheduled"
						     : "not published";
	if (p->field[PASSWORD].len > 0)
		return "behind a password";
	if (d.known && d.seconds > (int64_t)w->now)
		return "dated in the future";
	return NULL;
}

static void
read_item(struct wxr *w, xmlNode *n)
{
	struct post p;
	const char *why;
	long line = xmlGetLineNo(n); /* the reader itself is further on */

	read_post(&p, n, line > 0 ? (size_t)line : xml_line(&w->xml));
	why = not_for_readers(w, &p);
	if (why != NULL)
		w->in->skipped(w->in->ctx, p.line, said(&p, TITLE), why);
	else
		take_item(w, &p,
		    strcmp(said(&p, TYPE), "page") == 0 ? ITEM_PAGE
							: ITEM_ARTICLE);
	free_post(&p);
}

static void
read_category(struct wxr *w, xmlNode *n)
{
	struct buf title = { 0 }, parent = { 0 }, above = { 0 }, text = { 0 };
	struct arena a = { 0 };
	struct item_topic topic;

	child_text(n, "cat_name", &title);
	child_text(n, "category_parent", &parent);
	child_text(n, "category_description", &text);
	if (parent.len > 0 &&
	    !wxr_notes_find_category(w->notes, buf_str(&parent), &above))
		buf_adds(&above, buf_str(&parent));
	topic.title = words_of(&a, buf_str(&title));
	topic.parent = words_of(&a, buf_str(&above));
	topic.description = words_of(&a, buf_str(&text));
	if (*topic.title != '\0')
		w->in->topic(w->in->ctx, &topic);
	arena_free(&a);
	buf_free(&title);
	buf_free(&parent);
	buf_free(&above);
	buf_free(&text);
}

/* ---- the stream ---- */

typedef void taker(struct wxr *w, xmlNode *n);

/* The elements of the channel that each reading takes. */
struct take {
	const char *name;
	taker *take;
};

static const struct take first_reading[] = {
	{ "item", note_item },
	{ "author", note_author },
	{ "category", note_category },
	{ NULL, NULL },
};

static const struct take second_reading[] = {
	{ "item", read_item },
	{ "category", read_category },
	{ NULL, NULL },
};

static bool
holds_others(const xmlNode *n)
{
	return xml_is(n, "rss") || xml_is(n, "channel") || xml_is(n, "RDF");
}

static int
read_through(struct wxr *w, const struct take *takes, struct problem *why)
{
	int rc = xml_next_element(&w->xml, why);

	while (rc == 1) {
		xmlNode *n = xmlTextReaderCurrentNode(w->xml.reader);
		const struct take *t = takes;

		if (n != NULL && holds_others(n)) {
			rc = xml_next_element(&w->xml, why);
			continue;
		}
		while (n != NULL && t->name != NULL && !xml_is(n, t->name))
			t++;
		if (n != NULL && t->name != NULL) {
			n = xml_expand(&w->xml, why);
			if (n == NULL)
				return -1;
			t->take(w, n);
		}
		rc = xml_skip(&w->xml, why);
	}
	return rc;
}

static int
read_once(struct wxr *w, struct source *s, const struct take *takes,
    struct problem *why)
{
	int rc;

	if (source_rewind(s, why) == -1 || xml_open(&w->xml, s, why) == -1)
		return -1;
	rc = read_through(w, takes, why);
	xml_close(&w->xml);
	return rc;
}

int
wxr_read(struct source *s, const struct reading *how, const struct intake *in,
    struct problem *why)
{
	struct wxr w = { .how = how, .in = in, .now = time(NULL) };
	int rc;

	w.notes = wxr_notes_new();
	if (w.notes == NULL)
		return problem_set(why, 0, "no temporary database");
	/* a broken document says so in the second reading */
	read_once(&w, s, first_reading, NULL);
	rc = read_once(&w, s, second_reading, why);
	wxr_notes_free(w.notes);
	return rc;
}
