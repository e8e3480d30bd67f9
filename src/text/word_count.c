#include "text/word_count.h"

#include <stdbool.h>
#include <stdint.h>

#include <unictype.h>

#include "base/utf8.h"
#include "text/ascii.h"

/* Chinese and Japanese. */
static bool
is_ideograph(uint32_t c)
{
	return (c >= 0x3040 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

/* Else it makes no word: the dash of "one - two", the sign of "Quoi ?". */
static bool
is_letter_or_digit(uint32_t c)
{
	if (c < 0x80)
		return is_alnum((char)c);
	return uc_is_general_category_withtable(c,
	    UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N);
}

size_t
word_count(const char *s, size_t len)
{
	size_t words = 0, ideographs = 0;
	bool counted = false; /* the word that is being read */
	uint32_t c;

	for (const char *end = s + len; s < end;) {
		if ((*s & 0x80) == 0)
			c = (unsigned char)*s++;
		else
			s += utf8_next(s, (size_t)(end - s), &c);
		if (is_ideograph(c)) {
			ideographs++;
			counted = false;
		} else if (c <= ' ') {
			counted = false;
		} else if (!counted && is_letter_or_digit(c)) {
			words++;
			counted = true;
		}
	}
	return words + (ideographs + 1) / 2;
}
