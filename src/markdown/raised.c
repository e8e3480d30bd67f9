#include "markdown/raised.h"

#include <string.h>

#include "base/buf.h"
#include "text/ascii.h"
#include "text/utf8_write.h"

bool
raised_is_figures(const char *s, size_t len)
{
	size_t figures = 0;

	for (size_t i = 0; i < len; i++) {
		if (is_digit(s[i]))
			figures++;
		else if ((s[i] != '+' && s[i] != '-') || (i > 0 && i + 1 < len))
			return false;
	}
	return figures > 0 || (len == 1 && *s == '+');
}

/* Unicode's superscript 1 to 3 are those that Latin-1 had. */
static uint32_t
figure(char sign, char c)
{
	if (sign == '_')
		return c == '+'   ? 0x208A
		       : c == '-' ? 0x208B
				  : 0x2080 + (uint32_t)(c - '0');
	switch (c) {
	case '+':
		return 0x207A;
	case '-':
		return 0x207B;
	case '1':
		return 0xB9;
	case '2':
	case '3':
		return 0xB0 + (uint32_t)(c - '0');
	default:
		return 0x2070 + (uint32_t)(c - '0');
	}
}

void
raised_figures(struct buf *out, char sign, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		utf8_add(out, figure(sign, s[i]));
}

/* Letters and figures, perhaps with a sign before them. */
static bool
is_simple(const char *s, size_t len)
{
	size_t i = len > 1 && (*s == '-' || *s == '+');

	while (i < len && is_alnum(s[i]))
		i++;
	return i == len;
}

/*
 * "xn" for x to the n would be wrong, "1^st" for the first silly: words, marks
 * like (TM) and what stands behind a figure or a Roman number need no sign.
 */
static bool
reads_without_sign(const char *s, size_t len, char before)
{
	static const char *const starts[] = { "[", "(", "*", "\u00AA", "\u00BA",
		"\u00AE", "\u2122", "\u2020", "\u00E8", "\u00E9" };
	size_t letters = 0;

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (len >= strlen(starts[i]) &&
		    memcmp(s, starts[i], strlen(starts[i])) == 0)
			return true;
	while (letters < len && is_letter(s[letters]))
		letters++;
	if (letters < len)
		return false;
	return len != 1 || is_digit(before) ||
	       (before != '\0' && strchr("IVXLCM", before) != NULL);
}

struct raised_signs
raised_signs(char sign, const char *s, size_t len, char before)
{
	if (len == 0 || (sign == '^' && reads_without_sign(s, len, before)))
		return (struct raised_signs){ "", "" };
	if (is_simple(s, len))
		return (struct raised_signs){ { sign, '\0' }, "" };
	return (struct raised_signs){ { sign, '(', '\0' }, ")" };
}
