#include "index/more_mark.h"

#include <string.h>

#include "markdown/line_class.h"

/* Is there "<!--more-->", or "<!-- more: Read on -->", at s? */
static bool
is_more(const char *s, const char *end)
{
	s += 4;
	while (s < end && *s == ' ')
		s++;
	if (end - s < 4 || memcmp(s, "more", 4) != 0)
		return false;
	s += 4;
	return s < end && (*s == ' ' || *s == '-' || *s == ':') &&
	       memmem(s, (size_t)(end - s), "-->", 3) != NULL;
}

/* The mark in a line of text, or NULL; one in backquotes is no mark. */
static const char *
find_more(const char *line, const char *end)
{
	const char *s = line;

	while ((s = memmem(s, (size_t)(end - s), "<!--", 4)) != NULL) {
		if (is_more(s, end) && (s == line || s[-1] != '`'))
			return s;
		s++;
	}
	return NULL;
}

bool
more_mark_find(const char *src, size_t len, size_t *end)
{
	const char *line = src, *stop = src + len, *eol, *found;
	struct line_class code = { 0 };

	for (; line < stop; line = eol + 1) {
		eol = memchr(line, '\n', (size_t)(stop - line));
		if (eol == NULL)
			eol = stop;
		if (line_class_next(&code, line, (size_t)(eol - line)) !=
		    LINE_TEXT)
			continue;
		found = find_more(line, eol);
		if (found != NULL) {
			*end = (size_t)(found - src);
			return true;
		}
	}
	return false;
}
