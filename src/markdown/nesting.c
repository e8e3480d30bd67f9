#include "markdown/nesting.h"

#include <string.h>

#include "text/ascii.h"

#define FEW_STEPS ((size_t)4 * 1000 * 1000)
#define SHORT     ((size_t)4 * 1000) /* bytes that cannot take so many */

/* What may stand before a list marker: blanks and quotes. */
static bool
is_gap(char c)
{
	return c == ' ' || c == '\t' || c == '>';
}

/* The next list marker of a line's beginning; its bytes, or 0. */
static size_t
marker_at(const char *s, const char *end)
{
	const char *t = s;

	if (t < end && (*t == '-' || *t == '+' || *t == '*')) {
		t++;
	} else {
		while (t < end && t - s < 9 && is_digit(*t))
			t++;
		if (t == s || t == end || (*t != '.' && *t != ')'))
			return 0;
		t++;
	}
	return t == end || *t == ' ' || *t == '\t' ? (size_t)(t - s) : 0;
}

/*
 * How deep in lists a line can be at most: by its indentation, and by the
 * markers it begins with.  *limit, when not NULL, is where the first marker
 * beyond NESTING_LISTS stands, or NULL.
 */
static size_t
depth_of_line(const char *s, const char *end, const char **limit)
{
	size_t depth = 0, n;
	bool first = true;

	if (limit != NULL)
		*limit = NULL;
	for (;;) {
		const char *from = s;

		for (; s < end && is_gap(*s); s++)
			if (*s == '\t')
				depth += first ? 2 : 0;
		if (first)
			depth += (size_t)(s - from) / 2;
		first = false;
		n = marker_at(s, end);
		if (n == 0)
			return depth;
		if (++depth > NESTING_LISTS && limit != NULL && *limit == NULL)
			*limit = s;
		s += n;
	}
}

static bool
is_blank_or_quote(const char *s, const char *end)
{
	while (s < end && is_gap(*s))
		s++;
	return s == end;
}

const char *
nesting_limit(const char *line, size_t len)
{
	const char *at;

	depth_of_line(line, line + len, &at);
	return at;
}

bool
nesting_too_deep(const char *src, size_t len)
{
	const char *end = src + len, *eol;
	size_t deepest = 0, blank = 0, depth;

	if (len < SHORT)
		return false;
	for (; src < end; src = eol + 1) {
		eol = memchr(src, '\n', (size_t)(end - src));
		if (eol == NULL)
			eol = end;
		if (is_blank_or_quote(src, eol)) {
			blank++;
			continue;
		}
		depth = depth_of_line(src, eol, NULL);
		if (depth > deepest)
			deepest = depth;
	}
	return deepest > NESTING_LISTS && deepest * blank > FEW_STEPS;
}

bool
nesting_too_many_images(const char *src, size_t len)
{
	const char *end = src + len;
	size_t n = 0;

	while ((src = memchr(src, '!', (size_t)(end - src))) != NULL)
		if (++src < end && *src == '[')
			n++;
	return n * n > FEW_STEPS;
}
