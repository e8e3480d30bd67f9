#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include <uniname.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/fold.h"
#include "text/utf8_write.h"

typedef void folding(struct buf *out, const char *s, size_t len);

static void
assert_folds(folding *f, const char *from, const char *to)
{
	struct buf b = { 0 };

	buf_adds(&b, "<");
	f(&b, from, strlen(from));
	buf_adds(&b, ">");
	if (strlen(to) != b.len - 2 || memcmp(b.data + 1, to, b.len - 2) != 0)
		fail_msg("'%s' gives %s, not <%s>", from, b.data, to);
	buf_free(&b);
}

static void
punctuation_becomes_ascii_and_letters_stay(void **state)
{
	static const char *const pairs[][2] = {
		{ "", "" },
		{ "plain", "plain" },
		{ "\u201CSi\u201D, \u2018no\u2019", "\"Si\", 'no'" },
		{ "\u201Eja\u201F \u201Anein\u201B", "\"ja\" 'nein'" },
		{ "1990\u20131999 \u2014 well\u2026", "1990-1999 -- well..." },
		{ "a\u00A0b\u2009c\u202Fd\u3000e", "a b c d e" },
		{ "\u2022 one", "* one" },
		{ "non\u2011breaking", "non-breaking" },
		{ "soft\u00ADhyphen\u200B", "softhyphen" },
		{ "\u22125 m", "-5 m" },
		{ "it\u02BCs", "it's" },
		{ "Per\u00FA \u00ABhoy\u00BB \u0141\u00F3d\u017A",
		    "Per\u00FA \u00ABhoy\u00BB \u0141\u00F3d\u017A" },
		{ "\u4F60\u597D \u0434\u0430 \U0001F6A2",
		    "\u4F60\u597D \u0434\u0430 \U0001F6A2" },
		{ "e\u0301", "e\u0301" },
		{ "\xFF\xC3", "\xFF\xC3" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_folds(fold_punctuation, pairs[i][0], pairs[i][1]);
}

static void
latin_letters_become_ascii_and_others_stay(void **state)
{
	static const char *const pairs[][2] = {
		{ "\u00C0\u00E9\u00F1\u00FC\u00C7", "AenuC" },
		{ "Stra\u00DFe \u1E9E", "Strasse SS" },
		{ "\u00C6sir, \u0153uvre, Sm\u00F8rrebr\u00F8d, \u00C5rhus",
		    "AEsir, oeuvre, Smorrebrod, Arhus" },
		{ "\u0141\u00F3d\u017A, \u010Corba, \u0110or\u0111e",
		    "Lodz, Corba, Dorde" },
		{ "\u0130stanbul \u0131\u015F\u0131k", "Istanbul isik" },
		{ "Vi\u1EC7t Nam", "Viet Nam" },
		{ "Vie\u0323\u0302t", "Viet" },
		{ "e\u0301\u0302x", "ex" },
		{ "\u00DE\u00F3r, Gu\u00F0mundur", "Thor, Gudmundur" },
		{ "\u0259li", "eli" },
		{ "\uFB01n \uFB02ow", "fin flow" },
		{ "\uFF21\uFF42\uFF11", "Ab1" },
		{ "\U0001D400\U0001D41B", "Ab" },
		{ "n\u00BA 1\u00AA m\u00B2 x\u2074", "no 1a m2 x4" },
		{ "10\u2076, 10\u207B\u00B9\u00B2, H\u2082O, Na\u207A",
		    "10^6, 10^-12, H2O, Na^+" },
		{ "\u00BD \u2153", "1/2 1/3" },
		{ "10 \u00B0C, 5 \u20AC, \u00A9, \u2122",
		    "10 degC, 5 EUR, (C), (TM)" },
		{ "\u00ABa\u00BB \u00BFqu\u00E9? \u00A1s\u00ED!",
		    "<<a>> ?que? !si!" },
		{ "a \u2260 b \u2192 c", "a != b -> c" },
		{ "\u226E", "\u226E" }, /* "not less" must not be "less" */
		{ "1\uFE0F\u20E3", "1" },
		{ "\u041F\u0440\u0438\u0432\u0435\u0442 \u0439",
		    "\u041F\u0440\u0438\u0432\u0435\u0442 \u0439" },
		{ "\u03AC\u4F60\uD55C", "\u03AC\u4F60\uD55C" },
		{ "\u0438\u0306", "\u0438\u0306" },
		{ "\u2764\uFE0F", "\u2764\uFE0F" },
		{ "\u0905\u093E", "\u0905\u093E" },
		{ "\xFF\u00E9\xC3", "\xFF"
				    "e\xC3" },
		{ "\u0301", "\u0301" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_folds(fold_ascii, pairs[i][0], pairs[i][1]);
}

static void
every_latin_letter_has_an_ascii_form(void **state)
{
	struct buf in = { 0 }, out = { 0 };
	char name[UNINAME_MAX];

	(void)state;
	for (uint32_t c = 0x80; c < 0x20000; c++) {
		if ((c >= 0xD800 && c < 0xE000) ||
		    unicode_character_name(c, name) == NULL ||
		    strncmp(name, "LATIN ", 6) != 0 ||
		    strstr(name, "LETTER") == NULL)
			continue;
		buf_clear(&in);
		buf_clear(&out);
		utf8_add(&in, c);
		fold_ascii(&out, in.data, in.len);
		if (out.len == 0 || !utf8_plain_ascii(out.data, out.len))
			fail_msg("U+%04X %s: '%s'", c, name, out.data);
	}
	buf_free(&in);
	buf_free(&out);
}

static void
latin1_keeps_its_own_letters(void **state)
{
	static const char *const pairs[][2] = {
		{ "\u00C0\u00E9\u00DF\u00FF\u00D0",
		    "\u00C0\u00E9\u00DF\u00FF\u00D0" },
		{ "\u00ABa\u00BB \u00BF\u00A7\u00BD\u00D7\u00B0",
		    "\u00ABa\u00BB \u00BF\u00A7\u00BD\u00D7\u00B0" },
		{ "\u0141\u00F3d\u017A, \u0153uvre", "L\u00F3dz, oeuvre" },
		{ "Vi\u1EC7t", "Vi\u00EAt" },
		{ "Vie\u0323\u0302t", "Vi\u00EAt" },
		{ "e\u0301 A\u030A n\u0303", "\u00E9 \u00C5 \u00F1" },
		{ "m\u00B2 10\u00B2 10\u2076", "m\u00B2 10\u00B2 10^6" },
		{ "\u01FB \u01FF \u01FD", "\u00E5 \u00F8 \u00E6" },
		{ "\u201Ca\u201D\u00A0\u2014 5 \u20AC", "\"a\" -- 5 EUR" },
		{ "\u0434\u0430 \u4F60 \u0439", "\u0434\u0430 \u4F60 \u0439" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_folds(fold_latin1, pairs[i][0], pairs[i][1]);
}

static void
a_text_in_latin1_is_latin1_and_nothing_else(void **state)
{
	static const char *const pairs[][2] = {
		{ "", "" },
		{ "plain\nplain\n", "plain\nplain\n" },
		{ "Per\u00FA\r\n", "Per\xFA\r\n" },
		{ "Per\u00FA", "Per\xFA" },
		{ "\u00E9\n\u00E9\u4F60\n\u00FF", "\xE9\n\xE9?\n\xFF" },
		{ "\u0141\n", "L\n" },
		{ "as\u00ED \u2713 \u2192 \u20AC", "as\xED + -> EUR" },
		{ "\u2665\uFE0F\u200D", "?" },
		{ "\u041C\u043E\u0439", "???" },
		{ "\xE9\n\u00E9\n", "?\n\xE9\n" },
		{ "\xC2\x9B\u00E9", "?\xE9" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_folds(fold_to_latin1, pairs[i][0], pairs[i][1]);
}

static void
titles_are_alike_however_they_are_typed(void **state)
{
	(void)state;
	assert_true(
	    fold_alike("It's `x` - a test ", "It\u2019s x \u2013 a test"));
	assert_true(fold_alike("", " "));
	assert_false(fold_alike("It's x", "It's X"));
	assert_false(fold_alike("Caf\u00E9", "Cafe"));
	assert_false(fold_alike("One", "One two"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(punctuation_becomes_ascii_and_letters_stay),
		cmocka_unit_test(latin_letters_become_ascii_and_others_stay),
		cmocka_unit_test(every_latin_letter_has_an_ascii_form),
		cmocka_unit_test(latin1_keeps_its_own_letters),
		cmocka_unit_test(a_text_in_latin1_is_latin1_and_nothing_else),
		cmocka_unit_test(titles_are_alike_however_they_are_typed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
