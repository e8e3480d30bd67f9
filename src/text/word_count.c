#include "text/word_count.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/utf8.h"

/* Chinese and Japanese. */
static bool
is_ideograph(uint32_t c)
{
	return (c >= 0x3040 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

size_t
word_count(const char *s, size_t len)
{
	size_t words = 0, ideographs = 0;
	bool inside = false;
	uint32_t c;

	for (const char *end = s + len; s < end;) {
		if ((*s & 0x80) == 0)
			c = (unsigned char)*s++;
		else
			s += utf8_next(s, (size_t)(end - s), &c);
		if (is_ideograph(c)) {
			ideographs++;
			inside = false;
		} else {
			words += c > ' ' && !inside;
			inside = c > ' ';
		}
	}
	return words + (ideographs + 1) / 2;
}
