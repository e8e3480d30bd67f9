#include "page/label.h"

#include <string.h>

#include "base/buf.h"
#include "base/url.h"
#include "base/utf8.h"
#include "page/shown.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n';
}

static const char image_mark[] = "[image";

/* Take "[image: " and "]" off. */
static void
image_words(const struct text *t, const struct span *image, size_t *start,
    size_t *end)
{
	const size_t mark = sizeof image_mark - 1;

	*start = image->start;
	*end = image->end;
	if (*end - *start <= mark ||
	    memcmp(t->text + *start, image_mark, mark) != 0)
		return;
	*start += mark;
	while (*start < *end && strchr(": ", t->text[*start]) != NULL)
		++*start;
	if (*end > *start && t->text[*end - 1] == ']')
		--*end;
}

/*
 * Append the words of text[from, to) with the spans of [span, last) in it:
 * code as it is, images by their words.
 */
static void
add_words(const struct shown *s, const struct text *t, size_t from, size_t to,
    const struct span *span, struct buf *out)
{
	const struct span *last = t->spans + t->nspans;
	size_t start, end;

	for (; span < last && span->start < to; span++) {
		if (span->start < from || span->end > to)
			continue;
		if (span->kind == SPAN_IMAGE) {
			shown_fold(s, out, t->text + from, span->start - from);
			image_words(t, span, &start, &end);
			shown_fold(s, out, t->text + start, end - start);
			from = span->end;
		} else if (span->kind == SPAN_CODE) {
			shown_fold(s, out, t->text + from, span->start - from);
			buf_add(out, t->text + span->start,
			    span->end - span->start);
			from = span->end;
		}
	}
	shown_fold(s, out, t->text + from, to - from);
}

/* Make what was appended behind `start` one line without blanks around. */
static void
one_line(struct buf *b, size_t start)
{
	size_t from = start;
	char *newline;

	while (b->len > start && is_blank(b->data[b->len - 1]))
		buf_cut(b, b->len - 1);
	while (from < b->len && is_blank(b->data[from]))
		from++;
	if (from > start) {
		memmove(b->data + start, b->data + from, b->len - from);
		buf_cut(b, b->len - (from - start));
	}
	if (b->len == start)
		return;
	while (
	    (newline = memchr(b->data + start, '\n', b->len - start)) != NULL) {
		*newline = ' ';
		start = (size_t)(newline - b->data);
	}
}

/* The name of the file that a URL leads to, or host and path. */
static void
add_name(const char *url, bool file, struct buf *out)
{
	struct buf decoded = { 0 };
	struct url u;
	const char *name;

	url_split(&u, url, strlen(url));
	name = memrchr(u.path, '/', u.path_len);
	name = name != NULL ? name + 1 : u.path;
	if (file && name < u.path + u.path_len) {
		url_decode(&decoded, name,
		    (size_t)(u.path + u.path_len - name));
		utf8_clean(out, decoded.data, decoded.len);
		buf_free(&decoded);
	} else {
		url_show(out, url, strlen(url));
	}
}

void
label_add(const struct shown *s, const struct text *t, const struct span *link,
    struct buf *out)
{
	size_t before = out->len, start = link->start, end = link->end;
	bool image = link->kind == SPAN_IMAGE;

	if (link->kind == SPAN_AUTOLINK) {
		url_show(out, t->text + start, end - start);
	} else {
		if (image)
			image_words(t, link, &start, &end);
		add_words(s, t, start, end, link + 1, out);
	}
	one_line(out, before);
	if (out->len == before)
		add_name(link->url, image, out);
	one_line(out, before);
	if (out->len == before)
		buf_adds(out, link->url);
	if (image)
		buf_adds(out, " [image]");
}
