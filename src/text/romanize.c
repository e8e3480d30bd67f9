#include "text/romanize.h"

#include <stdint.h>

#include "base/buf.h"
#include "base/utf8.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* U+0430 to U+045F; the capitals are 0x20 or 0x50 below. */
static const char *const cyrillic[] = { "a", "b", "v", "g", "d", "e", "zh", "z",
	"i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh",
	"ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya", "e", "yo", "dj",
	"g", "ye", "z", "i", "yi", "j", "lj", "nj", "c", "k", "i", "u", "dz" };

/* U+03B1 to U+03C9; the capitals are 0x20 below. */
static const char *const greek[] = { "a", "v", "g", "d", "e", "z", "i", "th",
	"i", "k", "l", "m", "n", "x", "o", "p", "r", "s", "s", "t", "y", "f",
	"ch", "ps", "o" };

/* Letters with accents, and what lies outside of those. */
static const struct {
	uint32_t c;
	const char *latin;
} others[] = {
	{ 0x0386, "a" },
	{ 0x0388, "e" },
	{ 0x0389, "i" },
	{ 0x038A, "i" },
	{ 0x038C, "o" },
	{ 0x038E, "y" },
	{ 0x038F, "o" },
	{ 0x0390, "i" },
	{ 0x03AA, "i" },
	{ 0x03AB, "y" },
	{ 0x03AC, "a" },
	{ 0x03AD, "e" },
	{ 0x03AE, "i" },
	{ 0x03AF, "i" },
	{ 0x03B0, "y" },
	{ 0x03CA, "i" },
	{ 0x03CB, "y" },
	{ 0x03CC, "o" },
	{ 0x03CD, "y" },
	{ 0x03CE, "o" },
	{ 0x0490, "g" },
	{ 0x0491, "g" },
};

/* NULL: no letter of these scripts. */
static const char *
latin_of(uint32_t c)
{
	for (size_t i = 0; i < COUNT(others); i++)
		if (others[i].c == c)
			return others[i].latin;
	if (c >= 0x400 && c < 0x410)
		c += 0x50;
	else if (c >= 0x410 && c < 0x430)
		c += 0x20;
	else if (c >= 0x391 && c < 0x3AA)
		c += 0x20;
	if (c >= 0x430 && c < 0x430 + COUNT(cyrillic))
		return cyrillic[c - 0x430];
	if (c >= 0x3B1 && c < 0x3B1 + COUNT(greek))
		return greek[c - 0x3B1];
	return NULL;
}

static int
is_upsilon(uint32_t c)
{
	return c == 0x3C5 || c == 0x3A5 || c == 0x3CD || c == 0x38E;
}

void
romanize(struct buf *out, const char *s, size_t len)
{
	uint32_t c, before = 0;

	for (size_t i = 0, n; i < len; i += n, before = c) {
		const char *latin;

		n = utf8_next(s + i, len - i, &c);
		latin = c < 0x386 ? NULL : latin_of(c);
		if (latin == NULL)
			buf_add(out, s + i, n);
		else if (is_upsilon(c) && (before == 0x3BF || before == 0x39F))
			buf_addc(out, 'u'); /* "ου" */
		else
			buf_adds(out, latin);
	}
}
