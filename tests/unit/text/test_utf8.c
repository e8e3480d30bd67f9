#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include <unistr.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/utf8_write.h"

/* Each is invalid, and the number of U+FFFD that utf8_next() makes of it. */
static const struct {
	const char *bytes;
	size_t replaced;
} invalid[] = {
	{ "\x80", 1 },             /* a continuation alone */
	{ "\xBF\xBF", 2 },         /* two of them */
	{ "\xC0\x80", 2 },         /* NUL, too long */
	{ "\xC1\xBF", 2 },         /* DEL, too long */
	{ "\xC3", 1 },             /* cut */
	{ "\xE0\x9F\xBF", 3 },     /* too long */
	{ "\xED\xA0\x80", 3 },     /* a surrogate */
	{ "\xE2\x82", 2 },         /* cut */
	{ "\xF0\x8F\xBF\xBF", 4 }, /* too long */
	{ "\xF4\x90\x80\x80", 4 }, /* beyond U+10FFFF */
	{ "\xF5\x80\x80\x80", 4 }, /* no such lead */
	{ "\xF0\x9F\x9A", 3 },     /* cut */
	{ "\xFF", 1 },             /* never in UTF-8 */
};

static void
every_character_comes_back_as_it_was_added(void **state)
{
	struct buf b = { 0 };
	uint32_t back;

	(void)state;
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		if (c == 0xD800)
			c = 0xE000;
		buf_clear(&b);
		utf8_add(&b, c);
		if (!utf8_valid(b.data, b.len) ||
		    utf8_next(b.data, b.len, &back) != b.len || back != c ||
		    u8_check((const uint8_t *)b.data, b.len) != NULL)
			fail_msg("U+%04X", c);
	}
	buf_free(&b);
}

static void
what_is_no_code_point_is_added_as_replacement(void **state)
{
	struct buf b = { 0 };

	(void)state;
	utf8_add(&b, 0xD800);
	utf8_add(&b, 0xDFFF);
	utf8_add(&b, 0x110000);
	assert_string_equal(b.data, "\uFFFD\uFFFD\uFFFD");
	buf_free(&b);
}

static void
invalid_bytes_are_found_wherever_they_stand(void **state)
{
	char text[64];
	size_t len;

	(void)state;
	for (size_t i = 0; i < sizeof invalid / sizeof *invalid; i++)
		for (size_t before = 0; before < 20; before++) {
			len = strlen(invalid[i].bytes);
			memset(text, 'x', sizeof text);
			memcpy(text + before, invalid[i].bytes, len);
			assert_false(utf8_valid(text, sizeof text));
			assert_false(utf8_valid(text, before + len));
			assert_true(utf8_valid(text, before));
			assert_true(
			    utf8_valid_run(text, sizeof text) >= before);
			assert_true(
			    utf8_valid_run(text, sizeof text) < before + len);
		}
}

static void
each_invalid_byte_is_one_replacement(void **state)
{
	struct buf b = { 0 }, want = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof invalid / sizeof *invalid; i++) {
		buf_clear(&b);
		buf_clear(&want);
		for (size_t n = 0; n < invalid[i].replaced; n++)
			buf_adds(&want, "\uFFFD");
		utf8_clean(&b, invalid[i].bytes, strlen(invalid[i].bytes));
		assert_string_equal(b.data, want.data);
	}
	buf_free(&b);
	buf_free(&want);
}

static void
plain_ascii_ends_before_controls_and_all_beyond(void **state)
{
	char text[40];

	(void)state;
	for (int c = 0; c < 256; c++)
		for (size_t at = 0; at < sizeof text; at++) {
			bool plain = c >= 0x20 && c <= 0x7E;

			memset(text, '~', sizeof text);
			text[at] = (char)c;
			assert_int_equal(utf8_plain_run(text, sizeof text),
			    plain ? sizeof text : at);
			assert_int_equal(utf8_plain_ascii(text, sizeof text),
			    plain);
		}
	assert_true(utf8_plain_ascii("", 0));
}

static void
cleaned_text_is_one_line_without_controls(void **state)
{
	static const char *const pairs[][2] = {
		{ "", "" },
		{ "plain text, long enough", "plain text, long enough" },
		{ "a\tb\nc\r\nd", "a b c  d" },
		{ "a\x01"
		  "b\x7F"
		  "c\x1B[0m",
		    "a b c [0m" },
		{ "a\xC2\x85"
		  "b\xC2\x9B"
		  "c",
		    "a b c" },
		{ "a\u00A0b", "a\u00A0b" },
		{ "sch\u00ADlep\u00ADpen", "schleppen" },
		{ "\uFEFFa\uFEFF", "a" },
		{ "a\u2028b\u2029c", "a b c" },
		{ "caf\u00E9 \u4F60\u597D \U0001F6A2",
		    "caf\u00E9 \u4F60\u597D \U0001F6A2" },
		{ "a\xFF"
		  "b",
		    "a\uFFFDb" },
		{ "\uFFFD", "\uFFFD" },
	};
	struct buf b = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		buf_clear(&b);
		utf8_clean(&b, pairs[i][0], strlen(pairs[i][0]));
		assert_string_equal(b.data, pairs[i][1]);
	}
	buf_clear(&b);
	utf8_clean(&b, "a\0b", 3);
	assert_string_equal(b.data, "a b");
	buf_free(&b);
}

/* Text, its columns, and the bytes of its first grapheme cluster. */
static const struct {
	const char *text;
	size_t columns, first;
} widths[] = {
	{ "harbour", 7, 1 },
	{ "Per\u00FA", 4, 1 },
	{ "Peru\u0301", 4, 1 },
	{ "e\u0301e\u0301", 2, 3 },
	{ "\u4F60\u597D", 4, 3 },       /* two ideographs */
	{ "\u304B\u3099", 2, 6 },       /* kana, voiced */
	{ "\uFF21\uFF22", 4, 3 },       /* fullwidth */
	{ "\uFF76\uFF9E", 2, 6 },       /* halfwidth, voiced */
	{ "\uD55C\uAD6D", 4, 3 },       /* Hangul */
	{ "\u1112\u1161\u11AB", 2, 9 }, /* the same as letters */
	{ "\u0410\u0411", 2, 2 },       /* Cyrillic */
	{ "\u05E9\u05C1\u05DC", 2, 4 }, /* Hebrew with a point */
	{ "a\u200Bb", 2, 1 },           /* zero width space */
	{ "\x01\x7F\xC2\x85", 0, 1 },   /* controls */
	{ "\r\n", 0, 2 },
	{ "\U0001F6A2", 2, 4 },           /* a ship */
	{ "\U0001F44D\U0001F3FD", 2, 8 }, /* a thumb and its tone */
	{ "\u2764\uFE0F", 2, 6 },         /* red heart */
	{ "1\uFE0F\u20E3", 2, 7 },        /* keycap */
	{ "\u00A9 2024", 6, 2 },
	{ "\U0001F1F5\U0001F1EA\U0001F1E8\U0001F1F1", 4, 8 }, /* two flags */
	{ "\U0001F469\u200D\U0001F469\u200D\U0001F467x", 3, 18 }, /* family */
	{ "\U0001F3F3\uFE0F\u200D\U0001F308", 2, 14 }, /* rainbow flag */
	{ "\u201Ca\u201D \u2013 b\u2026", 8, 3 },
	{ "\uFFFD", 1, 3 },
	{ "\xFF\xFF", 2, 1 },
};

static void
columns_are_those_of_a_terminal(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
		const char *text = widths[i].text;

		if (utf8_columns(text, strlen(text)) != widths[i].columns)
			fail_msg("'%s': %zu", text,
			    utf8_columns(text, strlen(text)));
	}
}

static void
a_cut_takes_one_cluster_at_least(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
		const char *text = widths[i].text;
		size_t len = strlen(text), n = utf8_cut(text, len, 1);

		if (n < widths[i].first)
			fail_msg("'%s': %zu bytes", text, n);
	}
	assert_int_equal(utf8_cut("", 0, 5), 0);
	assert_int_equal(utf8_cut("abc", 3, 0), 0);
}

static void
a_cut_fills_the_columns_and_splits_no_cluster(void **state)
{
	static const char text[] = "a\u4F60e\u0301\U0001F1F5\U0001F1EA"
				   "1\uFE0F\u20E3z\u0301\u0302";
	/* what ends after so many columns: a, a, ideograph, e, e, flag ... */
	static const size_t ends[] = { 0, 1, 1, 4, 7, 7, 15, 15, 22, 27, 27 };

	(void)state;
	for (size_t columns = 0; columns < 11; columns++)
		assert_int_equal(utf8_cut(text, sizeof text - 1, columns),
		    ends[columns]);
}

static void
pieces_cut_off_add_up_to_the_whole(void **state)
{
	static const char text[] =
	    "El puerto de Callao \u2013 \u6E2F\u53E3 \U0001F6A2 e\u0301 "
	    "\U0001F469\u200D\U0001F469\u200D\U0001F467, "
	    "\U0001F1F5\U0001F1EA\U0001F1E8\U0001F1F1.";
	size_t len = sizeof text - 1, columns, total, n;

	(void)state;
	for (size_t width = 2; width < 60; width++) {
		total = 0;
		for (size_t i = 0; i < len; i += n) {
			n = utf8_cut(text + i, len - i, width);
			assert_true(n > 0);
			columns = utf8_columns(text + i, n);
			assert_true(columns <= width);
			total += columns;
		}
		assert_int_equal(total, utf8_columns(text, len));
	}
}

static void
a_megabyte_of_marks_is_one_cluster(void **state)
{
	struct buf b = { 0 };

	(void)state;
	buf_addc(&b, 'a');
	for (int i = 0; i < 500000; i++)
		buf_adds(&b, "\u0301");
	assert_int_equal(utf8_columns(b.data, b.len), 1);
	assert_int_equal(utf8_cut(b.data, b.len, 1), b.len);
	buf_free(&b);
}

static void
characters_are_counted_whatever_their_length(void **state)
{
	static const char text[] = "a\u00E9\u4E2D\U0001F600bcdefg\u00E9h"
				   "\u4E2D\u4E2D\u4E2D\u4E2D\u4E2Dijklmnopq";
	size_t len = sizeof text - 1, at = 0;
	uint32_t c;

	(void)state;
	for (size_t n = 0; n < 60; n++) {
		assert_int_equal(utf8_skip(text, len, n), at);
		if (at < len)
			at += utf8_next(text + at, len - at, &c);
	}
	assert_int_equal(at, len);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_character_comes_back_as_it_was_added),
		cmocka_unit_test(what_is_no_code_point_is_added_as_replacement),
		cmocka_unit_test(invalid_bytes_are_found_wherever_they_stand),
		cmocka_unit_test(each_invalid_byte_is_one_replacement),
		cmocka_unit_test(
		    plain_ascii_ends_before_controls_and_all_beyond),
		cmocka_unit_test(cleaned_text_is_one_line_without_controls),
		cmocka_unit_test(columns_are_those_of_a_terminal),
		cmocka_unit_test(a_cut_takes_one_cluster_at_least),
		cmocka_unit_test(a_cut_fills_the_columns_and_splits_no_cluster),
		cmocka_unit_test(pieces_cut_off_add_up_to_the_whole),
		cmocka_unit_test(a_megabyte_of_marks_is_one_cluster),
		cmocka_unit_test(characters_are_counted_whatever_their_length),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
