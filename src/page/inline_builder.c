#include "page/inline_builder.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/utf8.h"

void
inline_builder_free(struct inline_builder *t)
{
	buf_free(&t->text);
	free(t->spans);
	*t = (struct inline_builder){ 0 };
}

void
inline_builder_clear(struct inline_builder *t)
{
	buf_clear(&t->text);
	t->nspans = 0;
	t->looked = 0;
}

bool
inline_builder_empty(const struct inline_builder *t)
{
	for (size_t i = 0; i < t->text.len; i++)
		if (t->text.data[i] != ' ' && t->text.data[i] != '\n')
			return false;
	return t->nspans == 0;
}

bool
inline_builder_only_words(const struct inline_builder *t)
{
	for (size_t i = 0; i < t->nspans; i++)
		if (t->spans[i].kind != SPAN_CODE)
			return false;
	return true;
}

/*
 * The character at s is one that cleaning is about: *n bytes, to be replaced
 * by a space or by nothing.  False: it is text.
 */
static bool
unclean(const unsigned char *s, size_t len, size_t *n, bool *space)
{
	*space = true;
	*n = 1;
	if (s[0] < 0x20 || s[0] == 0x7F)
		return true;
	*n = 2;
	if (s[0] == 0xC2 && len >= 2) {
		*space = s[1] != 0xAD;
		return s[1] <= 0xA0 || s[1] == 0xAD;
	}
	*n = 3;
	if (s[0] == 0xE2 && len >= 3) /* some readers end a line at these */
		return s[1] == 0x80 && (s[2] == 0xA8 || s[2] == 0xA9);
	*space = false;
	return s[0] == 0xEF && len >= 3 && s[1] == 0xBB && s[2] == 0xBF;
}

static bool
line_begins(const struct inline_builder *t)
{
	return t->text.len == 0 || t->text.data[t->text.len - 1] == '\n';
}

/* A note is called here: its mark is shown behind the text so far. */
static bool
calls_note(const struct inline_builder *t)
{
	const struct span *s;

	if (t->nspans == 0)
		return false;
	s = &t->spans[t->nspans - 1];
	return s->kind == SPAN_NOTE && s->start == t->text.len;
}

/* A blank here would be one too many. */
static bool
is_spaced(const struct inline_builder *t)
{
	return !calls_note(t) &&
	       (line_begins(t) || t->text.data[t->text.len - 1] == ' ');
}

static void
add_clean(struct inline_builder *t, const char *s, size_t len)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t from = 0, i = 0, n;
	bool space;

	for (;;) {
		i += utf8_plain_run(s + i, len - i);
		if (i == len)
			break;
		if (!unclean(u + i, len - i, &n, &space)) {
			for (i++; i < len && u[i] >= 0x80; i++)
				if (u[i] == 0xC2 || u[i] == 0xE2 ||
				    u[i] == 0xEF)
					break;
			continue;
		}
		buf_add(&t->text, s + from, i - from);
		if (space && !line_begins(t))
			buf_addc(&t->text, ' ');
		i += n;
		from = i;
	}
	buf_add(&t->text, s + from, len - from);
}

void
inline_builder_add(struct inline_builder *t, const char *s, size_t len)
{
	if (is_spaced(t))
		while (len > 0 && *s == ' ')
			s++, len--;
	add_clean(t, s, len);
}

void
inline_builder_space(struct inline_builder *t)
{
	if (!is_spaced(t))
		buf_addc(&t->text, ' ');
}

void
inline_builder_break(struct inline_builder *t)
{
	size_t len = t->text.len;

	if (len == 0 || (len > 1 && t->text.data[len - 1] == '\n' &&
			    t->text.data[len - 2] == '\n'))
		return;
	buf_addc(&t->text, '\n');
}

void
inline_builder_one_line(struct inline_builder *t)
{
	for (size_t i = 0; i < t->text.len; i++)
		if (t->text.data[i] == '\n')
			t->text.data[i] = ' ';
}

void
inline_builder_code(struct inline_builder *t, const char *s, size_t len)
{
	const char *quote = memchr(s, '`', len) == NULL ? "`" : "";
	size_t span = inline_builder_open(t, SPAN_CODE, NULL);

	buf_adds(&t->text, quote);
	add_clean(t, s, len);
	buf_adds(&t->text, quote);
	inline_builder_close(t, span);
	t->looked = t->text.len;
}

static struct span *
add_span(struct inline_builder *t)
{
	t->spans = array_room(t->spans, t->nspans, sizeof *t->spans);
	return &t->spans[t->nspans++];
}

void
inline_builder_mark(struct inline_builder *t, enum span_kind kind,
    const char *url, size_t start, size_t end)
{
	*add_span(t) = (struct span){
		.kind = kind,
		.start = start,
		.end = end,
		.url = url,
	};
}

size_t
inline_builder_open(struct inline_builder *t, enum span_kind kind,
    const char *url)
{
	inline_builder_mark(t, kind, url, t->text.len, SIZE_MAX);
	return t->nspans - 1;
}

void
inline_builder_close(struct inline_builder *t, size_t span)
{
	t->spans[span].end = t->text.len;
}

void
inline_builder_note(struct inline_builder *t, int number)
{
	struct span *s = add_span(t);

	*s = (struct span){
		.kind = SPAN_NOTE,
		.number = number,
		.start = t->text.len,
		.end = t->text.len,
	};
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

/* Spans lie within the text, also when it lost the blanks at its end. */
static void
clamp_spans(struct inline_builder *t)
{
	size_t len = t->text.len;

	for (size_t i = 0; i < t->nspans; i++) {
		struct span *s = &t->spans[i];

		s->start = s->start < len ? s->start : len;
		s->end = s->end < len ? s->end : len;
	}
}

void
inline_builder_take(struct inline_builder *t, struct arena *a, struct text *out)
{
	size_t len = t->text.len, least = 0;
	struct span *spans = NULL;

	if (t->nspans > 0 && t->spans[t->nspans - 1].kind == SPAN_NOTE)
		least = t->spans[t->nspans - 1].start;
	while (len > least && is_blank(t->text.data[len - 1]))
		len--;
	buf_cut(&t->text, len);
	clamp_spans(t);
	if (t->nspans > 0) {
		spans = arena_alloc(a, t->nspans * sizeof *spans);
		memcpy(spans, t->spans, t->nspans * sizeof *spans);
	}
	*out = (struct text){
		.text = len == 0 ? "" : arena_strndup(a, t->text.data, len),
		.len = len,
		.spans = spans,
		.nspans = t->nspans,
	};
	inline_builder_clear(t);
}

/* Append words, with one space for each run of blanks. */
static void
squeeze(struct buf *out, const char *s, size_t len)
{
	char *to;

	buf_reserve(out, len);
	to = out->data + out->len;
	for (size_t i = 0; i < len; i++)
		if (!is_blank(s[i]))
			*to++ = s[i];
		else if (to > out->data && to[-1] != ' ')
			*to++ = ' ';
	*to = '\0';
	out->len = (size_t)(to - out->data);
}

void
inline_builder_image_words(const struct text *t, const struct span *image,
    size_t *start, size_t *end)
{
	const char *s = t->text + image->start, *mark;
	size_t len = image->end - image->start;

	*start = image->start;
	*end = image->end;
	if (len < 2 || s[0] != '[' || s[len - 1] != ']')
		return;
	mark = memchr(s, ':', len);
	*start += mark != NULL ? (size_t)(mark + 1 - s) : len - 1;
	while (*start < *end && t->text[*start] == ' ')
		++*start;
	--*end;
}

/* The words of an image or code between their marks; false: of neither. */
static bool
find_words(const struct text *t, const struct span *s, size_t *start,
    size_t *end)
{
	if (s->kind == SPAN_IMAGE) {
		inline_builder_image_words(t, s, start, end);
		return true;
	}
	*start = s->start + 1;
	*end = s->end - 1;
	return s->kind == SPAN_CODE && *end > *start &&
	       t->text[s->start] == '`' && t->text[*end] == '`';
}

void
inline_builder_words(const struct text *t, struct buf *out)
{
	size_t at = 0, start, end;

	if (t->len == 0)
		return;
	squeeze(out, " ", 1);
	for (size_t i = 0; i < t->nspans; i++) {
		const struct span *s = &t->spans[i];

		if (s->start < at || !find_words(t, s, &start, &end))
			continue;
		squeeze(out, t->text + at, s->start - at);
		squeeze(out, t->text + start, end - start);
		at = s->end;
	}
	squeeze(out, t->text + at, t->len - at);
	if (out->len > 0 && out->data[out->len - 1] == ' ')
		buf_cut(out, out->len - 1);
}
