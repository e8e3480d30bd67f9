#include "import/entry.h"

#include <string.h>

#include "base/url.h"
#include "base/utf8.h"
#include "import/commonmark.h"
#include "import/format.h"
#include "import/html.h"
#include "page/markdown.h"
#include "page/page.h"
#include "page/summary.h"

#define TITLE_MAX 70 /* characters of a title that is made up */

void
entry_begin(struct feed_entry *e, const struct reading *how)
{
	*e = (struct feed_entry){ .base = "" };
	item_init(&e->item);
	if (how->topic != NULL)
		entry_topic(e, how->topic);
}

/* Text of one line: clean, blanks folded, none at the ends. */
static const char *
clean(struct feed_entry *e, const char *s, size_t len)
{
	struct buf text = { 0 }, line = { 0 };
	const char *copy;
	bool blank = false;

	utf8_clean(&text, s, len);
	for (size_t i = 0; i < text.len; i++) {
		if (text.data[i] == ' ') {
			blank = line.len > 0;
			continue;
		}
		if (blank)
			buf_addc(&line, ' ');
		blank = false;
		buf_addc(&line, text.data[i]);
	}
	copy = arena_strndup(&e->item.front.arena, buf_str(&line), line.len);
	buf_free(&text);
	buf_free(&line);
	return copy;
}

static const char *
words(struct feed_entry *e, const char *text, bool html)
{
	struct buf out = { 0 };
	const char *line;

	if (!html || strpbrk(text, "<&") == NULL)
		return clean(e, text, strlen(text));
	html_words(&out, text, strlen(text));
	line = clean(e, buf_str(&out), out.len);
	buf_free(&out);
	return line;
}

static const char *
resolve(struct feed_entry *e, const char *url)
{
	struct arena *a = &e->item.front.arena;
	const char *trimmed = clean(e, url, strlen(url));

	if (*trimmed == '\0' || *e->base == '\0')
		return trimmed;
	return url_resolve(a, e->base, trimmed);
}

/* Set a field of the front matter that says nothing yet. */
static void
set(const char **field, const char *value)
{
	if (**field == '\0')
		*field = value;
}

static void
add_name(struct feed_entry *e, struct names *list, const char *name)
{
	struct arena *a = &e->item.front.arena;

	if (*name == '\0')
		return;
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->name[i], name) == 0)
			return;
	list->name = arena_grow(a, (void *)list->name,
	    list->n * sizeof *list->name, (list->n + 1) * sizeof *list->name);
	list->name[list->n++] = name;
}

void
entry_title(struct feed_entry *e, const char *text, bool html)
{
	set(&e->item.front.title, words(e, text, html));
}

void
entry_link(struct feed_entry *e, const char *url)
{
	set(&e->item.front.source, resolve(e, url));
}

void
entry_identity(struct feed_entry *e, const char *id)
{
	set(&e->item.identity, clean(e, id, strlen(id)));
}

void
entry_author(struct feed_entry *e, const char *text)
{
	const char *s = words(e, text, true), *open = strchr(s, '(');
	const char *close = open != NULL ? strrchr(open, ')') : NULL;
	const char *angle = strchr(s, '<');

	if (open != NULL && close != NULL && memchr(s, '@', (size_t)(open - s)))
		s = clean(e, open + 1, (size_t)(close - open - 1));
	else if (angle != NULL && angle > s)
		s = clean(e, s, (size_t)(angle - s));
	add_name(e, &e->item.front.authors, s);
}

void
entry_topic(struct feed_entry *e, const char *text)
{
	add_name(e, &e->item.front.topics, words(e, text, true));
}

static void
set_date(struct date *d, const char *text)
{
	struct date read;

	if (!d->known && date_parse(&read, text, strlen(text)) == 0)
		*d = read;
}

void
entry_published(struct feed_entry *e, const char *text)
{
	set_date(&e->item.front.date, text);
}

void
entry_updated(struct feed_entry *e, const char *text)
{
	set_date(&e->item.front.updated, text);
}

void
entry_lang(struct feed_entry *e, const char *lang)
{
	set(&e->item.front.lang, clean(e, lang, strlen(lang)));
}

void
entry_image(struct feed_entry *e, const char *url, const char *alt)
{
	const char *whole = resolve(e, url);

	if (*whole == '\0' || *e->item.front.image != '\0')
		return;
	e->item.front.image = whole;
	e->item.front.image_alt = words(e, alt, true);
}

static void
add_markdown(struct feed_entry *e, struct buf *out, const char *text, bool html)
{
	if (html)
		html_to_markdown(out, text, strlen(text), e->base);
	else
		commonmark_text(out, text, strlen(text));
}

void
entry_content(struct feed_entry *e, const char *text, bool html)
{
	if (e->has_content || *text == '\0')
		return;
	e->has_content = true;
	add_markdown(e, &e->item.markdown, text, html);
}

void
entry_summary(struct feed_entry *e, const char *text, bool html, bool certain)
{
	if (*text == '\0' || e->summary.len > 0)
		return;
	set(&e->item.front.summary, words(e, text, html));
	e->only_summary = certain;
	add_markdown(e, &e->summary, text, html);
}

void
entry_enclosure(struct feed_entry *e, const char *url, const char *type,
    const char *title)
{
	const char *whole = resolve(e, url);
	struct buf html = { 0 }, shown = { 0 };

	if (*whole == '\0')
		return;
	if (strncmp(type, "image/", 6) == 0) {
		entry_image(e, url, title);
		return;
	}
	url_show(&shown, whole, strlen(whole));
	buf_adds(&html, "<a href=\"");
	for (const char *s = whole; *s != '\0'; s++)
		buf_adds(&html, *s == '"'   ? "%22"
				: *s == '&' ? "&amp;"
					    : (char[]){ *s, '\0' });
	buf_addf(&html, "\">%s</a>", *title != '\0' ? title : buf_str(&shown));
	if (e->enclosures.len > 0)
		buf_addc(&e->enclosures, '\n');
	html_to_markdown(&e->enclosures, html.data, html.len, NULL);
	buf_free(&html);
	buf_free(&shown);
}

/* A text that says itself that there is more of it elsewhere. */
static bool
is_cut(const struct buf *text)
{
	static const char *const ends[] = { "[...]", "[…]", "…", "...",
		"[&hellip;]", "\\[...\\]", "\\[…\\]" };
	size_t len = text->len;

	while (len > 0 && text->data[len - 1] == '\n')
		len--;
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		size_t n = strlen(ends[i]);

		if (len >= n && memcmp(text->data + len - n, ends[i], n) == 0)
			return true;
	}
	return false;
}

/* Without a title an entry is called by its first words. */
static void
title_by_words(struct item *it)
{
	struct page page = { 0 };
	struct buf first = { 0 };

	markdown_add(&page, buf_str(&it->markdown), it->markdown.len,
	    &(struct markdown){ NULL });
	summary_of_page(&page, TITLE_MAX, &first);
	it->front.title =
	    arena_strndup(&it->front.arena, buf_str(&first), first.len);
	page_free(&page);
	buf_free(&first);
}

void
entry_give(struct feed_entry *e, const struct intake *in)
{
	struct item *it = &e->item;
	struct front *f = &it->front;

	if (!e->has_content && e->summary.len > 0) {
		buf_add(&it->markdown, e->summary.data, e->summary.len);
		f->partial = e->only_summary || is_cut(&it->markdown);
		f->summary = "";
	}
	if (e->enclosures.len > 0) {
		if (it->markdown.len > 0)
			buf_addc(&it->markdown, '\n');
		buf_add(&it->markdown, e->enclosures.data, e->enclosures.len);
	}
	if (!f->date.known && f->updated.known)
		f->date = f->updated;
	if (*f->title == '\0')
		title_by_words(it);
	set(&it->identity, f->source);
	set(&it->identity, f->title);
	it->identity = arena_printf(&f->arena, "feed:%s", it->identity);
	if (*f->title != '\0' || it->markdown.len > 0 || *f->source != '\0')
		in->item(in->ctx, it);
	buf_free(&e->summary);
	buf_free(&e->enclosures);
	item_free(it);
}
