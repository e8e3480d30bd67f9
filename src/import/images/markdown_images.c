#include "import/images/markdown_images.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <cmark.h>

#include "base/alloc.h"
#include "base/array.h"
#include "base/buf.h"
#include "base/file.h"
#include "markdown/html_tag.h"
#include "text/url.h"
#include "text/utf8_write.h"

#define SPAN_MAX 16384 /* bytes of "![...](...)" */

/* A picture as cmark understood it. */
struct picture {
	char *url;      /* owned */
	struct buf alt; /* owned: plain text */
};

/* "![alt](target)" or "[alt](target)" in the text, all as offsets. */
struct span {
	size_t start, end;
	size_t alt, alt_end;
	size_t url, url_end;
	size_t rest; /* behind the address: a title, up to the ')' */
};

/* One pass over a text. */
struct pass {
	struct buf *text;
	size_t *lines; /* owned: where each line starts; nlines + 1 of them */
	size_t nlines;
	struct picture *list; /* owned: those of one block */
	size_t n;
	image_judge *judge;
	void *ctx;
	struct buf out; /* owned: the new text */
	size_t copied;  /* how much of the old one it covers */
};

/* ---- the syntax of one picture or link ---- */

/* Over code at i: behind its closing backquotes, or behind its opening ones. */
static size_t
skip_code(const char *s, size_t i, size_t end)
{
	size_t open = 0, at;

	while (i + open < end && s[i + open] == '`')
		open++;
	for (at = i + open; at < end;) {
		size_t close = 0;

		while (at + close < end && s[at + close] == '`')
			close++;
		if (close == open)
			return at + close;
		at += close > 0 ? close : 1;
	}
	return i + open;
}

/* The ']' for the '[' in front of i; end when there is none on the line. */
static size_t
close_bracket(const char *s, size_t i, size_t end)
{
	size_t depth = 1;

	while (i < end && s[i] != '\n') {
		if (s[i] == '`') {
			i = skip_code(s, i, end);
			continue;
		}
		if (s[i] == '\\')
			i++;
		else if (s[i] == '[')
			depth++;
		else if (s[i] == ']' && --depth == 0)
			return i;
		i++;
	}
	return end;
}

/* The address behind "](": false when it does not end on its line. */
static bool
read_address(const char *s, size_t i, size_t end, struct span *p)
{
	bool angled = i < end && s[i] == '<';
	size_t depth = 0;

	p->url = i + angled;
	for (i = p->url; i < end && s[i] != '\n'; i++) {
		if (s[i] == '\\')
			i++;
		else if (angled ? s[i] == '>'
				: s[i] == ' ' || (s[i] == ')' && depth == 0))
			break;
		else if (s[i] == '(')
			depth++;
		else if (s[i] == ')')
			depth--;
	}
	p->url_end = i < end ? i : end;
	p->rest = p->url_end + (angled && p->url_end < end);
	return p->rest < end;
}

/* A title in quotes, or none, and the ')'. */
static bool
read_end(const char *s, size_t end, struct span *p)
{
	size_t i = p->rest;

	while (i < end && s[i] == ' ')
		i++;
	if (i < end && s[i] == '"') {
		for (i++; i < end && s[i] != '"' && s[i] != '\n'; i++)
			i += s[i] == '\\';
		i++;
		while (i < end && s[i] == ' ')
			i++;
	}
	if (i >= end || s[i] != ')')
		return false;
	p->end = i + 1;
	return true;
}

/* Read a picture or link whose '[' stands at bracket. */
static bool
read_span(const char *s, size_t start, size_t bracket, size_t end,
    struct span *p)
{
	if (end - start > SPAN_MAX)
		end = start + SPAN_MAX;
	p->start = start;
	p->alt = bracket + 1;
	p->alt_end = close_bracket(s, p->alt, end);
	return p->alt_end + 1 < end && s[p->alt_end + 1] == '(' &&
	       read_address(s, p->alt_end + 2, end, p) && read_end(s, end, p);
}

static bool
is_mark(char c)
{
	return c > ' ' && c < 0x7f &&
	       strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", c) != NULL;
}

/* An address as it is meant: entities and backslashes are gone. */
static void
read_url(const char *s, const struct span *p, struct buf *out)
{
	struct buf decoded = { 0 };

	html_decode(&decoded, s + p->url, p->url_end - p->url);
	for (size_t i = 0; i < decoded.len; i++) {
		if (decoded.data[i] == '\\' && i + 1 < decoded.len &&
		    is_mark(decoded.data[i + 1]))
			i++;
		buf_addc(out, decoded.data[i]);
	}
	buf_free(&decoded);
}

/* ---- writing ---- */

/* Copy the old text up to start, and go on behind end. */
static void
replace(struct pass *p, size_t start, size_t end)
{
	buf_add(&p->out, p->text->data + p->copied, start - p->copied);
	p->copied = end;
}

static void
write_alt(struct buf *out, const struct buf *alt)
{
	struct buf clean = { 0 };

	utf8_clean(&clean, alt->data, alt->len);
	for (size_t i = 0; i < clean.len; i++) {
		if (strchr("\\`*_[]<>&!~|", clean.data[i]) != NULL)
			buf_addc(out, '\\');
		buf_addc(out, clean.data[i]);
	}
	buf_free(&clean);
}

static void
write_url(struct buf *out, struct buf *url)
{
	struct buf safe = { 0 };

	url_encode(&safe, buf_str(url), url->len);
	for (size_t i = 0; i < safe.len; i++) {
		if (safe.data[i] == '(' || safe.data[i] == ')')
			buf_addc(out, '\\');
		buf_addc(out, safe.data[i]);
	}
	buf_free(&safe);
}

static void
change(struct pass *p, const struct span *s, struct picture *old,
    struct buf *url, struct buf *alt)
{
	const char *text = p->text->data;

	replace(p, s->alt, s->end);
	if (strcmp(buf_str(alt), buf_str(&old->alt)) == 0)
		buf_add(&p->out, text + s->alt, s->alt_end - s->alt);
	else
		write_alt(&p->out, alt);
	buf_adds(&p->out, "](");
	write_url(&p->out, url);
	buf_add(&p->out, text + s->rest, s->end - s->rest);
}

static bool
names_picture(struct buf *url)
{
	static const char *const ends[] = { "jpg", "jpeg", "png", "gif", "webp",
		"avif", "svg", "bmp", "tif", "tiff" };
	const char *end;

	buf_cut(url, strcspn(buf_str(url), "?#"));
	end = file_extension(buf_str(url));
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (strcasecmp(end, ends[i]) == 0)
			return true;
	return false;
}

/* A picture that is all that a link shows: true when it was seen to. */
static bool
drop_from_link(struct pass *p, const struct span *s)
{
	const char *text = p->text->data;
	struct buf url = { 0 };
	struct span link;
	size_t start = s->start;

	if (start == 0 || text[start - 1] != '[' || text[s->end] != ']' ||
	    (start > 1 &&
		(text[start - 2] == '!' || text[start - 2] == '\\')) ||
	    !read_span(text, start - 1, start - 1, p->text->len, &link) ||
	    link.alt_end != s->end)
		return false;
	read_url(text, &link, &url);
	if (s->alt_end > s->alt) {
		replace(p, start, s->end);
		buf_add(&p->out, text + s->alt, s->alt_end - s->alt);
	} else if (names_picture(&url)) {
		replace(p, link.start, link.end);
	} else {
		struct buf shown = { 0 };

		replace(p, start, s->end);
		url_show(&shown, buf_str(&url), url.len);
		write_alt(&p->out, &shown);
		buf_free(&shown);
	}
	buf_free(&url);
	return true;
}

/* With its line and the empty one behind, when it stands alone. */
static void
drop(struct pass *p, const struct span *s)
{
	const char *text = p->text->data;
	size_t start = s->start, end = s->end;

	if (drop_from_link(p, s))
		return;
	while (start > 0 && text[start - 1] == ' ')
		start--;
	if ((start == 0 || text[start - 1] == '\n') && text[end] == '\n') {
		end++;
		replace(p, start, end + (text[end] == '\n'));
	} else {
		replace(p, s->start, s->end);
	}
}

/* ---- finding them ---- */

static void
judge(struct pass *p, const struct span *s, struct picture *old)
{
	struct buf url = { 0 }, alt = { 0 };

	buf_adds(&url, old->url);
	buf_add(&alt, buf_str(&old->alt), old->alt.len);
	switch (p->judge(p->ctx, &url, &alt)) {
	case IMAGE_STAYS:
		break;
	case IMAGE_CHANGES:
		change(p, s, old, &url, &alt);
		break;
	case IMAGE_GOES:
		drop(p, s);
		break;
	}
	buf_free(&url);
	buf_free(&alt);
}

/* Which of the block's pictures, from the next on, has this address? */
static size_t
find(const struct pass *p, size_t next, const struct span *s)
{
	struct buf url = { 0 };

	read_url(p->text->data, s, &url);
	while (next < p->n && strcmp(p->list[next].url, buf_str(&url)) != 0)
		next++;
	buf_free(&url);
	return next;
}

/* What looks like a picture in the block's source, and is one for cmark. */
static void
scan_block(struct pass *p, size_t i, size_t end)
{
	const char *text = p->text->data;
	size_t next = 0, found;
	struct span s;

	if (i < p->copied)
		i = p->copied;
	while (i < end && next < p->n) {
		if (text[i] == '`') {
			i = skip_code(text, i, end);
		} else if (text[i] == '\\') {
			i += 2;
		} else if (text[i] == '!' && i + 1 < end &&
			   text[i + 1] == '[' &&
			   read_span(text, i, i + 1, end, &s) &&
			   (found = find(p, next, &s)) < p->n) {
			judge(p, &s, &p->list[found]);
			next = found + 1;
			i = p->copied > s.end ? p->copied : s.end;
		} else {
			i++;
		}
	}
}

static void
forget_pictures(struct pass *p)
{
	for (size_t i = 0; i < p->n; i++) {
		free(p->list[i].url);
		buf_free(&p->list[i].alt);
	}
	p->n = 0;
}

static void
add_picture(struct pass *p, cmark_node *image)
{
	p->list = array_room(p->list, p->n, sizeof *p->list);
	p->list[p->n++] =
	    (struct picture){ .url = xstrdup(cmark_node_get_url(image)) };
}

static void
end_block(struct pass *p, cmark_node *block)
{
	int first = cmark_node_get_start_line(block);
	int last = cmark_node_get_end_line(block);

	if (p->n > 0 && first >= 1 && last >= first &&
	    (size_t)last <= p->nlines)
		scan_block(p, p->lines[first - 1], p->lines[last]);
	forget_pictures(p);
}

static void
find_lines(struct pass *p)
{
	size_t i, n = 0, cap = 0;

	for (i = 0; i <= p->text->len; i++) {
		if (i > 0 && p->text->data[i - 1] != '\n')
			continue;
		if (n + 2 > cap)
			p->lines = xreallocarray(p->lines, cap = 2 * cap + 16,
			    sizeof *p->lines);
		p->lines[n++] = i;
	}
	p->nlines = n;
	p->lines[n] = p->text->len;
}

/* What stands within a picture are the words that describe it. */
static void
add_to_alt(struct pass *p, cmark_node *n)
{
	const char *words = cmark_node_get_literal(n);
	struct picture *it;

	assert(p->n > 0 && p->list != NULL);
	it = &p->list[p->n - 1];
	if (words != NULL)
		buf_adds(&it->alt, words);
	else if (cmark_node_get_type(n) == CMARK_NODE_SOFTBREAK ||
		 cmark_node_get_type(n) == CMARK_NODE_LINEBREAK)
		buf_addc(&it->alt, ' ');
}

static void
walk(struct pass *p, cmark_node *doc)
{
	cmark_iter *it = cmark_iter_new(doc);
	cmark_event_type event;
	unsigned within = 0; /* of pictures in pictures */

	while ((event = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		cmark_node *n = cmark_iter_get_node(it);
		cmark_node_type type = cmark_node_get_type(n);
		bool in = event == CMARK_EVENT_ENTER;

		if (type == CMARK_NODE_IMAGE && in && within++ == 0)
			add_picture(p, n);
		else if (type == CMARK_NODE_IMAGE && !in)
			within--;
		else if (within > 0)
			add_to_alt(p, n);
		else if (!in && (type == CMARK_NODE_PARAGRAPH ||
				    type == CMARK_NODE_HEADING))
			end_block(p, n);
	}
	cmark_iter_free(it);
}

void
markdown_images(struct buf *text, image_judge *f, void *ctx)
{
	struct pass p = { .text = text, .judge = f, .ctx = ctx };
	cmark_node *doc;

	if (memmem(buf_str(text), text->len, "![", 2) == NULL)
		return;
	doc = cmark_parse_document(text->data, text->len, CMARK_OPT_DEFAULT);
	find_lines(&p);
	walk(&p, doc);
	replace(&p, text->len, text->len);
	cmark_node_free(doc);
	forget_pictures(&p);
	free(p.list);
	free(p.lines);
	buf_free(text);
	*text = p.out;
}
