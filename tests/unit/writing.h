/* For the tests of the writers: pages by hand, and readable menus. */
#ifndef TESTS_WRITING_H
#define TESTS_WRITING_H

#include <string.h>

#include "base/buf.h"
#include "page/page.h"
#include "page/place.h"

typedef void write_page(const struct page *p, const struct place *place,
    struct buf *out);

static const struct style gopher_style = {
	.fold = true,
	.excerpt_lines = 4,
};

static const struct place gopher_place = {
	.scheme = "gopher",
	.host = "gazette.example",
	.port = 70,
	.style = &gopher_style,
};

/* A top-level paragraph. */
static inline struct block *
add(struct page *p, enum block_kind kind, const char *text)
{
	struct block *b = page_add(p, kind);

	b->body.text = text;
	b->body.len = strlen(text);
	b->opens = true;
	b->level = 1;
	return b;
}

/* A paragraph, heading or note with spans (an array that outlives it). */
#define add_with(page, kind, string, ...)                                      \
	do {                                                                   \
		static const struct span spans_[] = { __VA_ARGS__ };           \
		struct block *b_ = add(page, kind, string);                    \
		b_->body.spans = spans_;                                       \
		b_->body.nspans = sizeof spans_ / sizeof *spans_;              \
	} while (0)

/* The item of a list; the next one of the same list is tight. */
static inline struct block *
add_item(struct page *p, int lists, int number, const char *text)
{
	struct block *b = add(p, BLOCK_PARAGRAPH, text);

	b->lists = lists;
	b->number = number;
	b->ordered = number >= 0;
	b->first = true;
	b->opens = b->tight = p->nblocks > 1 && p->blocks[p->nblocks - 2].lists;
	b->opens = !b->opens;
	return b;
}

/* Write the page, free it, and compare; a menu with '|' for its TABs. */
static inline void
assert_writes(write_page *write, const struct place *place, struct page *p,
    const char *expected)
{
	static const char info[] = "||error.host|1\n";
	const size_t n = sizeof info - 1;
	struct buf out = { 0 }, shown = { 0 };
	bool menu;

	write(p, place, &out);
	menu = strstr(buf_str(&out), "\r\n") != NULL;
	for (size_t i = 0; i < out.len; i++) {
		if (out.data[i] != '\r')
			buf_addc(&shown,
			    menu && out.data[i] == '\t' ? '|' : out.data[i]);
		if (shown.len >= n &&
		    memcmp(shown.data + shown.len - n, info, n) == 0) {
			buf_cut(&shown, shown.len - n);
			buf_addc(&shown, '\n');
		}
	}
	assert_string_equal(buf_str(&shown), expected);
	buf_free(&out);
	buf_free(&shown);
	page_free(p);
}

#endif
