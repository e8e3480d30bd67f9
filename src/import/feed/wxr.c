#include "import/feed/wxr.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "import/core/item.h"
#include "import/core/reading.h"
#include "import/core/source.h"
#include "import/core/xml.h"
#include "import/feed/wxr_item.h"
#include "import/feed/wxr_notes.h"
#include "import/feed/wxr_post.h"
#include "import/feed/xml_reader.h"
#include "import/html/html.h"
#include "text/date.h"

struct wxr {
	struct xml_reader *reader;
	struct wxr_site site; /* its notes owned */
	time_t now;
};

/* By several marks: taken as a feed, it would give its drafts away. */
bool
wxr_is(const struct sniff *head)
{
	return head->kind == SNIFF_FEED && strcmp(head->root, "feed") != 0 &&
	       (sniff_holds(head, "wordpress.org/export") ||
		   sniff_holds(head, "wp:wxr_version") ||
		   sniff_holds(head, "<wp:post_type>") ||
		   sniff_holds(head, "<wp:status>"));
}

/* ---- the first reading: what items refer to ---- */

static void
note_item(struct wxr *w, xmlNode *n)
{
	struct wxr_notes *notes = w->site.notes;
	struct arena a = { 0 };
	struct wxr_post p;
	const char *id;

	wxr_post_read(&p, n, 0);
	id = wxr_said(&p, WXR_ID);
	if (wxr_says(&p, WXR_TYPE, "attachment")) {
		wxr_notes_attachment(notes, id, wxr_said(&p, WXR_URL),
		    p.field[WXR_ALT].len > 0 ? wxr_said(&p, WXR_ALT)
					     : wxr_said(&p, WXR_TITLE));
		if (p.field[WXR_EXCERPT].len > 0)
			wxr_notes_caption(notes, id, wxr_said(&p, WXR_EXCERPT));
		wxr_notes_belongs(notes, id, wxr_said(&p, WXR_PARENT),
		    strtol(wxr_said(&p, WXR_ORDER), NULL, 10));
	} else if (wxr_says(&p, WXR_TYPE, "page")) {
		wxr_notes_page(notes, id, wxr_slug(&a, &p),
		    wxr_said(&p, WXR_PARENT));
	} else if (wxr_says(&p, WXR_TYPE, "wp_block") &&
		   wxr_says(&p, WXR_STATUS, "publish")) {
		wxr_notes_block(notes, id, wxr_said(&p, WXR_CONTENT));
	}
	wxr_post_free(&p);
	arena_free(&a);
}

static void
note_author(struct wxr *w, xmlNode *n)
{
	struct buf login = { 0 }, name = { 0 };

	wxr_child_text(n, "author_login", &login);
	wxr_child_text(n, "author_display_name", &name);
	if (login.len > 0 && name.len > 0)
		wxr_notes_author(w->site.notes, login.data, name.data);
	buf_free(&login);
	buf_free(&name);
}

static void
note_category(struct wxr *w, xmlNode *n)
{
	struct buf slug = { 0 }, title = { 0 };

	wxr_child_text(n, "category_nicename", &slug);
	wxr_child_text(n, "cat_name", &title);
	if (slug.len > 0 && title.len > 0)
		wxr_notes_category(w->site.notes, slug.data, title.data);
	buf_free(&slug);
	buf_free(&title);
}

/* ---- the second reading: items ---- */

/* Why an item is not for readers; NULL when it is. */
static const char *
not_for_readers(struct wxr *w, struct wxr_post *p)
{
	static const struct {
		const char *type, *why;
	} types[] = {
		{ "attachment", "an attachment" },
		{ "wp_block", "a reusable block: it stands where it is used" },
	};
	struct date d = wxr_date(p);
	bool typed = p->field[WXR_TYPE].len > 0;

	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
		if (wxr_says(p, WXR_TYPE, types[i].type))
			return types[i].why;
	if (typed && !wxr_says(p, WXR_TYPE, "post") &&
	    !wxr_says(p, WXR_TYPE, "page") &&
	    !reading_has_type(w->site.how, wxr_said(p, WXR_TYPE)))
		return "neither a post nor a page";
	/* other programs that write this format may leave the status out */
	if (!(typed && p->field[WXR_STATUS].len == 0) &&
	    !wxr_says(p, WXR_STATUS, "publish"))
		return wxr_says(p, WXR_STATUS, "future") ? "scheduled"
							 : "not published";
	if (p->field[WXR_PASSWORD].len > 0)
		return "behind a password";
	if (d.known && d.seconds > (int64_t)w->now)
		return "dated in the future";
	return NULL;
}

static void
read_item(struct wxr *w, xmlNode *n)
{
	struct wxr_post p;
	const char *why;

	wxr_post_read(&p, n, xml_reader_line(w->reader));
	why = not_for_readers(w, &p);
	if (why != NULL)
		w->site.in->skipped(w->site.in->ctx, p.line,
		    wxr_said(&p, WXR_TITLE), why);
	else
		wxr_item_give(&w->site, &p,
		    wxr_says(&p, WXR_TYPE, "page") ? ITEM_PAGE : ITEM_ARTICLE);
	wxr_post_free(&p);
}

static void
read_category(struct wxr *w, xmlNode *n)
{
	struct buf title = { 0 }, parent = { 0 }, above = { 0 }, text = { 0 };
	struct arena a = { 0 };
	struct item_topic topic;

	wxr_child_text(n, "cat_name", &title);
	wxr_child_text(n, "category_parent", &parent);
	wxr_child_text(n, "category_description", &text);
	if (parent.len > 0 &&
	    !wxr_notes_find_category(w->site.notes, buf_str(&parent), &above))
		buf_adds(&above, buf_str(&parent));
	topic.title = html_line(&a, buf_str(&title));
	topic.parent = html_line(&a, buf_str(&above));
	topic.description = html_line(&a, buf_str(&text));
	if (*topic.title != '\0')
		w->site.in->topic(w->site.in->ctx, &topic);
	arena_free(&a);
	buf_free(&title);
	buf_free(&parent);
	buf_free(&above);
	buf_free(&text);
}

/* What the channel says of the site, element by element. */
static void
read_site(struct wxr *w, xmlNode *n)
{
	struct buf text = { 0 };
	struct arena a = { 0 };
	struct item_site site = { NULL, NULL, NULL, NULL };
	const char *line;

	xml_text(n, &text);
	line = html_line(&a, buf_str(&text));
	if (xml_is(n, "title"))
		site.title = line;
	else if (xml_is(n, "description"))
		site.description = line;
	else if (xml_is(n, "language"))
		site.language = line;
	else
		site.url = line;
	intake_site(w->site.in, &site);
	arena_free(&a);
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
	{ "title", read_site },
	{ "description", read_site },
	{ "language", read_site },
	{ "link", read_site },
	{ "base_blog_url", read_site },
	{ NULL, NULL },
};

static int
read_once(struct wxr *w, struct source *s, const struct take *takes,
    const struct intake *in, struct problem *why)
{
	static const char *const outer[] = { "html", "body", "rss", "RDF",
		"channel", NULL };
	static const char *const apart[] = { "item", NULL };
	static const struct xml_shape shape = { outer, apart };
	xmlNode *n;
	size_t cut;

	if (source_rewind(s, why) == -1)
		return -1;
	w->reader = xml_reader_new(s, s->charset, &shape, in);
	while ((n = xml_reader_next(w->reader)) != NULL)
		for (const struct take *t = takes; t->name != NULL; t++)
			if (xml_is(n, t->name))
				t->take(w, n);
	cut = xml_reader_cut(w->reader);
	if (cut > 0)
		w->site.in->skipped(w->site.in->ctx, cut, "",
		    "the last item: the source stops within it");
	xml_reader_free(w->reader);
	return 0;
}

int
wxr_read(struct source *s, const struct reading *how, const struct intake *in,
    struct problem *why)
{
	/* what is wrong with the source is told in the second reading */
	static const struct intake deaf = { .ctx = NULL };
	struct wxr w = { .site = { NULL, how, in }, .now = time(NULL) };
	int rc;

	w.site.notes = wxr_notes_new();
	if (w.site.notes == NULL)
		return problem_set(why, 0, "no temporary database");
	rc = read_once(&w, s, first_reading, &deaf, why);
	if (rc == 0)
		rc = read_once(&w, s, second_reading, in, why);
	wxr_notes_free(w.site.notes);
	return rc;
}
