#include "import/feed/entry.h"

#include <string.h>

#include "import/core/day_words.h"
#include "import/core/reading.h"
#include "import/feed/entry_title.h"
#include "import/feed/feed_bytes.h"
#include "import/feed/guids.h"
#include "import/html/commonmark.h"
#include "import/html/html.h"
#include "markdown/markdown.h"
#include "page/page.h"
#include "page/summary.h"
#include "text/ascii.h"
#include "text/markup.h"
#include "text/url.h"

#define TITLE_MAX   70   /* characters of a title that is made up */
#define FOOTER_MAX  1000 /* bytes of Markdown of the feed's own end */
#define WRAPPED_MIN 60   /* bytes of lines that a program has wrapped */
#define WRAPPED_MAX 90

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
	return fm_clean_line(&e->item.front.arena, s, len);
}

static const char *
words(struct feed_entry *e, const char *text, bool html)
{
	struct buf out = { 0 };
	struct buf once = { 0 };
	const char *line;

	if (!html || strpbrk(text, "<&") == NULL)
		return clean(e, text, strlen(text));
	if (feed_escaped_twice(text)) {
		feed_unescape(text, &once);
		text = buf_str(&once);
	}
	html_words(&out, text, strlen(text));
	line = clean(e, buf_str(&out), out.len);
	buf_free(&out);
	buf_free(&once);
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

void
entry_title(struct feed_entry *e, const char *text, enum entry_text how)
{
	struct buf html = { 0 };

	if (how == ENTRY_HTML)
		entry_title_html(&html, text);
	else if (how == ENTRY_ENTITIES)
		entry_title_text(&html, text);
	set(&e->item.front.title, how == ENTRY_PLAIN
				      ? words(e, text, false)
				      : words(e, buf_str(&html), true));
	buf_free(&html);
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
	fm_names_add(&e->item.front.arena, &e->item.front.authors, s,
	    strlen(s));
}

void
entry_topic(struct feed_entry *e, const char *text)
{
	const char *name = words(e, text, true);

	fm_names_add(&e->item.front.arena, &e->item.front.topics, name,
	    strlen(name));
}

/*
 * "lun, 05 feb 2018 07:09:00 +0100": the day by its words, with what reads
 * like a time of day behind it.
 */
static bool
read_in_words(struct date *d, const char *text, const char *lang)
{
	struct day_words found;
	struct date with_time;
	struct buf stamp = { 0 };
	char day[DATE_SIZE];
	const char *colon = strchr(text, ':');

	if (!day_words_find(text, strlen(text), lang, &found) ||
	    !found.date.known)
		return false;
	*d = found.date;
	if (colon == NULL || colon - text < 2 || !is_digit(colon[-1]))
		return true;
	buf_addf(&stamp, "%s %s", date_day(d, day),
	    colon - 1 - is_digit(colon[-2]));
	if (date_parse(&with_time, buf_str(&stamp), stamp.len) == 0)
		*d = with_time;
	buf_free(&stamp);
	return true;
}

static void
set_date(struct feed_entry *e, struct date *d, const char *text)
{
	struct date read;

	if (d->known || *text == '\0')
		return;
	if (date_parse(&read, text, strlen(text)) == 0 ||
	    read_in_words(&read, text, e->item.front.lang))
		*d = read;
	else
		e->odd_date = clean(e, text, strlen(text));
}

void
entry_published(struct feed_entry *e, const char *text)
{
	set_date(e, &e->item.front.date, text);
}

void
entry_updated(struct feed_entry *e, const char *text)
{
	set_date(e, &e->item.front.updated, text);
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

	if (*whole == '\0' ||
	    strstr(whole, "gravatar.com/avatar") != NULL) /* the author */
		return;
	if (*e->item.front.image != '\0')
		return; /* thumbnails and covers show the same */
	e->item.front.image = whole;
	e->item.front.image_alt = words(e, alt, true);
}

/* Was a line of this length, in bytes, broken to fit a screen? */
static bool
is_wrapped(size_t len)
{
	return len >= WRAPPED_MIN && len <= WRAPPED_MAX;
}

/*
 * A description without any tag has its paragraphs and lines as a person
 * typed them, as those of films and recordings do; what a program wrapped or
 * indented is one line.
 */
static void
add_lines(struct buf *out, const char *text)
{
	text += strspn(text, " \t\r\n");
	buf_adds(out, "<p>");
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");
		const char *next = text + len + (text[len] == '\n');
		size_t blank = strspn(next, " \t\r");

		buf_add(out, text, len);
		if (next[blank] == '\n')
			buf_adds(out, "</p>\n<p>");
		else if (next[blank] != '\0')
			buf_adds(out,
			    blank > 0 || is_wrapped(len) ? "\n" : "<br>\n");
		text = next + strspn(next, " \t\r\n");
	}
	buf_adds(out, "</p>");
}

static void
add_markdown(struct feed_entry *e, struct buf *out, const char *text, bool html)
{
	struct buf once = { 0 };

	if (html && feed_escaped_twice(text)) {
		feed_unescape(text, &once);
		text = buf_str(&once);
	}
	if (html && strchr(text, '<') == NULL && strchr(text, '\n') != NULL) {
		struct buf lines = { 0 };

		add_lines(&lines, text);
		html_to_markdown(out, buf_str(&lines), lines.len, e->base);
		buf_free(&lines);
	} else if (html)
		html_to_markdown(out, text, strlen(text), e->base);
	else
		commonmark_text(out, text, strlen(text));
	buf_free(&once);
}

void
entry_content(struct feed_entry *e, const char *text, bool html)
{
	if (e->has_content || *text == '\0')
		return;
	e->has_content = true;
	add_markdown(e, &e->item.markdown, text, html);
}

/*
 * WordPress ends what it puts into a feed: "The post X appeared first on Y."
 * That is no part of an excerpt.  How long the text is without it.
 */
static size_t
without_footer(const char *text, size_t len)
{
	static const struct {
		const char *begin, *middle;
	} footers[] = {
		{ "The post ", " appeared first on " },
		{ "La entrada ", " aparece primero en " },
		{ "La entrada ", " se publicó primero en " },
		{ "O post ", " apareceu primeiro em " },
		{ "L’article ", " est apparu en premier sur " },
		{ "Der Beitrag ", " erschien zuerst auf " },
		{ "L'articolo ", " proviene da " },
	};
	const char *from = text + (len > FOOTER_MAX ? len - FOOTER_MAX : 0);

	for (size_t i = 0; i < sizeof footers / sizeof footers[0]; i++) {
		const char *at = strstr(from, footers[i].begin), *next;

		while (at != NULL &&
		       (next = strstr(at + 1, footers[i].begin)) != NULL)
			at = next;
		if (at != NULL && strstr(at, footers[i].middle) != NULL)
			len = (size_t)(at - text);
	}
	while (len > 0 && strchr(" \n", text[len - 1]) != NULL)
		len--;
	return len;
}

void
entry_summary(struct feed_entry *e, const char *text, bool html, bool certain)
{
	const char *line;
	size_t len;

	if (*text == '\0' || e->summary.len > 0)
		return;
	e->only_summary = certain;
	add_markdown(e, &e->summary, text, html);
	len = without_footer(buf_str(&e->summary), e->summary.len);
	if (len < e->summary.len) {
		buf_cut(&e->summary, len);
		buf_addc(&e->summary, '\n');
	}
	line = words(e, text, html);
	set(&e->item.front.summary, arena_strndup(&e->item.front.arena, line,
					without_footer(line, strlen(line))));
}

/* The first picture of an entry is its own; others stand below its text. */
static void
add_picture(struct feed_entry *e, const char *url, const char *whole,
    const char *alt)
{
	struct buf html = { 0 };

	if (*e->item.front.image == '\0') {
		entry_image(e, url, alt);
		return;
	}
	if (strcmp(e->item.front.image, whole) == 0 ||
	    strstr(buf_str(&e->item.markdown), whole) != NULL ||
	    strstr(buf_str(&e->enclosures), whole) != NULL)
		return;
	buf_adds(&html, "<img src=\"");
	markup_escape(&html, whole, strlen(whole));
	buf_adds(&html, "\" alt=\"");
	markup_escape(&html, alt, strlen(alt));
	buf_adds(&html, "\">");
	if (e->enclosures.len > 0)
		buf_addc(&e->enclosures, '\n');
	html_to_markdown(&e->enclosures, html.data, html.len, NULL);
	buf_free(&html);
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
		add_picture(e, url, whole, title);
		return;
	}
	if (e->enclosures.len > 0 &&
	    strstr(buf_str(&e->enclosures), whole) != NULL)
		return; /* by another vocabulary */
	url_show(&shown, whole, strlen(whole));
	buf_adds(&html, "<a href=\"");
	markup_escape(&html, whole, strlen(whole));
	buf_addf(&html, "\">%s</a>", *title != '\0' ? title : buf_str(&shown));
	if (e->enclosures.len > 0)
		buf_addc(&e->enclosures, '\n');
	html_to_markdown(&e->enclosures, html.data, html.len, NULL);
	buf_free(&html);
	buf_free(&shown);
}

/* Without a title an entry is called by its first words. */
static void
title_by_words(struct item *it)
{
	struct page page = { 0 };
	struct buf first = { 0 };

	markdown_add(&page, buf_str(&it->markdown), it->markdown.len,
	    &(struct markdown){ .base = NULL });
	summary_of_page(&page, TITLE_MAX, &first);
	it->front.title = buf_keep(&first, &it->front.arena);
	page_free(&page);
}

void
entry_drop(struct feed_entry *e)
{
	buf_free(&e->summary);
	buf_free(&e->enclosures);
	item_free(&e->item);
}

/* What an entry is called: by its guid, else where it leads, else its title. */
static const char *
own_name(const struct item *it)
{
	return *it->identity != '\0' ? it->identity : item_itself(it);
}

/* The same with where it leads: for those that share even that. */
static void
longer_name(const struct item *it, struct buf *out)
{
	buf_addf(out, "%s\x02%s", own_name(it), item_itself(it));
}

void
entry_gather(struct feed_entry *e)
{
	struct item *it = &e->item;
	struct buf longer = { 0 };

	longer_name(it, &longer);
	guids_add(e->guids, own_name(it), item_itself(it));
	guids_add(e->guids, buf_str(&longer), it->front.title);
	buf_free(&longer);
	entry_drop(e);
}

/*
 * The identity: a name that several entries have is followed by where this one
 * leads, and by its title where that is the same, too, as in feeds of a page
 * that changes.
 */
static void
set_identity(struct feed_entry *e)
{
	struct item *it = &e->item;
	struct arena *a = &it->front.arena;
	const char *name = own_name(it), *whole = name;
	struct buf longer = { 0 };

	longer_name(it, &longer);
	if (e->guids != NULL && guids_shared(e->guids, name))
		whole = arena_printf(a, "%s %s", whole, item_itself(it));
	if (e->guids != NULL && guids_shared(e->guids, buf_str(&longer)))
		whole = arena_printf(a, "%s %s", whole, it->front.title);
	it->identity = arena_printf(a, "feed:%s", whole);
	it->plain = arena_printf(a, "feed:%s", name);
	buf_free(&longer);
}

void
entry_give(struct feed_entry *e, const struct intake *in)
{
	struct item *it = &e->item;
	struct front_matter *f = &it->front;

	if (!e->has_content && e->summary.len > 0) {
		buf_add(&it->markdown, e->summary.data, e->summary.len);
		f->partial = e->only_summary || item_is_cut(it);
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
	set_identity(e);
	if (e->odd_date != NULL && !f->date.known && in->skipped != NULL)
		in->skipped(in->ctx, it->line, e->odd_date,
		    "a date that cannot be read");
	if (*f->title != '\0' || it->markdown.len > 0 || *f->source != '\0')
		in->item(in->ctx, it);
	entry_drop(e);
}
