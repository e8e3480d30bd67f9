#include "page/inline_text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "page/gopher_item.h"
#include "page/inline_builder.h"
#include "page/link_list.h"
#include "page/place.h"
#include "text/ascii.h"
#include "text/fold.h"
#include "text/size.h"
#include "text/url.h"
#include "text/utf8_write.h"

/* A number to be put into the text before the byte at pos. */
struct mark {
	size_t pos;
	size_t order; /* for equal positions */
	int note;     /* or 0: */
	size_t link;
};

/* Bytes that are never folded. */
struct raw {
	size_t start, end;
	bool address; /* nor broken */
};

/* ---- folding ---- */

/* Nothing but a no-break space changes: it becomes a plain one. */
static void
fold_blanks(struct buf *out, const char *s, size_t len)
{
	const char *end = s + len, *found;

	while ((found = memmem(s, (size_t)(end - s), "\xC2\xA0", 2)) != NULL) {
		buf_add(out, s, (size_t)(found - s));
		buf_addc(out, ' ');
		s = found + 2;
	}
	buf_add(out, s, (size_t)(end - s));
}

void
inline_text_init(struct inline_text *s, enum look look,
    const struct place *place)
{
	const struct style *style = place_style(place);

	*s = (struct inline_text){ .look = look,
		.image = "image",
		.fold = fold_blanks };
	if (look == LOOK_GEMTEXT)
		return;
	if (style->fold)
		s->fold = fold_punctuation;
	if (style->charset == CHARSET_LATIN1)
		s->fold = fold_latin1;
	if (style->charset == CHARSET_ASCII)
		s->fold = fold_ascii;
}

void
inline_text_free(struct inline_text *s)
{
	buf_free(&s->scratch);
	buf_free(&s->keeps);
	buf_free(&s->marks);
	buf_free(&s->raws);
}

static void
fold_bytes(const struct inline_text *s, struct buf *out, const char *text,
    size_t len)
{
	if (utf8_is_ascii(text, len))
		buf_add(out, text, len);
	else
		s->fold(out, text, len);
}

void
inline_text_string(struct inline_text *s, const char *text, size_t len)
{
	s->nkeep = 0;
	s->ascii = utf8_is_ascii(text, len);
	if (s->ascii) {
		s->text = text;
		s->len = len;
		return;
	}
	buf_clear(&s->scratch);
	s->fold(&s->scratch, text, len);
	s->text = buf_str(&s->scratch);
	s->len = s->scratch.len;
}

/* ---- what is a link ---- */

/* A link that shows an image and leads to it: the image says it all. */
static bool
is_own_image(const struct span *link, const struct span *end)
{
	const struct span *image = link + 1;

	return link->kind == SPAN_LINK && image < end &&
	       image->kind == SPAN_IMAGE && image->start == link->start &&
	       image->end == link->end && strcmp(image->url, link->url) == 0;
}

static bool
leads(const struct inline_text *s, const struct span *span,
    const struct span *end)
{
	if (span->kind == SPAN_CODE || span->kind == SPAN_NOTE)
		return false;
	if (span->url == NULL || span->url[0] == '\0' ||
	    is_own_image(span, end))
		return false;
	if (s->look == LOOK_TEXT)
		return span->kind != SPAN_AUTOLINK;
	return s->look != LOOK_MENU || gopher_item_exists(span->url);
}

const struct span *
inline_text_link(const struct inline_text *s, const struct text *t,
    const struct span *from)
{
	const struct span *end = t->spans + t->nspans;

	for (; from < end; from++)
		if (leads(s, from, end))
			return from;
	return NULL;
}

/* Nothing but blanks outside of the span. */
static bool
covers(const struct span *span, const struct text *t)
{
	for (size_t i = 0; i < span->start; i++)
		if (!is_space(t->text[i]))
			return false;
	for (size_t i = span->end; i < t->len; i++)
		if (!is_space(t->text[i]))
			return false;
	return true;
}

bool
inline_text_is_link(const struct inline_text *s, const struct text *t)
{
	const struct span *span, *end;

	if (t->nspans == 0 || s->look == LOOK_TEXT ||
	    (t->spans[0].start > 0 && !is_space(t->text[0])))
		return false;
	end = t->spans + t->nspans;
	span = inline_text_link(s, t, t->spans);
	if (span == NULL || !covers(span, t))
		return false;
	while (++span < end)
		if (span->kind != SPAN_CODE && span->kind != SPAN_IMAGE)
			return false;
	return true;
}

/* ---- labels ---- */

/*
 * Append the words of text[from, to) with the spans of [span, last) in it:
 * code as it is, images by their words.
 */
static void
add_words(const struct inline_text *s, const struct text *t, size_t from,
    size_t to, const struct span *span, struct buf *out)
{
	const struct span *last = t->spans + t->nspans;
	size_t start, end;

	for (; span < last && span->start < to; span++) {
		if (span->start < from || span->end > to)
			continue;
		if (span->kind == SPAN_IMAGE) {
			fold_bytes(s, out, t->text + from, span->start - from);
			inline_builder_image_words(t, span, &start, &end);
			fold_bytes(s, out, t->text + start, end - start);
			from = span->end;
		} else if (span->kind == SPAN_CODE) {
			fold_bytes(s, out, t->text + from, span->start - from);
			buf_add(out, t->text + span->start,
			    span->end - span->start);
			from = span->end;
		}
	}
	fold_bytes(s, out, t->text + from, to - from);
}

/* Make what was appended behind `start` one line without blanks around. */
static void
one_line(struct buf *b, size_t start)
{
	size_t from = start;
	char *newline;

	while (b->len > start && is_space(b->data[b->len - 1]))
		buf_cut(b, b->len - 1);
	while (from < b->len && is_space(b->data[from]))
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

/* " [image, 41 kB]", " [2.4 MB]": what a reader is to expect behind it. */
static void
add_remark(const struct inline_text *s, const struct span *link,
    struct buf *out)
{
	char size[SIZE_SHOWN];
	bool image = link->kind == SPAN_IMAGE;

	if (!image && link->size == 0)
		return;
	buf_addf(out, " [%s%s%s]", image ? s->image : "",
	    image && link->size > 0 ? ", " : "",
	    link->size > 0 ? size_show(link->size, size) : "");
}

/* " (m.example)", unless the label says so or the link stays here. */
static void
add_host(const char *url, const char *here, struct buf *out, size_t label)
{
	char host[256];
	struct url u;
	const char *s;
	size_t len;

	url_split(&u, url, strlen(url));
	s = url_host(&u, &len);
	if (len > 4 && strncasecmp(s, "www.", 4) == 0) {
		s += 4;
		len -= 4;
	}
	if (len == 0 || len >= sizeof host)
		return;
	memcpy(host, s, len);
	host[len] = '\0';
	if (strcasecmp(host, here) != 0 &&
	    strcasestr(out->data + label, host) == NULL)
		buf_addf(out, " (%s)", host);
}

void
inline_text_label(const struct inline_text *s, const struct text *t,
    const struct span *link, struct buf *out)
{
	size_t before = out->len, start = link->start, end = link->end;
	bool image = link->kind == SPAN_IMAGE;

	if (link->kind == SPAN_AUTOLINK) {
		url_show(out, t->text + start, end - start);
	} else {
		if (image)
			inline_builder_image_words(t, link, &start, &end);
		add_words(s, t, start, end, link + 1, out);
	}
	one_line(out, before);
	if (out->len == before)
		add_name(link->url, image, out);
	one_line(out, before);
	if (out->len == before)
		buf_adds(out, link->url);
	add_remark(s, link, out);
	if (link->kind != SPAN_IMAGE && s->here != NULL)
		add_host(link->url, s->here, out, before);
}

/* ---- texts ---- */

static void
add_mark(struct inline_text *s, size_t pos, int note, size_t link)
{
	const struct mark m = { pos, s->marks.len / sizeof m, note, link };

	buf_add(&s->marks, &m, sizeof m);
}

static void
add_raw(struct inline_text *s, const struct span *span)
{
	const struct raw r = { span->start, span->end,
		span->kind == SPAN_AUTOLINK };

	buf_add(&s->raws, &r, sizeof r);
}

/* Take the link into the block's list; returns its number. */
static size_t
number(const struct inline_text *s, const struct text *t,
    const struct span *span, struct link_list *refs)
{
	bool fresh;
	size_t n = link_list_to(refs, span->url, &fresh)->number;

	if (fresh) {
		inline_text_label(s, t, span, &refs->labels);
		link_list_labelled(refs);
	}
	return n;
}

static int
by_position(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;

	if (x->pos != y->pos)
		return x->pos < y->pos ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

/* Marks stand at the ends of spans that may nest: bring them in order. */
static void
sort_marks(struct inline_text *s)
{
	struct mark *m = (struct mark *)s->marks.data;
	size_t n = s->marks.len / sizeof *m;

	for (size_t i = 1; i < n; i++)
		if (m[i].pos < m[i - 1].pos) {
			qsort(m, n, sizeof *m, by_position);
			return;
		}
}

/* Find the marks and the raw stretches of a text, and list its links. */
static void
survey(struct inline_text *s, const struct text *t, struct link_list *refs)
{
	const struct span *end = t->spans + t->nspans;
	size_t n;

	buf_clear(&s->marks);
	buf_clear(&s->raws);
	for (const struct span *span = t->spans; span < end; span++) {
		if (span->kind == SPAN_NOTE)
			add_mark(s, span->start, span->number, 0);
		if (span->kind == SPAN_CODE || span->kind == SPAN_AUTOLINK)
			add_raw(s, span);
		if (!leads(s, span, end))
			continue;
		n = number(s, t, span, refs);
		if (s->look != LOOK_GEMTEXT)
			add_mark(s, span->end, 0, n);
	}
	sort_marks(s);
}

void
inline_text_note(const struct inline_text *s, int number, struct buf *out)
{
	char letters[16];
	size_t i = sizeof letters;

	if (s->look == LOOK_GEMTEXT) {
		buf_addf(out, "[%d]", number);
		return;
	}
	/* a to z, aa to zz: digits without a zero */
	for (int n = number; n > 0; n = (n - 1) / 26)
		letters[--i] = (char)('a' + (n - 1) % 26);
	buf_addc(out, '[');
	buf_add(out, letters + i, sizeof letters - i);
	buf_addc(out, ']');
}

/* next: the byte of the text behind it. */
static void
put_mark(struct inline_text *s, const struct mark *m, char next)
{
	struct buf *out = &s->scratch;
	bool blank = out->len == 0 || is_space(out->data[out->len - 1]);

	if (m->note > 0) {
		inline_text_note(s, m->note, out);
		return;
	}
	/* the last blank of "[map ](x)" goes on behind it */
	while (out->len > 0 && out->data[out->len - 1] == ' ')
		buf_cut(out, out->len - 1);
	if (out->len > 0 && out->data[out->len - 1] != '\n')
		buf_addc(out, ' ');
	buf_addc(out, '[');
	buf_addu(out, m->link);
	buf_addc(out, ']');
	if (blank && next != '\0' && strchr(" \n.,;:!?)]", next) == NULL)
		buf_addc(out, ' ');
}

/* Where the assembly of a text has got to. */
struct progress {
	const struct text *t;
	size_t pos;
	const struct mark *mark; /* the next one */
	size_t nmarks;           /* as many, from there on */
};

/*
 * Go on to `to`, with the marks up to there.  A link and its image may have
 * one number: it is put once.
 */
static void
advance(struct inline_text *s, struct progress *p, size_t to, bool raw)
{
	const struct mark *last = NULL;
	size_t stop;
	char next;

	do {
		stop = p->nmarks > 0 && p->mark->pos <= to ? p->mark->pos : to;
		if (raw)
			buf_add(&s->scratch, p->t->text + p->pos,
			    stop - p->pos);
		else
			fold_bytes(s, &s->scratch, p->t->text + p->pos,
			    stop - p->pos);
		p->pos = stop;
		next = stop < p->t->len ? p->t->text[stop] : '\0';
		for (; p->nmarks > 0 && p->mark->pos <= stop; p->nmarks--) {
			if (last == NULL || last->pos != p->mark->pos ||
			    last->link != p->mark->link || p->mark->note > 0)
				put_mark(s, p->mark, next);
			last = p->mark++;
		}
	} while (stop < to);
}

static void
assemble(struct inline_text *s, const struct text *t)
{
	const struct raw *r = (const struct raw *)s->raws.data;
	size_t nraw = s->raws.len / sizeof *r, start;
	const struct mark *m = (const struct mark *)s->marks.data;
	struct progress p = { t, 0, m, s->marks.len / sizeof *m };

	buf_clear(&s->scratch);
	buf_clear(&s->keeps);
	for (; nraw > 0; r++, nraw--) {
		if (r->start < p.pos)
			continue; /* inside of the last one */
		advance(s, &p, r->start, false);
		start = s->scratch.len;
		advance(s, &p, r->end, true);
		if (r->address)
			buf_add(&s->keeps,
			    &(struct keep){ start,
				start + (r->end - r->start) },
			    sizeof(struct keep));
	}
	advance(s, &p, t->len, false);
	s->keep = (const struct keep *)s->keeps.data;
	s->nkeep = s->keeps.len / sizeof *s->keep;
	s->text = buf_str(&s->scratch);
	s->len = s->scratch.len;
}

void
inline_text_text(struct inline_text *s, const struct text *t,
    struct link_list *refs)
{
	if (t->nspans == 0) {
		inline_text_string(s, t->text, t->len);
		return;
	}
	survey(s, t, refs);
	s->ascii = s->marks.len == 0 && utf8_is_ascii(t->text, t->len);
	if (s->ascii) {
		s->text = t->text;
		s->len = t->len;
		s->nkeep = 0; /* no matter: ASCII is broken at spaces */
		return;
	}
	assemble(s, t);
}
