#include "text/utf8_write.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

void
utf8_add(struct buf *b, uint32_t c)
{
	char out[4];
	size_t n = 0;

	if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
		c = 0xFFFD;
	if (c < 0x80) {
		buf_addc(b, (char)c);
		return;
	}
	if (c < 0x800) {
		out[n++] = (char)(0xC0 | c >> 6);
	} else {
		if (c < 0x10000) {
			out[n++] = (char)(0xE0 | c >> 12);
		} else {
			out[n++] = (char)(0xF0 | c >> 18);
			out[n++] = (char)(0x80 | (c >> 12 & 0x3F));
		}
		out[n++] = (char)(0x80 | (c >> 6 & 0x3F));
	}
	out[n++] = (char)(0x80 | (c & 0x3F));
	buf_add(b, out, n);
}

/*
 * What utf8_clean() takes out or turns into a space, of valid characters
 * beyond ASCII; s has as many bytes as its first one says.
 */
static bool
is_unclean(const unsigned char *s)
{
	switch (s[0]) {
	case 0xC2: /* C1 controls, soft hyphen */
		return s[1] < 0xA0 || s[1] == 0xAD;
	case 0xE2: /* line and paragraph separator */
		return s[1] == 0x80 && (s[2] == 0xA8 || s[2] == 0xA9);
	case 0xEF: /* byte order mark */
		return s[1] == 0xBB && s[2] == 0xBF;
	default:
		return false;
	}
}

/* How many bytes at the start of s utf8_clean() leaves as they are. */
static size_t
clean_run(const char *s, size_t len)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t i = 0, n;

	for (;;) {
		i += utf8_plain_run(s + i, len - i);
		if (i == len || u[i] < 0x80)
			return i;
		while (i < len && u[i] >= 0x80) {
			n = utf8_sequence(u + i, len - i);
			if (n == 0 || is_unclean(u + i))
				return i;
			i += n;
		}
	}
}

void
utf8_clean(struct buf *out, const char *s, size_t len)
{
	size_t i = 0, n;
	uint32_t c;

	buf_reserve(out, len);
	for (;;) {
		n = clean_run(s + i, len - i);
		buf_add(out, s + i, n);
		i += n;
		if (i == len)
			return;
		n = utf8_next(s + i, len - i, &c);
		if (n == 1 && c == 0xFFFD)
			utf8_add(out, c);
		else if (c != 0xAD && c != 0xFEFF)
			buf_addc(out, ' ');
		i += n;
	}
}

size_t
utf8_clean_code(char *out, const char *s, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c == 0xC2 && i + 1 < len &&
		    (unsigned char)s[i + 1] < 0xA0) {
			i++;
			continue;
		}
		if ((c >= 0x20 && c != 0x7F) || c == '\t' || c == '\n')
			out[n++] = (char)c;
	}
	out[n] = '\0';
	return n;
}
