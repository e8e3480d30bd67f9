#include "search/excerpt.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "capsule/front_matter.h"
#include "index/article_text.h"
#include "markdown/markdown.h"
#include "page/page.h"

#define BEFORE 60  /* characters of an excerpt before the hit, */
#define AFTER  180 /* and from it on */

/* Bytes of a file that are looked at: nearly all articles, in half a ms. */
#define LOOKED_AT 32768

/* n characters back from at, and on to the start of a word. */
static size_t
back(const char *s, size_t at, size_t n)
{
	size_t from = at, word;

	while (from > 0 && n > 0)
		if (((unsigned char)s[--from] & 0xc0) != 0x80)
			n--;
	if (from == 0)
		return 0;
	for (word = from; word < at; word++)
		if (s[word] == ' ')
			return word + 1;
	return from;
}

/* n characters on from at, and back to the end of a word (not before least) */
static size_t
on(const char *s, size_t len, size_t at, size_t least, size_t n)
{
	size_t to = at;
	uint32_t c;

	while (to < len && n-- > 0)
		to += utf8_next(s + to, len - to, &c);
	if (to == len)
		return len;
	for (size_t word = to; word > least; word--)
		if (s[word] == ' ')
			return word;
	return to > least ? to : least;
}

static const char *
excerpt(struct arena *a, const char *words, size_t len, size_t start,
    size_t end)
{
	size_t from = back(words, start, BEFORE);
	size_t to = on(words, len, start, end, AFTER);

	return arena_printf(a, "%s%.*s%s", from > 0 ? "... " : "",
	    (int)(to - from), words + from, to < len ? " ..." : "");
}

/* The words of the article as search has them, or of its beginning. */
static void
read_words(const struct article *art, const struct buf *src, struct buf *out)
{
	size_t body = front_matter_skip(src->data, src->len);
	size_t len = src->len - body;
	struct markdown how = { .base = "/", .title = art->card.title };
	struct page page = { 0 };

	markdown_add(&page, src->data + body, len < LOOKED_AT ? len : LOOKED_AT,
	    &how);
	page_words(&page, out);
	page_free(&page);
}

const char *
excerpt_of(const struct capsule *c, struct arena *a, const struct article *art,
    const struct query *q)
{
	struct buf src = { 0 }, words = { 0 };
	const char *around = NULL;
	size_t start, end;

	if (article_text_read(c, art, (size_t)art->size, &src) == TEXT_SAME) {
		read_words(art, &src, &words);
		if (query_find(q, buf_str(&words), words.len, &start, &end))
			around = excerpt(a, words.data, words.len, start, end);
	}
	buf_free(&words);
	buf_free(&src);
	return around;
}
