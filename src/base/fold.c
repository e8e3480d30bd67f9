#include "base/fold.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unictype.h>
#include <uniname.h>
#include <uninorm.h>

#include "base/buf.h"
#include "base/utf8.h"

struct entry {
	uint32_t c;
	const char *to;
};

/* Both tables by rising code point. */
/* clang-format off */
static const struct entry punctuation[] = {
	{ 0x00A0, " " }, { 0x00AD, "" }, { 0x02BC, "'" }, { 0x1680, " " },
	{ 0x2000, " " }, { 0x2001, " " }, { 0x2002, " " }, { 0x2003, " " },
	{ 0x2004, " " }, { 0x2005, " " }, { 0x2006, " " }, { 0x2007, " " },
	{ 0x2008, " " }, { 0x2009, " " }, { 0x200A, " " }, { 0x200B, "" },
	{ 0x2010, "-" }, { 0x2011, "-" }, { 0x2012, "-" }, { 0x2013, "-" },
	{ 0x2014, "--" }, { 0x2015, "--" }, { 0x2018, "'" }, { 0x2019, "'" },
	{ 0x201A, "'" }, { 0x201B, "'" }, { 0x201C, "\"" }, { 0x201D, "\"" },
	{ 0x201E, "\"" }, { 0x201F, "\"" }, { 0x2022, "*" }, { 0x2023, "*" },
	{ 0x2024, "." }, { 0x2025, ".." }, { 0x2026, "..." }, { 0x2028, " " },
	{ 0x2029, " " }, { 0x202F, " " }, { 0x2032, "'" }, { 0x2033, "\"" },
	{ 0x2035, "'" }, { 0x2036, "\"" }, { 0x2043, "-" }, { 0x205F, " " },
	{ 0x2060, "" }, { 0x2212, "-" }, { 0x2219, "*" }, { 0x25AA, "*" },
	{ 0x25CF, "*" }, { 0x25E6, "*" }, { 0x3000, " " }, { 0xFEFF, "" },
};

/*
 * Signs, and the Latin letters that no decomposition and no name explains:
 * those of European languages first of all, for their names cost time.
 */
static const struct entry latin[] = {
	{ 0x00A1, "!" }, { 0x00A2, "c" }, { 0x00A3, "GBP" }, { 0x00A5, "JPY" },
	{ 0x00A6, "|" }, { 0x00A7, "S" }, { 0x00A8, "\"" }, { 0x00A9, "(C)" },
	{ 0x00AB, "<<" }, { 0x00AC, "-" }, { 0x00AE, "(R)" }, { 0x00AF, "-" },
	{ 0x00B0, "deg" }, { 0x00B1, "+-" }, { 0x00B4, "'" }, { 0x00B5, "u" },
	{ 0x00B6, "P" }, { 0x00B7, "." }, { 0x00B8, "," }, { 0x00BB, ">>" },
	{ 0x00BC, "1/4" }, { 0x00BD, "1/2" }, { 0x00BE, "3/4" },
	{ 0x00BF, "?" }, { 0x00C6, "AE" }, { 0x00D0, "D" }, { 0x00D7, "x" },
	{ 0x00D8, "O" }, { 0x00DE, "Th" }, { 0x00DF, "ss" }, { 0x00E6, "ae" },
	{ 0x00F0, "d" }, { 0x00F7, "/" }, { 0x00F8, "o" }, { 0x00FE, "th" },
	{ 0x0110, "D" }, { 0x0111, "d" }, { 0x0126, "H" }, { 0x0127, "h" },
	{ 0x0131, "i" }, { 0x0138, "k" }, { 0x0141, "L" }, { 0x0142, "l" },
	{ 0x014A, "Ng" }, { 0x014B, "ng" }, { 0x0152, "OE" },
	{ 0x0153, "oe" }, { 0x0166, "T" }, { 0x0167, "t" }, { 0x0184, "6" },
	{ 0x0185, "6" }, { 0x018F, "E" }, { 0x0194, "G" }, { 0x0195, "hv" },
	{ 0x0196, "I" }, { 0x019B, "l" }, { 0x01A2, "Gh" }, { 0x01A3, "gh" },
	{ 0x01A6, "R" }, { 0x01A7, "2" }, { 0x01A8, "2" }, { 0x01A9, "Sh" },
	{ 0x01AA, "sh" }, { 0x01B1, "U" }, { 0x01B7, "Zh" }, { 0x01B8, "Zh" },
	{ 0x01B9, "zh" }, { 0x01BA, "zh" }, { 0x01BB, "2" }, { 0x01BC, "5" },
	{ 0x01BD, "5" }, { 0x01BE, "ts" }, { 0x01BF, "w" }, { 0x01C0, "|" },
	{ 0x01C1, "||" }, { 0x01C2, "|=" }, { 0x01C3, "!" }, { 0x01DD, "e" },
	{ 0x01F6, "Hv" }, { 0x01F7, "W" }, { 0x021C, "Gh" }, { 0x021D, "gh" },
	{ 0x0241, "'" }, { 0x0242, "'" }, { 0x0259, "e" }, { 0x025A, "er" },
	{ 0x0263, "g" }, { 0x0264, "o" }, { 0x0269, "i" }, { 0x0277, "o" },
	{ 0x0278, "f" }, { 0x0283, "sh" }, { 0x0285, "sh" }, { 0x0286, "sh" },
	{ 0x028A, "u" }, { 0x0292, "zh" }, { 0x0293, "zh" }, { 0x0294, "'" },
	{ 0x0295, "'" }, { 0x0296, "'" }, { 0x0298, "!" }, { 0x02A1, "'" },
	{ 0x02A2, "'" }, { 0x02A4, "dz" }, { 0x02A7, "ts" }, { 0x02A9, "fng" },
	{ 0x02AC, "w" }, { 0x02AD, "t" }, { 0x02B9, "'" }, { 0x02BA, "\"" },
	{ 0x02BB, "'" }, { 0x02BD, "'" }, { 0x02BE, "'" }, { 0x02BF, "'" },
	{ 0x02C6, "^" }, { 0x02C8, "'" }, { 0x02CC, "," }, { 0x02D0, ":" },
	{ 0x02DC, "~" }, { 0x1E9E, "SS" }, { 0x1E9F, "d" }, { 0x2020, "+" },
	{ 0x2021, "++" }, { 0x2030, "0/00" }, { 0x2039, "<" },
	{ 0x203A, ">" }, { 0x2044, "/" }, { 0x20AC, "EUR" },
	{ 0x2122, "(TM)" }, { 0x2190, "<-" }, { 0x2192, "->" },
	{ 0x2194, "<->" }, { 0x21D0, "<=" }, { 0x21D2, "=>" },
	{ 0x21D4, "<=>" }, { 0x2248, "~" }, { 0x2260, "!=" },
	{ 0x2264, "<=" }, { 0x2265, ">=" },
};
/* clang-format on */

static int
compare(const void *key, const void *entry)
{
	uint32_t a = *(const uint32_t *)key;
	uint32_t b = ((const struct entry *)entry)->c;

	return (a > b) - (a < b);
}

#define LOOK_UP(table, c) look_up(table, sizeof(table) / sizeof *(table), c)

/* What the table turns c into, or NULL. */
static const char *
look_up(const struct entry *table, size_t n, uint32_t c)
{
	const struct entry *e = bsearch(&c, table, n, sizeof *table, compare);

	return e != NULL ? e->to : NULL;
}

static bool
is_mark(uint32_t c)
{
	return c >= 0x300 &&
	       uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M);
}

/*
 * Some 1,300 Latin letters have no decomposition, but a name that begins
 * "LATIN SMALL LETTER TURNED R WITH ...": its first word of one or two
 * letters is the letter.
 */
static bool
add_by_name(struct buf *out, uint32_t c)
{
	char name[UNINAME_MAX], *word;
	bool capital;
	size_t len;

	if (unicode_character_name(c, name) == NULL ||
	    strncmp(name, "LATIN ", 6) != 0)
		return false;
	word = strstr(name, "LETTER ");
	if (word == NULL)
		return false;
	capital = strstr(name, "LATIN CAPITAL LETTER") == name;
	for (word += 7; *word != '\0'; word += len + (word[len] == ' ')) {
		len = strcspn(word, " ");
		if (len > 2)
			continue;
		for (size_t i = 0; i < len; i++)
			buf_addc(out,
			    capital ? word[i] : (char)(word[i] | 0x20));
		return true;
	}
	return false;
}

/* One character of a decomposition; a mark adds nothing. */
static bool
add_part(struct buf *out, uint32_t c)
{
	const char *to;

	if (c < 0x80) {
		buf_addc(out, (char)c);
		return true;
	}
	to = LOOK_UP(punctuation, c);
	if (to == NULL)
		to = LOOK_UP(latin, c);
	if (to != NULL)
		buf_adds(out, to);
	return to != NULL || is_mark(c) || add_by_name(out, c);
}

/*
 * Append the Latin form of a character: as the table, its compatibility
 * decomposition without marks, or its name tells.  False, with nothing
 * added, when it has none.
 */
static bool
add_latin(struct buf *out, uint32_t c)
{
	uint32_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	size_t n = sizeof parts / sizeof *parts, start = out->len;
	bool marked = false, done;

	done = u32_normalize(UNINORM_NFKD, &c, 1, parts, &n) == parts;
	if (LOOK_UP(latin, c) != NULL)
		n = 0, done = add_part(out, c);
	for (size_t i = 0; done && i < n; i++) {
		marked |= is_mark(parts[i]);
		done = add_part(out, parts[i]);
	}
	/* on a sign a mark means something: "not", in mathematics */
	if (done && out->len > start &&
	    (!marked || ((unsigned char)out->data[start] | 0x20) >= 'a'))
		return true;
	buf_cut(out, start);
	return false;
}

/*
 * The letter of ISO 8859-1 that c is but for marks which that does not have,
 * or 0.
 */
static uint32_t
latin1_letter(uint32_t c)
{
	uint32_t parts[UC_DECOMPOSITION_MAX_LENGTH], base, both;
	size_t n = sizeof parts / sizeof *parts;

	if (u32_normalize(UNINORM_NFD, &c, 1, parts, &n) != parts || n == 0)
		return 0;
	base = parts[0];
	for (size_t i = 1; i < n && base < 0xA0; i++) {
		both = uc_composition(base, parts[i]);
		if (both >= 0xC0 && both <= 0xFF)
			base = both;
	}
	return base >= 0xC0 && base <= 0xFF ? base : 0;
}

/*
 * A mark behind the text so far, which ends in a Latin letter: part of a
 * letter of ISO 8859-1 (a, ring above), or to be dropped.
 */
static void
add_mark(struct buf *out, uint32_t c, enum charset charset)
{
	uint32_t both;

	if (charset != CHARSET_LATIN1 || out->len == 0)
		return;
	both = uc_composition((unsigned char)out->data[out->len - 1], c);
	if (both < 0xC0 || both > 0xFF)
		return;
	buf_cut(out, out->len - 1);
	utf8_add(out, both);
}

/*
 * Append one character beyond ASCII, n bytes at s.  on_latin: what stands
 * before it is Latin; the result says the same for what comes next.
 */
static bool
add_folded(struct buf *out, uint32_t c, const char *s, size_t n,
    enum charset charset, bool on_latin)
{
	const char *to = LOOK_UP(punctuation, c);
	uint32_t letter;

	if (to != NULL) {
		buf_adds(out, to);
		return true;
	}
	if (charset != CHARSET_UTF8) {
		if (on_latin && is_mark(c)) {
			add_mark(out, c, charset);
			return true;
		}
		if (charset == CHARSET_LATIN1 && c <= 0xFF) {
			buf_add(out, s, n);
			return true;
		}
		letter = charset == CHARSET_LATIN1 ? latin1_letter(c) : 0;
		if (letter != 0) {
			utf8_add(out, letter);
			return true;
		}
		if (add_latin(out, c))
			return true;
	}
	buf_add(out, s, n);
	return false;
}

static void
fold(struct buf *out, const char *s, size_t len, enum charset charset)
{
	bool on_latin = false;
	size_t i = 0, n;
	uint32_t c;

	buf_reserve(out, len);
	for (;;) {
		n = utf8_plain_run(s + i, len - i);
		buf_add(out, s + i, n);
		on_latin |= n > 0;
		i += n;
		if (i == len)
			return;
		n = utf8_next(s + i, len - i, &c);
		if (n == 1) {
			buf_addc(out, s[i]);
			on_latin = false;
		} else {
			on_latin =
			    add_folded(out, c, s + i, n, charset, on_latin);
		}
		i += n;
	}
}

void
fold_punctuation(struct buf *out, const char *s, size_t len)
{
	fold(out, s, len, CHARSET_UTF8);
}

void
fold_ascii(struct buf *out, const char *s, size_t len)
{
	fold(out, s, len, CHARSET_ASCII);
}

void
fold_latin1(struct buf *out, const char *s, size_t len)
{
	fold(out, s, len, CHARSET_LATIN1);
}

/* Every character of a line is in ISO 8859-1 (and none is a C1 control). */
static bool
fits_latin1(const char *s, size_t len)
{
	size_t n;
	uint32_t c;

	for (size_t i = 0; i < len; i += n) {
		n = utf8_next(s + i, len - i, &c);
		if (c > 0xFF || (c >= 0x80 && c < 0xA0))
			return false;
	}
	return true;
}

void
fold_to_latin1(struct buf *out, const char *s, size_t len)
{
	const char *end = s + len, *next;
	uint32_t c;
	size_t n;

	buf_reserve(out, len);
	for (; s < end; s = next) {
		next = memchr(s, '\n', (size_t)(end - s));
		next = next != NULL ? next + 1 : end;
		n = (size_t)(next - s);
		if (utf8_plain_run(s, n) + 1 >= n || !fits_latin1(s, n)) {
			buf_add(out, s, n);
			continue;
		}
		for (; s < next; s += n) {
			n = utf8_next(s, (size_t)(next - s), &c);
			buf_addc(out, (char)c);
		}
	}
}
