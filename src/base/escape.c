#include "base/escape.h"

#include <string.h>

#include "base/utf8.h"

bool
escape_needs(uint32_t c)
{
	static const struct {
		uint32_t first, last;
	} odd[] = {
		{ 0x00, 0x1F },
		{ 0x7F, 0x9F },
		{ 0x061C, 0x061C },
		{ 0x200E, 0x200F },
		{ 0x2028, 0x202E },
		{ 0x2066, 0x2069 },
	};

	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
		if (c >= odd[i].first && c <= odd[i].last)
			return true;
	return false;
}

void
escape_add(struct buf *out, const char *s, size_t len, const char *also)
{
	while (len > 0) {
		uint32_t c;
		size_t n = utf8_next(s, len, &c);
		bool broken = c == 0xFFFD && n == 1;

		if (broken || escape_needs(c) ||
		    (n == 1 && strchr(also, s[0]) != NULL))
			for (size_t i = 0; i < n; i++)
				buf_addf(out, "\\x%02X", (unsigned char)s[i]);
		else
			buf_add(out, s, n);
		s += n;
		len -= n;
	}
}
