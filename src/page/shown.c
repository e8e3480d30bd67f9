#include "page/shown.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "page/label.h"
#include "page/place.h"
#include "page/refs.h"
#include "page/target.h"

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

static bool
is_ascii(const char *s, size_t len)
{
	uint64_t word;
	size_t i = 0;

	for (; len - i >= sizeof word; i += sizeof word) {
		memcpy(&word, s + i, sizeof word);
		if ((word & 0x8080808080808080u) != 0)
			return false;
	}
	for (; i < len; i++)
		if ((s[i] & 0x80) != 0)
			return false;
	return true;
}

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
shown_init(struct shown *s, enum look look, const struct place *place)
{
	*s = (struct shown){ .look = look, .fold = fold_blanks };
	if (look == LOOK_GEMTEXT)
		return;
	if (place->fold)
		s->fold = fold_punctuation;
	if (place->charset == CHARSET_LATIN1)
		s->fold = fold_latin1;
	if (place->charset == CHARSET_ASCII)
		s->fold = fold_ascii;
}

void
shown_free(struct shown *s)
{
	buf_free(&s->scratch);
	buf_free(&s->keeps);
	buf_free(&s->marks);
	buf_free(&s->raws);
}

void
shown_fold(const struct shown *s, struct buf *out, const char *text, size_t len)
{
	if (is_ascii(text, len))
		buf_add(out, text, len);
	else
		s->fold(out, text, len);
}

void
shown_string(struct shown *s, const char *text, size_t len)
{
	s->nkeep = 0;
	if (is_ascii(text, len)) {
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
leads(const struct shown *s, const struct span *span, const struct span *end)
{
	if (span->kind == SPAN_CODE || span->kind == SPAN_NOTE)
		return false;
	if (span->url == NULL || span->url[0] == '\0' ||
	    is_own_image(span, end))
		return false;
	if (s->look == LOOK_TEXT)
		return span->kind != SPAN_AUTOLINK;
	return s->look != LOOK_MENU || target_has_item(span->url);
}

const struct span *
shown_link(const struct shown *s, const struct text *t, const struct span *from)
{
	const struct span *end = t->spans + t->nspans;

	for (; from < end; from++)
		if (leads(s, from, end))
			return from;
	return NULL;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n';
}

/* Nothing but blanks outside of the span. */
static bool
covers(const struct span *span, const struct text *t)
{
	for (size_t i = 0; i < span->start; i++)
		if (!is_blank(t->text[i]))
			return false;
	for (size_t i = span->end; i < t->len; i++)
		if (!is_blank(t->text[i]))
			return false;
	return true;
}

bool
shown_is_link(const struct shown *s, const struct text *t)
{
	const struct span *span, *end;

	if (t->nspans == 0 || s->look == LOOK_TEXT)
		return false;
	end = t->spans + t->nspans;
	span = shown_link(s, t, t->spans);
	if (span == NULL || !covers(span, t))
		return false;
	while (++span < end)
		if (span->kind != SPAN_CODE && span->kind != SPAN_IMAGE)
			return false;
	return true;
}

/* ---- texts ---- */

/* A new element at the end of an array of elements of this size. */
static void *
push(struct buf *array, size_t size)
{
	buf_fill(array, '\0', size);
	return array->data + array->len - size;
}

static void
add_mark(struct shown *s, size_t pos, int note, size_t link)
{
	struct mark *m = push(&s->marks, sizeof *m);

	*m = (struct mark){ pos, s->marks.len / sizeof *m, note, link };
}

static void
add_raw(struct shown *s, const struct span *span)
{
	struct raw *r = push(&s->raws, sizeof *r);

	*r =
	    (struct raw){ span->start, span->end, span->kind == SPAN_AUTOLINK };
}

/* Take the link into the block's list; returns its number. */
static size_t
number(const struct shown *s, const struct text *t, const struct span *span,
    struct refs *refs)
{
	bool fresh;
	size_t n = refs_to(refs, span->url, &fresh)->number;

	if (fresh) {
		label_add(s, t, span, &refs->labels);
		refs_labelled(refs);
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
sort_marks(struct shown *s)
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
survey(struct shown *s, const struct text *t, struct refs *refs)
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
shown_note(const struct shown *s, int number, struct buf *out)
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
put_mark(struct shown *s, const struct mark *m, char next)
{
	struct buf *out = &s->scratch;
	bool blank = out->len == 0 || is_blank(out->data[out->len - 1]);

	if (m->note > 0) {
		shown_note(s, m->note, out);
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
advance(struct shown *s, struct progress *p, size_t to, bool raw)
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
			shown_fold(s, &s->scratch, p->t->text + p->pos,
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
assemble(struct shown *s, const struct text *t)
{
	const struct raw *r = (const struct raw *)s->raws.data;
	size_t nraw = s->raws.len / sizeof *r, start;
	const struct mark *m = (const struct mark *)s->marks.data;
	struct progress p = { t, 0, m, s->marks.len / sizeof *m };
	struct keep *k;

	buf_clear(&s->scratch);
	buf_clear(&s->keeps);
	for (; nraw > 0; r++, nraw--) {
		if (r->start < p.pos)
			continue; /* inside of the last one */
		advance(s, &p, r->start, false);
		start = s->scratch.len;
		advance(s, &p, r->end, true);
		if (r->address) {
			k = push(&s->keeps, sizeof *k);
			*k =
			    (struct keep){ start, start + (r->end - r->start) };
		}
	}
	advance(s, &p, t->len, false);
	s->keep = (const struct keep *)s->keeps.data;
	s->nkeep = s->keeps.len / sizeof *k;
	s->text = buf_str(&s->scratch);
	s->len = s->scratch.len;
}

void
shown_text(struct shown *s, const struct text *t, struct refs *refs)
{
	if (t->nspans == 0) {
		shown_string(s, t->text, t->len);
		return;
	}
	survey(s, t, refs);
	if (s->marks.len == 0 && is_ascii(t->text, t->len)) {
		s->text = t->text;
		s->len = t->len;
		s->nkeep = 0; /* no matter: ASCII is broken at spaces */
		return;
	}
	assemble(s, t);
}
