#include "text/percent.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/ascii.h"
#include "text/utf8_write.h"

/* DEL and C1 too: terminals obey some of them. */
static bool
is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

/* allowed: the one control character that may occur, or -1. */
static const char *
fault(const char *s, size_t len, int64_t allowed)
{
	uint32_t c;

	if (utf8_plain_ascii(s, len))
		return NULL;
	if (!utf8_valid(s, len))
		return "not UTF-8";
	for (size_t i = 0; i < len;) {
		i += utf8_next(s + i, len - i, &c);
		if (is_control(c) && c != allowed)
			return "a control character";
	}
	return NULL;
}

const char *
percent_fault(const char *s, size_t len)
{
	return fault(s, len, -1);
}

/* The byte that the code at s stands for, or -1 when there is no code. */
static int
coded(const char *s, size_t len)
{
	if (len < 3 || s[0] != '%' || hex_value(s[1]) < 0 ||
	    hex_value(s[2]) < 0)
		return -1;
	return hex_value(s[1]) * 16 + hex_value(s[2]);
}

size_t
percent_decode(char *out, const char *s, size_t len, bool keep_slash)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		int c = coded(s + i, len - i);

		if (c < 0 || (keep_slash && c == '/')) {
			out[n++] = s[i];
		} else {
			out[n++] = (char)c;
			i += 2;
		}
	}
	out[n] = '\0';
	return n;
}

/* CR LF and a lone CR to LF, TAB to a space, in place; the new length. */
static size_t
mend_blanks(char *s, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		if (s[i] == '\r' && i + 1 < len && s[i + 1] == '\n')
			continue;
		s[n++] = s[i] == '\r' ? '\n' : s[i] == '\t' ? ' ' : s[i];
	}
	s[n] = '\0';
	return n;
}

/* ISO 8859-1 to UTF-8, in place; 0 when it does not fit, else the length. */
static size_t
from_latin1(char *s, size_t len, size_t size)
{
	struct buf utf8 = { 0 };
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		utf8_add(&utf8, (unsigned char)s[i]);
	if (utf8.len < size) {
		n = utf8.len;
		memcpy(s, buf_str(&utf8), n + 1);
	}
	buf_free(&utf8);
	return n;
}

const char *
percent_words(char *s, size_t len, size_t size)
{
	len = mend_blanks(s, len);
	if (!utf8_valid(s, len) && (len = from_latin1(s, len, size)) == 0)
		return "too long in UTF-8";
	return fault(s, len, '\n');
}

const char *
percent_query(char *out, const char *s, size_t len)
{
	size_t n = percent_decode(out, s, len, false);

	n = mend_blanks(out, n);
	return fault(out, n, '\n');
}
