/* Any bytes become blocks that a writer can rely on (page.h). */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "markdown/markdown.h"
#include "page/page.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_text(const struct text *t, bool code)
{
	size_t start = 0;

	if (!utf8_valid(t->text, t->len) || t->text[t->len] != '\0')
		abort();
	for (size_t i = 0; i < t->len; i++) {
		unsigned char c = (unsigned char)t->text[i];

		if (c == 0x7F ||
		    (c < 0x20 && c != '\n' && !(code && c == '\t')))
			abort();
	}
	for (size_t i = 0; i < t->nspans; i++) {
		const struct span *s = &t->spans[i];

		if (s->start < start || s->end < s->start || s->end > t->len ||
		    (s->kind <= SPAN_IMAGE && s->url == NULL))
			abort();
		for (const char *u = s->url; u != NULL && *u != '\0'; u++)
			if (*u <= ' ' || *u > '~')
				abort();
		start = s->start;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct page p = { 0 };
	struct markdown how = { 0 };

	if (size > 0 && (data[0] & 1))
		how.title = "A title";
	if (size > 0 && (data[0] & 2))
		how.images = IMAGES_DROP;
	markdown_add(&p, (const char *)data, size, &how);
	for (size_t i = 0; i < p.nblocks; i++) {
		const struct block *b = &p.blocks[i];

		check_text(&b->body, b->kind == BLOCK_CODE);
		for (size_t c = 0;
		     b->table != NULL && c < b->table->rows * b->table->columns;
		     c++)
			check_text(&b->table->cells[c], false);
	}
	page_free(&p);
	return 0;
}
