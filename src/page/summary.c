#include "page/summary.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "page/inline_builder.h"
#include "page/page.h"
#include "text/ascii.h"

#define MORE     " ..."
#define MORE_LEN (sizeof MORE - 1)

/* "J. Smith": a dot behind a single letter ends no sentence. */
static bool
is_initial(const char *text, size_t dot)
{
	return dot > 0 && is_letter(text[dot - 1]) &&
	       (dot == 1 || text[dot - 2] == ' ' || text[dot - 2] == '.');
}

/* Bytes of closing quotes and brackets at s. */
static size_t
closers(const char *s, size_t len)
{
	static const char *const marks[] = { "\"", "'", ")", "]", "\u201D",
		"\u2019", "\u00BB" };
	size_t n = 0, i = 0;

	while (i < sizeof marks / sizeof *marks) {
		size_t m = strlen(marks[i]);

		if (len - n >= m && memcmp(s + n, marks[i], m) == 0) {
			n += m;
			i = 0;
		} else {
			i++;
		}
	}
	return n;
}

/*
 * Does a sentence end with the character of n bytes at i?  Returns where the
 * next one may begin, with closing quotes included in this one; or 0.
 */
static size_t
sentence_end(const char *text, size_t len, size_t i, size_t n, uint32_t c)
{
	size_t end = i + n;

	if (c == 0x3002 || c == 0xFF01 || c == 0xFF1F)
		return end + closers(text + end, len - end);
	if (c != '.' && c != '!' && c != '?' && c != 0x2026)
		return 0;
	if (c == '.' && is_initial(text, i))
		return 0;
	end += closers(text + end, len - end);
	if (end == len)
		return end;
	if (text[end] != ' ')
		return 0;
	/* "approx. ten" goes on */
	return end + 1 < len && is_lower(text[end + 1]) ? 0 : end;
}

/* How many bytes of text are at most max characters. */
static size_t
first_characters(const char *text, size_t len, size_t max)
{
	size_t i = 0;
	uint32_t c;

	while (i < len && max-- > 0)
		i += utf8_next(text + i, len - i, &c);
	return i;
}

/* Where the last sentence ends that ends within room bytes; 0 if none does. */
static size_t
whole_sentences(const char *text, size_t len, size_t room)
{
	size_t best = 0, n, end;
	uint32_t c;

	for (size_t i = 0; i < room; i += n) {
		n = utf8_next(text + i, len - i, &c);
		end = sentence_end(text, len, i, n, c);
		if (end > 0 && end <= room)
			best = end;
	}
	return best;
}

void
summary_cut(const char *text, size_t len, size_t max, struct buf *out)
{
	size_t room = first_characters(text, len, max), end;
	const char *space;

	if (room == len) {
		buf_add(out, text, len);
		return;
	}
	end = whole_sentences(text, len, room);
	if (end > 0) {
		buf_add(out, text, end);
		return;
	}
	room = first_characters(text, len, max > MORE_LEN ? max - MORE_LEN : 0);
	space = memrchr(text, ' ', text[room] == ' ' ? room + 1 : room);
	end = space == NULL ? room : (size_t)(space - text);
	buf_add(out, text, end);
	buf_adds(out, MORE);
}

/* Is there text beside images, links and code? */
static bool
is_prose(const struct block *b)
{
	size_t at = 0;

	if (b->kind != BLOCK_PARAGRAPH)
		return false;
	for (size_t i = 0; i < b->body.nspans; i++) {
		const struct span *s = &b->body.spans[i];

		for (; at < s->start; at++)
			if (b->body.text[at] != ' ')
				return true;
		if (s->end > at)
			at = s->end;
	}
	return at < b->body.len;
}

/* The first paragraph of prose; one outside lists and quotes if there is. */
static const struct block *
first_prose(const struct page *p)
{
	const struct block *second = NULL;

	for (size_t i = 0; i < p->nblocks; i++) {
		const struct block *b = &p->blocks[i];

		if (!is_prose(b))
			continue;
		if (b->lists == 0 && b->quotes == 0)
			return b;
		if (second == NULL)
			second = b;
	}
	return second;
}

void
summary_of_page(const struct page *p, size_t max, struct buf *out)
{
	const struct block *b = first_prose(p);
	struct buf words = { 0 };

	if (b == NULL)
		return;
	inline_builder_words(&b->body, &words);
	summary_cut(buf_str(&words), words.len, max, out);
	buf_free(&words);
}
