#include "markdown/autolink.h"

#include <string.h>

#include "text/ascii.h"
#include "text/scheme.h"

/* The bytes of a scheme that ends before the colon at text[colon]. */
static size_t
scheme_before(const char *text, size_t from, size_t colon)
{
	size_t n = 0;

	while (colon - n > from && is_alnum(text[colon - n - 1]))
		n++;
	return scheme_may(text + colon - n, n) & SCHEME_BARE ? n : 0;
}

/* Characters beyond ASCII that no address goes on behind: blanks, quotes. */
static bool
is_foreign_end(const char *s, size_t len)
{
	static const char *const ends[] = { "\u00A0", "\u00AB", "\u00BB",
		"\u2018", "\u2019", "\u201C", "\u201D", "\u201E", "\u2014",
		"\u2026", "\u3000", "\u3001", "\u3002", "\u300C", "\u300D",
		"\uFF08", "\uFF09", "\uFF0C" };

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t n = strlen(ends[i]);

		if (len >= n && memcmp(s, ends[i], n) == 0)
			return true;
	}
	return false;
}

static bool
ends_address(const char *s, size_t len)
{
	if (*s == '<' || *s == '>' || *s == '"' || *s == '`' || *s == '|')
		return true;
	if ((unsigned char)*s <= ' ')
		return true;
	return (unsigned char)*s >= 0x80 && is_foreign_end(s, len);
}

/* Take a sentence's punctuation, and brackets that were not opened, off. */
static size_t
without_punctuation(const char *s, size_t len)
{
	size_t open = 0, shut = 0, bracket = 0, closed = 0;

	for (size_t i = 0; i < len; i++) {
		open += s[i] == '(';
		shut += s[i] == ')';
		bracket += s[i] == '[';
		closed += s[i] == ']';
	}
	for (; len > 0; len--) {
		char c = s[len - 1];

		if (c == ')' && shut > open)
			shut--;
		else if (c == ']' && closed > bracket)
			closed--;
		else if (strchr(".,;:!?'\"*_~", c) == NULL)
			break;
	}
	return len;
}

bool
autolink_next(const char *text, size_t len, size_t *start, size_t *end)
{
	size_t at = *start;
	const char *colon;

	while (at < len && (colon = memchr(text + at, ':', len - at)) != NULL) {
		size_t scheme = 0, c = (size_t)(colon - text), i = c + 3;

		if (len - c >= 4 && colon[1] == '/' && colon[2] == '/')
			scheme = scheme_before(text, at, c);
		at = c + 1;
		if (scheme == 0)
			continue;
		while (i < len && !ends_address(text + i, len - i))
			i++;
		at = i;
		i = c + 3 + without_punctuation(text + c + 3, i - c - 3);
		if (i == c + 3)
			continue;
		*start = c - scheme;
		*end = i;
		return true;
	}
	return false;
}
