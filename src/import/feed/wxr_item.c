#include "import/feed/wxr_item.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "import/core/reading.h"
#include "import/core/xml.h"
#include "import/feed/wxr_content.h"
#include "import/feed/wxr_notes.h"
#include "import/feed/wxr_post.h"
#include "import/html/html.h"
#include "import/images/picture_file.h"
#include "text/markup.h"

/* A post that is being made an item. */
struct making {
	const struct wxr_site *site;
	struct wxr_post *post;
	struct buf told; /* owned: names of shortcodes that went */
};

/* Add what these words of HTML say to a list of names, once. */
static void
add_name(struct arena *a, struct fm_names *list, const char *html)
{
	const char *name = html_line(a, html);

	fm_names_add(a, list, name, strlen(name));
}

static bool
is_no_topic(const xmlNode *category)
{
	struct buf slug = { 0 };
	bool is = xml_attribute(category, "nicename", &slug) &&
		  fm_names_is_no_topic(buf_str(&slug));

	buf_free(&slug);
	return is;
}

/* Is it a taxonomy whose terms are topics? */
static bool
names_topics(const struct wxr_site *w, const xmlNode *category)
{
	static const char *const own[] = { "category", "post_tag", "tag" };
	struct buf domain = { 0 };
	bool is = !xml_attribute(category, "domain", &domain) ||
		  reading_has_type(w->how, buf_str(&domain));

	for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
		is = is || strcmp(buf_str(&domain), own[i]) == 0;
	buf_free(&domain);
	return is;
}

static void
take_topics(const struct wxr_site *w, struct wxr_post *p,
    struct front_matter *f)
{
	if (w->how->topic != NULL)
		fm_names_add(&f->arena, &f->topics, w->how->topic,
		    strlen(w->how->topic));
	for (const xmlNode *c = p->node->children; c != NULL; c = c->next) {
		struct buf text = { 0 };

		if (!xml_is(c, "category") || !names_topics(w, c) ||
		    is_no_topic(c))
			continue;
		xml_text(c, &text);
		if (text.len > 0)
			add_name(&f->arena, &f->topics, buf_str(&text));
		buf_free(&text);
	}
}

static void
take_picture(const struct wxr_site *w, struct wxr_post *p,
    struct front_matter *f)
{
	struct buf url = { 0 }, alt = { 0 };

	if (p->field[WXR_THUMBNAIL].len > 0 &&
	    wxr_notes_find_attachment(w->notes, wxr_said(p, WXR_THUMBNAIL),
		&url, &alt)) {
		f->image = arena_strdup(&f->arena, buf_str(&url));
		f->image_alt = html_line(&f->arena, buf_str(&alt));
	}
	buf_free(&url);
	buf_free(&alt);
}

static void
take_author(const struct wxr_site *w, struct wxr_post *p,
    struct front_matter *f)
{
	struct buf name = { 0 };

	if (p->field[WXR_CREATOR].len == 0)
		return;
	if (!wxr_notes_find_author(w->notes, wxr_said(p, WXR_CREATOR), &name))
		buf_adds(&name, wxr_said(p, WXR_CREATOR));
	add_name(&f->arena, &f->authors, buf_str(&name));
	buf_free(&name);
}

static void
add_attachment(void *ctx, const char *id, struct buf *html)
{
	const struct wxr_site *w = ((const struct making *)ctx)->site;
	struct buf url = { 0 }, alt = { 0 }, caption = { 0 };

	if (wxr_notes_find_attachment(w->notes, id, &url, &alt)) {
		buf_addf(html, "<img src=\"%s\" alt=\"", buf_str(&url));
		markup_escape(html, buf_str(&alt), alt.len);
		buf_adds(html, "\">");
	}
	if (wxr_notes_find_caption(w->notes, id, &caption))
		buf_addf(html, "<figcaption>%s</figcaption>",
		    buf_str(&caption));
	buf_free(&url);
	buf_free(&alt);
	buf_free(&caption);
}

/* [gallery] alone: all pictures that were uploaded for the post. */
static void
add_pictures(void *ctx, struct buf *ids)
{
	const struct making *m = ctx;
	const struct wxr_site *w = m->site;
	struct buf all = { 0 };

	wxr_notes_attachments(w->notes, wxr_said(m->post, WXR_ID), &all);
	for (const char *s = buf_str(&all); *s != '\0';) {
		size_t len = strcspn(s, ",");
		struct buf id = { 0 }, url = { 0 };

		buf_add(&id, s, len);
		wxr_notes_find_attachment(w->notes, buf_str(&id), &url, NULL);
		if (picture_address(buf_str(&url)))
			buf_addf(ids, "%s,", buf_str(&id));
		buf_free(&id);
		buf_free(&url);
		s += len + (s[len] == ',');
	}
	buf_free(&all);
}

/* Pictures that say which attachment they are get its text. */
static void
name_pictures(const struct wxr_site *w, xmlNode *root)
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
add_block(void *ctx, const char *id, struct buf *content)
{
	const struct making *m = ctx;

	wxr_notes_find_block(m->site->notes, id, content);
}

static void
tell_dropped(void *ctx, const char *name)
{
	struct making *m = ctx;
	const struct intake *in = m->site->in;
	struct buf tag = { 0 };

	buf_addf(&tag, "[%s]", name);
	/* each name once for a post: a builder's come by the hundred */
	if (strstr(buf_str(&m->told), buf_str(&tag)) == NULL) {
		buf_adds(&m->told, buf_str(&tag));
		in->skipped(in->ctx, m->post->line, buf_str(&tag),
		    "a shortcode; the text in it stays");
	}
	buf_free(&tag);
}

static void
take_content(const struct wxr_site *w, struct wxr_post *p, struct item *it)
{
	struct making m = { .site = w, .post = p };
	const struct wxr_refs refs = { add_attachment, add_block, add_pictures,
		tell_dropped, wxr_said(p, WXR_FOOTNOTES), &m };
	struct buf html = { 0 };
	xmlDoc *doc;
	xmlNode *root;

	wxr_content(wxr_said(p, WXR_CONTENT), p->field[WXR_CONTENT].len, &refs,
	    &html);
	doc = html.len > 0 ? html_parse(html.data, html.len, "UTF-8") : NULL;
	root = doc != NULL ? xmlDocGetRootElement(doc) : NULL;
	if (root != NULL) {
		name_pictures(w, root);
		html_node_to_markdown(&it->markdown, root,
		    wxr_said(p, WXR_LINK));
	}
	xmlFreeDoc(doc);
	buf_free(&html);
	buf_free(&m.told);
}

void
wxr_item_give(const struct wxr_site *w, struct wxr_post *p, enum item_kind kind)
{
	struct item it;
	struct front_matter *f = &it.front;
	struct buf path = { 0 };

	item_init(&it);
	it.kind = kind;
	it.line = p->line;
	/* exports exist in which two items share a guid */
	it.identity = arena_printf(&f->arena, "wxr:%s %s",
	    p->field[WXR_GUID].len > 0 ? wxr_said(p, WXR_GUID)
				       : wxr_said(p, WXR_LINK),
	    p->field[WXR_ID].len > 0 ? wxr_said(p, WXR_ID)
				     : wxr_slug(&f->arena, p));
	f->title = html_line(&f->arena, wxr_said(p, WXR_TITLE));
	f->slug = wxr_slug(&f->arena, p);
	if (kind == ITEM_PAGE)
		wxr_notes_path(w->notes, wxr_said(p, WXR_PARENT), &path);
	it.folder = arena_strdup(&f->arena, buf_str(&path));
	f->source = arena_strdup(&f->arena, wxr_said(p, WXR_LINK));
	f->summary = html_line(&f->arena, wxr_said(p, WXR_EXCERPT));
	f->date = wxr_date(p);
	f->updated = wxr_modified(p);
	if (kind == ITEM_PAGE)
		f->weight = strtol(wxr_said(p, WXR_ORDER), NULL, 10);
	take_topics(w, p, f);
	take_author(w, p, f);
	take_picture(w, p, f);
	take_content(w, p, &it);
	w->in->item(w->in->ctx, &it);
	item_free(&it);
	buf_free(&path);
}
