#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "text/cursor.h"

static struct cursor
on(const char *s)
{
	return (struct cursor){ s, s + strlen(s) };
}

static void
nothing_is_read_beyond_the_end(void **state)
{
	struct cursor in = on("12a");
	int value = 7;

	(void)state;
	in.end = in.p;
	assert_int_equal(cursor_peek(&in), '\0');
	assert_int_equal(cursor_lower(&in), '\0');
	assert_false(cursor_take(&in, '1'));
	assert_int_equal(cursor_digits(&in), 0);
	assert_int_equal(cursor_letters(&in), 0);
	assert_false(cursor_take_number(&in, 1, 2, &value));
	assert_int_equal(value, 7);
	assert_false(cursor_is_word(&in, "a"));
	cursor_skip(&in, "12a");
	assert_ptr_equal(in.p, in.end);
}

static void
bytes_are_taken_and_skipped_from_the_left(void **state)
{
	static const char nul[] = "\0a";
	struct cursor in = on(" \t,Ab1");

	(void)state;
	assert_false(cursor_take(&in, ','));
	cursor_skip(&in, CURSOR_BLANKS);
	assert_true(cursor_take(&in, ','));
	assert_int_equal(cursor_peek(&in), 'A');
	assert_int_equal(cursor_lower(&in), 'a');
	assert_int_equal(cursor_letters(&in), 2);
	in = (struct cursor){ nul, nul + 2 };
	cursor_skip(&in, CURSOR_BLANKS);
	assert_int_equal(cursor_peek(&in), '\0');
	assert_int_equal(in.end - in.p, 2);
}

static void
a_number_has_the_digits_asked_for_or_stays(void **state)
{
	struct cursor in = on("20210611");
	int value;

	(void)state;
	assert_int_equal(cursor_number(&in, 4), 2021);
	assert_false(cursor_take_number(&in, 1, 3, &value));
	assert_int_equal(cursor_digits(&in), 4);
	assert_true(cursor_take_number(&in, 1, 4, &value));
	assert_int_equal(value, 611);
}

static void
words_are_whole_or_cut_to_three_letters(void **state)
{
	struct cursor in = on("SEPT. 2");

	(void)state;
	assert_true(cursor_is_short(&in, "september"));
	assert_false(cursor_is_word(&in, "september"));
	assert_true(cursor_is_word(&in, "sept"));
	in = on("se");
	assert_false(cursor_is_short(&in, "september"));
	in = on("septembers");
	assert_false(cursor_is_short(&in, "september"));
	in = on("sex");
	assert_false(cursor_is_short(&in, "september"));
	in = on("");
	assert_false(cursor_is_word(&in, ""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_read_beyond_the_end),
		cmocka_unit_test(bytes_are_taken_and_skipped_from_the_left),
		cmocka_unit_test(a_number_has_the_digits_asked_for_or_stays),
		cmocka_unit_test(words_are_whole_or_cut_to_three_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
