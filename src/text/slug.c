#include "text/slug.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/ascii.h"
#include "text/fold.h"
#include "text/romanize.h"
#include "text/url.h"

/* c as it stands in a slug, or 0. */
static char
kept(char c)
{
	return is_alnum(c) ? to_lower(c) : '\0';
}

/* An apostrophe between two letters is part of their word: "don't". */
static bool
is_in_word(const char *s, size_t len, size_t i)
{
	return s[i] == '\'' && i > 0 && i + 1 < len && kept(s[i - 1]) != '\0' &&
	       kept(s[i + 1]) != '\0';
}

/*
 * Where to end a slug of which only len bytes fit: at its last word that is
 * whole, unless that would take half of it.
 */
static size_t
cut(const char *slug, size_t len)
{
	size_t end = len;

	while (end > len / 2 && slug[end - 1] != '-')
		end--;
	return end > len / 2 ? end - 1 : len;
}

/* The slug of ASCII. */
static size_t
make(char out[SLUG_SIZE], const char *s, size_t len)
{
	bool gap = false;
	size_t n = 0;
	char c;

	for (size_t i = 0; i < len; i++) {
		if (is_in_word(s, len, i))
			continue;
		c = kept(s[i]);
		if (c == '\0') {
			gap = n > 0;
			continue;
		}
		if (n + gap >= SLUG_SIZE - 1) {
			if (!gap)
				n = cut(out, n);
			break;
		}
		if (gap)
			out[n++] = '-';
		out[n++] = c;
		gap = false;
	}
	out[n] = '\0';
	return n;
}

static size_t
make_of_any(char out[SLUG_SIZE], const char *s, size_t len, bool all_scripts)
{
	struct buf plain = { 0 }, latin = { 0 }, ascii = { 0 };
	size_t n;

	if (utf8_plain_ascii(s, len) && memchr(s, '%', len) == NULL)
		return make(out, s, len);
	url_decode(&plain, s, len);
	if (all_scripts)
		romanize(&latin, buf_str(&plain), plain.len);
	else
		buf_add(&latin, buf_str(&plain), plain.len);
	fold_ascii(&ascii, buf_str(&latin), latin.len);
	n = make(out, buf_str(&ascii), ascii.len);
	buf_free(&plain);
	buf_free(&latin);
	buf_free(&ascii);
	return n;
}

size_t
slug_make(char out[SLUG_SIZE], const char *s, size_t len)
{
	return make_of_any(out, s, len, true);
}

size_t
slug_latin(char out[SLUG_SIZE], const char *s, size_t len)
{
	return make_of_any(out, s, len, false);
}
