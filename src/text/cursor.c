#include "text/cursor.h"

#include <string.h>

#include "text/ascii.h"

char
cursor_peek(const struct cursor *in)
{
	return in->p < in->end ? *in->p : '\0';
}

char
cursor_lower(const struct cursor *in)
{
	return to_lower(cursor_peek(in));
}

bool
cursor_take(struct cursor *in, char c)
{
	if (in->p == in->end || *in->p != c)
		return false;
	in->p++;
	return true;
}

void
cursor_skip(struct cursor *in, const char *bytes)
{
	char c;

	while ((c = cursor_peek(in)) != '\0' && strchr(bytes, c) != NULL)
		in->p++;
}

size_t
cursor_digits(const struct cursor *in)
{
	const char *p = in->p;

	while (p < in->end && is_digit(*p))
		p++;
	return (size_t)(p - in->p);
}

size_t
cursor_letters(const struct cursor *in)
{
	const char *p = in->p;

	while (p < in->end && is_letter(*p))
		p++;
	return (size_t)(p - in->p);
}

int
cursor_number(struct cursor *in, size_t n)
{
	int value = 0;

	while (n-- > 0)
		value = value * 10 + (*in->p++ - '0');
	return value;
}

bool
cursor_take_number(struct cursor *in, size_t least, size_t most, int *value)
{
	size_t n = cursor_digits(in);

	if (n < least || n > most)
		return false;
	*value = cursor_number(in, n);
	return true;
}

/* The length of the letters that come next if word begins with them, else 0. */
static size_t
common(const struct cursor *in, const char *word)
{
	size_t n = cursor_letters(in);

	for (size_t i = 0; i < n; i++)
		if (to_lower(in->p[i]) != word[i])
			return 0;
	return n;
}

bool
cursor_is_word(const struct cursor *in, const char *word)
{
	size_t n = common(in, word);

	return n > 0 && word[n] == '\0';
}

bool
cursor_is_short(const struct cursor *in, const char *word)
{
	return common(in, word) >= 3;
}
