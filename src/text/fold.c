#include "text/fold.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <unictype.h>
#include <uniname.h>
#include <uninorm.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/ascii.h"
#include "text/utf8_write.h"

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

/* Signs, and the Latin letters that neither decomposition nor name explains. */
static const struct entry latin[] = {
	{ 0x00A1, "!" }, { 0x00A2, "c" }, { 0x00A3, "GBP" }, { 0x00A5, "JPY" },
	{ 0x00A6, "|" }, { 0x00A7, "S" }, { 0x00A8, "\"" }, { 0x00A9, "(C)" },
	{ 0x00AB, "<<" }, { 0x00AC, "-" }, { 0x00AE, "(R)" }, { 0x00AF, "-" },
	{ 0x00B0, "deg" }, { 0x00B1, "+-" }, { 0x00B4, "'" }, { 0x00B5, "u" },
	{ 0x00B6, "P" }, { 0x00B7, "." }, { 0x00B8, "," }, { 0x00BB, ">>" },
	{ 0x00BC, "1/4" }, { 0x00BD, "1/2" }, { 0x00BE, "3/4" },
	{ 0x00BF, "?" }, { 0x00C6, "AE" }, { 0x00DE, "Th" }, { 0x00DF, "ss" },
	{ 0x00E6, "ae" }, { 0x00FE, "th" }, { 0x014A, "Ng" }, { 0x014B, "ng" },
	{ 0x0152, "OE" }, { 0x0153, "oe" }, { 0x0184, "6" }, { 0x0185, "6" },
	{ 0x018F, "E" }, { 0x01A2, "Gh" }, { 0x01A3, "gh" }, { 0x01A6, "R" },
	{ 0x01A7, "2" }, { 0x01A8, "2" }, { 0x01BB, "2" }, { 0x01BC, "5" },
	{ 0x01BD, "5" }, { 0x01BE, "ts" }, { 0x01C0, "|" }, { 0x01C1, "||" },
	{ 0x01C2, "|=" }, { 0x01C3, "!" }, { 0x01DD, "e" }, { 0x0259, "e" },
	{ 0x0264, "o" }, { 0x0295, "'" }, { 0x0298, "!" }, { 0x02B9, "'" },
	{ 0x02BA, "\"" }, { 0x02BB, "'" }, { 0x02BD, "'" }, { 0x02BE, "'" },
	{ 0x02BF, "'" }, { 0x02C6, "^" }, { 0x02C8, "'" }, { 0x02CC, "," },
	{ 0x02D0, ":" }, { 0x02DC, "~" }, { 0x1E9E, "SS" }, { 0x2020, "+" },
	{ 0x2021, "++" }, { 0x2030, "0/00" }, { 0x2039, "<" }, { 0x203A, ">" },
	{ 0x2044, "/" }, { 0x207A, "^+" }, { 0x207B, "^-" },
	{ 0x208A, "_+" }, { 0x208B, "_-" }, { 0x20AC, "EUR" }, { 0x2122, "(TM)" },
	{ 0x2190, "<-" }, { 0x2191, "^" }, { 0x2192, "->" }, { 0x2193, "v" },
	{ 0x2194, "<->" },
	{ 0x21D0, "<=" }, { 0x21D2, "=>" }, { 0x21D4, "<=>" }, { 0x2248, "~" },
	{ 0x2260, "!=" }, { 0x2264, "<=" }, { 0x2265, ">=" },
	{ 0x2500, "-" }, { 0x2502, "|" }, { 0x250C, "+" }, { 0x2510, "+" },
	{ 0x2514, "+" }, { 0x2518, "+" }, { 0x251C, "+" }, { 0x2524, "+" },
	{ 0x252C, "+" }, { 0x2534, "+" }, { 0x253C, "+" }, { 0x25B2, "^" },
	{ 0x25B6, ">" }, { 0x25BA, ">" }, { 0x25BC, "v" }, { 0x25C0, "<" },
	{ 0x2605, "*" }, { 0x2606, "*" }, { 0x2610, "[ ]" },
	{ 0x2611, "[x]" }, { 0x2612, "[x]" }, { 0x2713, "+" },
	{ 0x2714, "+" }, { 0x2717, "x" }, { 0x2718, "x" },
};
/* clang-format on */

/* What the table turns c into, or NULL. */
static const char *
look_up(const struct entry *table, size_t n, uint32_t c)
{
	size_t low = 0, high = n, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (table[middle].c < c)
			low = middle + 1;
		else
			high = middle;
	}
	return low < n && table[low].c == c ? table[low].to : NULL;
}

#define LOOK_UP(table, c) look_up(table, sizeof(table) / sizeof *(table), c)

static const char *
look_up_punctuation(uint32_t c)
{
	/* most text beyond ASCII is letters */
	if ((c >= 0xC0 && c < 0x2000 && c != 0x2BC && c != 0x1680) ||
	    (c > 0x3000 && c != 0xFEFF))
		return NULL;
	return LOOK_UP(punctuation, c);
}

static bool
is_mark(uint32_t c)
{
	return c >= 0x300 &&
	       uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M);
}

static char
cased(char c, bool upper)
{
	if (upper)
		return is_lower(c) ? (char)(c - 'a' + 'A') : c;
	return to_lower(c);
}

/* The letters whose names are words. */
/* clang-format off */
static const struct {
	const char *word, *to;
} words[] = {
	{ "AIN", "'" }, { "ALEF", "'" }, { "ALPHA", "a" }, { "BETA", "b" },
	{ "CHI", "ch" }, { "CLICK", "!" }, { "CON", "con" },
	{ "CUATRILLO", "4" }, { "DELTA", "d" }, { "DEZH", "dz" },
	{ "DUM", "dum" }, { "ENG", "ng" }, { "ESH", "sh" }, { "ETH", "d" },
	{ "EZH", "zh" }, { "FENG", "fng" }, { "GAMMA", "g" }, { "HENG", "h" },
	{ "HWAIR", "hv" }, { "IOTA", "i" }, { "LAMBDA", "l" },
	{ "LARYNGEAL", "'" }, { "LEZH", "lz" }, { "LUM", "lum" },
	{ "MUM", "mum" }, { "NUM", "num" }, { "OMEGA", "o" },
	{ "PERCUSSIVE", "p" }, { "PHI", "f" }, { "RAMS", "o" },
	{ "RUM", "rum" }, { "SALTILLO", "'" }, { "SCHWA", "e" }, { "SINOLOGICAL", "." },
	{ "STOP", "'" }, { "TESH", "ts" }, { "THORN", "th" },
	{ "TRESILLO", "3" }, { "TUM", "tum" }, { "UPSILON", "u" },
	{ "VEND", "v" }, { "WYNN", "w" }, { "YAT", "e" }, { "YOGH", "gh" },
};
/* clang-format on */

/* What a word of a name stands for; the word itself if it is a letter or two.
 */
static const char *
look_up_word(const char *word, size_t len, char out[3])
{
	if (len <= 2) {
		memcpy(out, word, len);
		out[len] = '\0';
		return out;
	}
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strncmp(words[i].word, word, len) == 0 &&
		    words[i].word[len] == '\0')
			return words[i].to;
	return NULL;
}

/*
 * Most Latin letters beyond Latin-1 have no decomposition, but they have a
 * name, such as LATIN SMALL LETTER TURNED R WITH LONG LEG: its first word
 * that means a letter is the one.
 */
static bool
add_by_name(struct buf *out, uint32_t c)
{
	char name[UNINAME_MAX], itself[3];
	const char *word, *to = NULL;
	bool upper;
	size_t len;

	if (unicode_character_name(c, name) == NULL ||
	    strncmp(name, "LATIN ", 6) != 0)
		return false;
	word = strstr(name, "LETTER ");
	upper = strncmp(name, "LATIN CAPITAL ", 14) == 0;
	while (word != NULL && *word != '\0' && to == NULL) {
		len = strcspn(word, " ");
		to = look_up_word(word, len, itself);
		word += len + (word[len] == ' ');
	}
	if (to == NULL)
		return false;
	for (size_t i = 0; to[i] != '\0'; i++)
		buf_addc(out, cased(to[i], upper && (i == 0 || to == itself)));
	return true;
}

/*
 * U+00C0 to U+017F, all that most languages need: those that become a single
 * letter, which is faster than to decompose them; '-' for the others.
 */
static const char letters[] =
    "AAAAAA-CEEEEIIIIDNOOOOOxOUUUUY--aaaaaa-ceeeeiiiidnooooo/ouuuuy-y"
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi--JjKkkLlLlLl-"
    "-LlNnNnNn---OoOoOo--RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

/* The single letter for c, or 0. */
static char
single_letter(uint32_t c)
{
	if (c < 0xC0 || c > 0x17F || letters[c - 0xC0] == '-')
		return '\0';
	return letters[c - 0xC0];
}

/* One character of a decomposition; a mark adds nothing. */
static bool
add_part(struct buf *out, uint32_t c)
{
	const char *to;

	char letter = c < 0x80 ? (char)c : single_letter(c);

	if (letter != '\0') {
		buf_addc(out, letter);
		return true;
	}
	to = look_up_punctuation(c);
	if (to == NULL)
		to = LOOK_UP(latin, c);
	if (to != NULL)
		buf_adds(out, to);
	return to != NULL || is_mark(c) || add_by_name(out, c);
}

/* Scripts without any Latin form: so much of most other text. */
static bool
is_foreign(uint32_t c)
{
	return (c >= 0x370 && c < 0x1D00) || (c > 0x3000 && c < 0xA720) ||
	       (c >= 0xAC00 && c < 0xF900);
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

	if (is_foreign(c))
		return false;
	if (single_letter(c) != '\0' || LOOK_UP(latin, c) != NULL)
		return add_part(out, c);
	done = u32_normalize(UNINORM_NFKD, &c, 1, parts, &n) == parts;
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

/* 10 to the 6 is not 106. */
static bool
is_power(uint32_t c, char before)
{
	return is_digit(before) && (c == 0xB2 || c == 0xB3 || c == 0xB9 ||
				       (c >= 0x2070 && c <= 0x2079));
}

/*
 * Append one character beyond ASCII, n bytes at s.  on_latin: what stands
 * before it is Latin; the result says the same for what comes next.
 */
static bool
add_folded(struct buf *out, uint32_t c, const char *s, size_t n,
    enum charset charset, bool on_latin)
{
	const char *to = look_up_punctuation(c);
	uint32_t letter = 0;

	if (to != NULL) {
		buf_adds(out, to);
		return true;
	}
	if (on_latin && is_mark(c)) {
		add_mark(out, c, charset);
		return true;
	}
	if (charset == CHARSET_LATIN1 && !is_foreign(c))
		letter = c <= 0xFF ? c : latin1_letter(c);
	if (letter != 0) {
		utf8_add(out, letter);
		return true;
	}
	if (add_latin(out, c))
		return true;
	buf_add(out, s, n);
	return false;
}

/* Fold punctuation and letters to ASCII or ISO 8859-1. */
static void
fold_letters(struct buf *out, const char *s, size_t len, enum charset charset)
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
			if (i > 0 && is_power(c, s[i - 1]) &&
			    (charset != CHARSET_LATIN1 || c > 0xFF))
				buf_addc(out, '^');
			on_latin =
			    add_folded(out, c, s + i, n, charset, on_latin);
		}
		i += n;
	}
}

void
fold_punctuation(struct buf *out, const char *s, size_t len)
{
	size_t i = 0, kept = 0, n;
	const char *to;
	uint32_t c;

	buf_reserve(out, len);
	for (;;) {
		i += utf8_plain_run(s + i, len - i);
		if (i == len)
			break;
		n = utf8_next(s + i, len - i, &c);
		to = n > 1 ? look_up_punctuation(c) : NULL;
		if (to != NULL) {
			buf_add(out, s + kept, i - kept);
			buf_adds(out, to);
			kept = i + n;
		}
		i += n;
	}
	buf_add(out, s + kept, len - kept);
}

void
fold_ascii(struct buf *out, const char *s, size_t len)
{
	fold_letters(out, s, len, CHARSET_ASCII);
}

void
fold_latin1(struct buf *out, const char *s, size_t len)
{
	fold_letters(out, s, len, CHARSET_LATIN1);
}

/* Marks and signs that show nothing by themselves: joiners, selectors. */
static bool
is_invisible(uint32_t c)
{
	return is_mark(c) || (c >= 0x200B && c <= 0x200F) ||
	       (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F);
}

/* One character, n bytes at s, in ISO 8859-1. */
static void
add_latin1(struct buf *out, uint32_t c, const char *s, size_t n)
{
	struct buf folded = { 0 };
	const char *p, *end;

	if (c <= 0xFF) {
		buf_addc(out, (char)(c >= 0x80 && c < 0xA0 ? '?' : c));
		return;
	}
	fold_letters(&folded, s, n, CHARSET_LATIN1);
	p = buf_str(&folded);
	for (end = p + folded.len; p < end;) {
		p += utf8_next(p, (size_t)(end - p), &c);
		if (c <= 0xFF || !is_invisible(c))
			buf_addc(out, (char)(c <= 0xFF ? c : '?'));
	}
	buf_free(&folded);
}

void
fold_to_latin1(struct buf *out, const char *s, size_t len)
{
	size_t i = 0, n;
	uint32_t c;

	buf_reserve(out, len);
	for (;;) {
		n = utf8_plain_run(s + i, len - i);
		buf_add(out, s + i, n);
		i += n;
		if (i == len)
			return;
		n = utf8_next(s + i, len - i, &c);
		add_latin1(out, c, s + i, n);
		i += n;
	}
}

/* ---- titles -------------------------------------------------------------- */

static void
simplify(struct buf *out, const char *s)
{
	size_t n = 0, len = strlen(s);

	while (len > 0 && s[len - 1] == ' ')
		len--;
	fold_punctuation(out, s, len);
	for (size_t i = 0; i < out->len; i++)
		if (out->data[i] != '`')
			out->data[n++] = out->data[i];
	buf_cut(out, n);
}

bool
fold_alike(const char *a, const char *b)
{
	struct buf x = { 0 }, y = { 0 };
	bool same;

	simplify(&x, a);
	simplify(&y, b);
	same = strcmp(buf_str(&x), buf_str(&y)) == 0;
	buf_free(&x);
	buf_free(&y);
	return same;
}
