#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "index/tokenizer.h"

static int
collect(void *ctx, const char *token, size_t len, size_t start, size_t end)
{
	struct buf *out = ctx;

	assert_true(start < end);
	if (out->len > 0)
		buf_addc(out, ' ');
	buf_add(out, token, len);
	return 0;
}

static void
check(const char *text, const char *words)
{
	struct buf out = { 0 };

	assert_int_equal(tokenizer_each(text, strlen(text), collect, &out), 0);
	assert_string_equal(buf_str(&out), words);
	buf_free(&out);
}

static void
words_are_letters_and_digits_in_small_letters(void **state)
{
	(void)state;
	check("", "");
	check(" ,;-- ", "");
	check("The Vote of 2021, at 8.30!", "the vote of 2021 at 8 30");
	check("don't e-mail a_b", "don t e mail a b");
	check("\u041f\u0420\u0410\u0412\u0414\u0410 \u0391\u0398\u0397",
	    "\u043f\u0440\u0430\u0432\u0434\u0430 \u03b1\u03b8\u03b7");
}

static void
accents_and_special_latin_letters_do_not_matter(void **state)
{
	(void)state;
	check("Per\u00fa PERU\u0301 per\u00fa", "peru peru peru");
	check(
	    "\u0141\u00f3d\u017a Stra\u00dfe \u00d8rsted \u00c6on \u0111\u1eb9",
	    "lodz strasse orsted aeon de");
	check("\ufb01ne \uff21\uff22\uff11", "fine ab1");
}

static void
scripts_without_spaces_have_a_word_for_each_character(void **state)
{
	(void)state;
	check("\u65b0\u805e 2021\u5e74", "\u65b0 \u805e 2021 \u5e74");
	check("\ud55c\uad6d\u00e9", "\ud55c \uad6d e");
	check("\u30ab\u30e1\u30e9", "\u30ab \u30e1 \u30e9");
	check("\u0e44\u0e17\u0e22", "\u0e44 \u0e17 \u0e22");
}

static void
a_marked_word_goes_to_the_next_blank_as_it_stands(void **state)
{
	(void)state;
	check("A " TOKEN_MARK "tPeru-Libre B", "a " TOKEN_MARK "tPeru-Libre b");
	check(TOKEN_MARK, "");
	check(TOKEN_MARK "x", TOKEN_MARK "x");
}

static void
any_bytes_are_a_text(void **state)
{
	static const char bytes[] = "a\0b\xff\xc3(\xe2\x82 \xf0\x9f\x98\x80 c";
	struct buf out = { 0 };
	char *end;

	(void)state;
	for (size_t n = 0; n < sizeof bytes; n++) {
		end = malloc(n + 1);
		memcpy(end, bytes, n);
		tokenizer_each(end, n, collect, &out);
		free(end);
	}
	buf_clear(&out);
	tokenizer_each(bytes, sizeof bytes - 1, collect, &out);
	assert_string_equal(buf_str(&out), "a b c");
	buf_free(&out);
}

static void
a_very_long_word_is_cut(void **state)
{
	char text[1000];
	struct buf out = { 0 };

	(void)state;
	memset(text, 'x', sizeof text);
	tokenizer_each(text, sizeof text, collect, &out);
	assert_int_equal(out.len, TOKEN_MAX);
	buf_free(&out);
}

static int
stop_at_b(void *ctx, const char *token, size_t len, size_t start, size_t end)
{
	(void)len;
	*(size_t *)ctx = start;
	return token[0] == 'b' ? (int)end : 0;
}

static void
the_sink_can_end_it_and_is_told_where_a_word_stands(void **state)
{
	size_t start = 99;

	(void)state;
	assert_int_equal(tokenizer_each("\u00e1 b c", 6, stop_at_b, &start), 4);
	assert_int_equal(start, 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_letters_and_digits_in_small_letters),
		cmocka_unit_test(
		    accents_and_special_latin_letters_do_not_matter),
		cmocka_unit_test(
		    scripts_without_spaces_have_a_word_for_each_character),
		cmocka_unit_test(
		    a_marked_word_goes_to_the_next_blank_as_it_stands),
		cmocka_unit_test(any_bytes_are_a_text),
		cmocka_unit_test(a_very_long_word_is_cut),
		cmocka_unit_test(
		    the_sink_can_end_it_and_is_told_where_a_word_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
