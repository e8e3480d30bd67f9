#ifndef TEXT_ASCII_H
#define TEXT_ASCII_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Letters, digits and white space of ASCII: <ctype.h> would ask the locale, and
 * must not be given a byte above 0x7F as a char.  All other bytes are none of
 * them.
 */

static inline bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static inline bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool
is_letter(char c)
{
	return is_lower(c) || is_upper(c);
}

static inline bool
is_alnum(char c)
{
	return is_letter(c) || is_digit(c);
}

/* A capital as a small letter, any other byte as it is. */
static inline char
to_upper(char c)
{
	return is_lower(c) ? (char)(c - 'a' + 'A') : c;
}

static inline char
to_lower(char c)
{
	return is_upper(c) ? (char)(c - 'A' + 'a') : c;
}

/* The value of a hexadecimal digit, or -1. */
static inline int
hex_value(char c)
{
	c = to_lower(c);
	if (is_digit(c))
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The white space of Markdown, HTML and XML. */
static inline bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Take the white space around a text off it. */
static inline void
trim(const char **s, size_t *len)
{
	while (*len > 0 && is_space(**s)) {
		++*s;
		--*len;
	}
	while (*len > 0 && is_space((*s)[*len - 1]))
		--*len;
}

#endif
