#include "export/gemtext_xhtml.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "capsule/picture.h"
#include "text/markup.h"

/* What is open around the next line. */
enum open { OPEN_NOTHING, OPEN_LIST, OPEN_QUOTE, OPEN_CODE };

struct document {
	struct buf *out;
	enum open open;
};

static const struct {
	const char *begin, *end;
} around[] = {
	[OPEN_NOTHING] = { "", "" },
	[OPEN_LIST] = { "<ul>\n", "</ul>\n" },
	[OPEN_QUOTE] = { "<blockquote>\n", "</blockquote>\n" },
	[OPEN_CODE] = { "<pre>", "</pre>\n" },
};

static void
open_as(struct document *d, enum open wanted)
{
	if (d->open == wanted)
		return;
	buf_adds(d->out, around[d->open].end);
	buf_adds(d->out, around[wanted].begin);
	d->open = wanted;
}

static void
element(struct document *d, const char *name, const char *s, size_t len)
{
	buf_addf(d->out, "<%s>", name);
	markup_escape(d->out, s, len);
	buf_addf(d->out, "</%s>\n", name);
}

/* "Boat [image, 41 kB]": the words that stand for the picture. */
static size_t
words_before_remark(const char *label, size_t len)
{
	static const char remark[] = " [image";
	const char *at = memmem(label, len, remark, sizeof remark - 1);

	return at == NULL ? len : (size_t)(at - label);
}

/* Of a picture that stands in the book: no scheme, and a picture's name. */
static bool
is_own_picture(const char *url, size_t len)
{
	char name[256];

	if (len >= sizeof name || memchr(url, ':', len) != NULL)
		return false;
	memcpy(name, url, len);
	name[len] = '\0';
	return picture_is_name(name);
}

static void
link_line(struct document *d, const char *s, size_t len)
{
	const char *end = s + len, *url = s + 2, *label;
	size_t url_len;

	while (url < end && (*url == ' ' || *url == '\t'))
		url++;
	for (label = url; label < end && *label != ' ' && *label != '\t';)
		label++;
	url_len = (size_t)(label - url);
	while (label < end && (*label == ' ' || *label == '\t'))
		label++;
	if (label == end) {
		label = url;
		end = url + url_len;
	}
	if (is_own_picture(url, url_len)) {
		buf_adds(d->out, "<p><img src=\"");
		markup_escape(d->out, url, url_len);
		buf_adds(d->out, "\" alt=\"");
		markup_escape(d->out, label,
		    words_before_remark(label, (size_t)(end - label)));
		buf_adds(d->out, "\"/></p>\n");
		return;
	}
	buf_adds(d->out, "<p><a href=\"");
	markup_escape(d->out, url, url_len);
	buf_adds(d->out, "\">");
	markup_escape(d->out, label, (size_t)(end - label));
	buf_adds(d->out, "</a></p>\n");
}

static bool
begins(const char *s, size_t len, const char *with)
{
	size_t n = strlen(with);

	return len >= n && memcmp(s, with, n) == 0;
}

static void
heading(struct document *d, const char *s, size_t len)
{
	static const char *const names[] = { "h1", "h2", "h3" };
	size_t level = 0;

	while (level < 3 && level < len && s[level] == '#')
		level++;
	s += level;
	len -= level;
	if (len > 0 && *s == ' ')
		s++, len--;
	element(d, names[level - 1], s, len);
}

/* A line outside of code; an empty one only ends what is open. */
static void
text_line(struct document *d, const char *s, size_t len)
{
	bool item = begins(s, len, "* "), quote = begins(s, len, ">");

	open_as(d, item ? OPEN_LIST : quote ? OPEN_QUOTE : OPEN_NOTHING);
	if (item) {
		element(d, "li", s + 2, len - 2);
	} else if (quote) {
		s += 1 + (len > 1 && s[1] == ' ');
		element(d, "p", s, len - (len > 1 && s[-1] == ' ' ? 2 : 1));
	} else if (begins(s, len, "=>")) {
		link_line(d, s, len);
	} else if (begins(s, len, "#")) {
		heading(d, s, len);
	} else if (len > 0) {
		element(d, "p", s, len);
	}
}

static void
line(struct document *d, const char *s, size_t len)
{
	if (begins(s, len, "```")) {
		open_as(d, d->open == OPEN_CODE ? OPEN_NOTHING : OPEN_CODE);
	} else if (d->open == OPEN_CODE) {
		markup_escape(d->out, s, len);
		buf_addc(d->out, '\n');
	} else {
		text_line(d, s, len);
	}
}

void
gemtext_xhtml(struct buf *out, const char *gemtext, size_t len,
    const char *title, const char *lang)
{
	struct document d = { .out = out };
	const char *end = gemtext + len, *eol;

	buf_adds(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		      "<!DOCTYPE html>\n"
		      "<html xmlns=\"http://www.w3.org/1999/xhtml\"");
	if (lang[0] != '\0')
		buf_addf(out, " xml:lang=\"%s\" lang=\"%s\"", lang, lang);
	buf_adds(out, ">\n<head><title>");
	markup_escape(out, title, strlen(title));
	buf_adds(out, "</title></head>\n<body>\n");
	for (; gemtext < end; gemtext = eol + 1) {
		eol = memchr(gemtext, '\n', (size_t)(end - gemtext));
		if (eol == NULL)
			eol = end;
		line(&d, gemtext, (size_t)(eol - gemtext));
	}
	open_as(&d, OPEN_NOTHING);
	buf_adds(out, "</body>\n</html>\n");
}
