#include "page/page.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "page/inline_builder.h"
#include "text/ascii.h"
#include "text/url.h"
#include "text/utf8_write.h"

void
page_free(struct page *p)
{
	free(p->blocks);
	arena_free(&p->arena);
	*p = (struct page){ 0 };
}

const struct page_labels *
page_labels(const struct page *p)
{
	static const struct page_labels english = { "image", "Links", "Table" };

	return p->labels != NULL ? p->labels : &english;
}

struct block *
page_add(struct page *p, enum block_kind kind)
{
	struct block *b;

	p->blocks = array_room(p->blocks, p->nblocks, sizeof *p->blocks);
	b = &p->blocks[p->nblocks++];
	*b = (struct block){
		.kind = kind,
		.number = -1,
		.looks = p->looks == 0 ? LOOK_ALL : p->looks,
		.body = { .text = "" },
		.info = "",
		.chain = "",
	};
	return b;
}

void
page_only(struct page *p, unsigned looks)
{
	p->looks = looks;
}

/* A copy of n bytes as text of one line. */
static const char *
cleaned_bytes(struct page *p, const char *s, size_t n, size_t *len)
{
	struct buf b = { 0 };
	char *copy;

	if (!utf8_plain_ascii(s, n)) {
		utf8_clean(&b, s, n);
		s = buf_str(&b);
		n = b.len;
	}
	copy = arena_strndup(&p->arena, s, n);
	buf_free(&b);
	if (len != NULL)
		*len = n;
	return copy;
}

static const char *
cleaned(struct page *p, const char *s, size_t *len)
{
	return cleaned_bytes(p, s, strlen(s), len);
}

static const char *
encoded(struct page *p, const char *url)
{
	return url_encoded(&p->arena, url, strlen(url));
}

/* A block of a generated page: each stands for itself at the top level. */
static struct block *
add_text(struct page *p, enum block_kind kind, const char *text)
{
	struct block *b = page_add(p, kind);

	b->body.text = cleaned(p, text, &b->body.len);
	b->opens = true;
	return b;
}

struct block *
page_heading(struct page *p, int level, const char *text)
{
	struct block *b = add_text(p, BLOCK_HEADING, text);

	b->level = level;
	return b;
}

struct block *
page_text(struct page *p, const char *text)
{
	return add_text(p, BLOCK_PARAGRAPH, text);
}

struct block *
page_link(struct page *p, const char *url, const char *label)
{
	bool after_link =
	    p->nblocks > 0 && p->blocks[p->nblocks - 1].kind == BLOCK_LINK;
	struct block *b = add_text(p, BLOCK_LINK, label);

	b->url = encoded(p, url);
	b->tight = after_link;
	return b;
}

struct block *
page_search(struct page *p, const char *url, const char *label)
{
	struct block *b = add_text(p, BLOCK_SEARCH, label);

	b->url = encoded(p, url);
	return b;
}

struct block *
page_entry(struct page *p, const struct entry *e)
{
	struct block *b = page_add(p, BLOCK_ENTRY);
	struct entry *copy = arena_calloc(&p->arena, 1, sizeof *copy);

	copy->url = encoded(p, e->url);
	copy->title = cleaned(p, e->title, NULL);
	copy->date = cleaned(p, e->date, NULL);
	copy->byline = cleaned(p, e->byline, NULL);
	copy->excerpt = cleaned(p, e->excerpt, NULL);
	copy->brief = e->brief;
	b->entry = copy;
	b->opens = true;
	return b;
}

void
page_lines(struct page *p, const char *text, size_t len)
{
	const char *end = text + len, *eol;
	bool above = false;

	for (; text < end; text = eol + 1) {
		size_t n;

		eol = memchr(text, '\n', (size_t)(end - text));
		if (eol == NULL)
			eol = end;
		n = (size_t)(eol - text);
		trim(&text, &n);
		if (n > 0) {
			struct block *b = page_add(p, BLOCK_PARAGRAPH);

			b->body.text = cleaned_bytes(p, text, n, &b->body.len);
			b->opens = true;
			b->tight = above;
		}
		above = n > 0;
	}
}

static void
add_words(struct buf *out, const char *s)
{
	if (*s == '\0')
		return;
	if (out->len > 0)
		buf_addc(out, ' ');
	buf_adds(out, s);
}

static void
table_words(const struct table *t, struct buf *out)
{
	for (size_t i = 0; i < t->rows * t->columns; i++)
		inline_builder_words(&t->cells[i], out);
}

/* What follows a heading is not to be read as one with it. */
static void
end_sentence(struct buf *out)
{
	if (out->len > 0 && (out->data[out->len - 1] & 0x80) == 0 &&
	    strchr(".:!?", out->data[out->len - 1]) == NULL)
		buf_addc(out, '.');
}

void
page_words(const struct page *p, struct buf *out)
{
	for (size_t i = 0; i < p->nblocks; i++) {
		const struct block *b = &p->blocks[i];

		inline_builder_words(&b->body, out);
		if (b->kind == BLOCK_HEADING && i + 1 < p->nblocks)
			end_sentence(out);
		if (b->table != NULL)
			table_words(b->table, out);
		if (b->entry != NULL) {
			add_words(out, b->entry->title);
			add_words(out, b->entry->byline);
			add_words(out, b->entry->excerpt);
		}
	}
}
