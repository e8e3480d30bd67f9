#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/arena.h"
#include "page/inline_builder.h"

static void
assert_taken(struct inline_builder *t, const char *expected)
{
	struct arena a = { 0 };
	struct text text;

	inline_builder_take(t, &a, &text);
	assert_string_equal(text.text, expected);
	assert_int_equal(text.len, strlen(expected));
	arena_free(&a);
	inline_builder_free(t);
}

static void
blanks_stand_once_and_never_at_an_edge(void **state)
{
	struct inline_builder t = { 0 };

	(void)state;
	inline_builder_space(&t);
	inline_builder_add(&t, "  a ", 4);
	inline_builder_space(&t);
	inline_builder_add(&t, " b", 2);
	inline_builder_space(&t);
	assert_taken(&t, "a b");
}

static void
a_note_between_two_words_has_both_their_blanks(void **state)
{
	struct inline_builder t = { 0 };

	(void)state;
	inline_builder_note(&t, 1);
	inline_builder_add(&t, " a ", 3);
	inline_builder_note(&t, 2);
	inline_builder_add(&t, " b ", 3);
	inline_builder_note(&t, 3);
	inline_builder_space(&t);
	inline_builder_add(&t, "c", 1);
	assert_taken(&t, " a  b  c");
}

static void
breaks_leave_one_empty_line_at_most(void **state)
{
	struct inline_builder t = { 0 };

	(void)state;
	inline_builder_break(&t);
	inline_builder_add(&t, "a", 1);
	for (int i = 0; i < 5; i++)
		inline_builder_break(&t);
	inline_builder_add(&t, " b", 2);
	inline_builder_break(&t);
	assert_taken(&t, "a\n\nb");
}

static void
what_terminals_obey_is_a_space_or_nothing(void **state)
{
	static const char src[] = "a\x1B[1mb\x7F\xC2\x9B"
				  "c\xC2\xA0\xE2\x80\xA9"
				  "d\xC2\xAD\xEF\xBB\xBF\u00E9\u2019.";
	struct inline_builder t = { 0 };

	(void)state;
	inline_builder_add(&t, src, sizeof src - 1);
	assert_taken(&t, "a [1mb  c  d\u00E9\u2019.");
}

static void
spans_end_where_the_text_does(void **state)
{
	struct arena a = { 0 };
	struct inline_builder t = { 0 };
	struct text text;
	size_t link;

	(void)state;
	inline_builder_add(&t, "a ", 2);
	link = inline_builder_open(&t, SPAN_LINK, "/x");
	inline_builder_add(&t, "b ", 2);
	inline_builder_open(&t, SPAN_IMAGE, "/y");
	inline_builder_add(&t, "c  ", 3);
	inline_builder_close(&t, link);
	inline_builder_take(&t, &a, &text);
	assert_string_equal(text.text, "a b c");
	assert_int_equal(text.nspans, 2);
	assert_int_equal(text.spans[0].start, 2);
	assert_int_equal(text.spans[0].end, 5);
	assert_int_equal(text.spans[1].start, 4);
	assert_int_equal(text.spans[1].end, 5);
	arena_free(&a);
	inline_builder_free(&t);
}

static void
code_stands_in_backquotes_unless_it_holds_one(void **state)
{
	struct inline_builder t = { 0 };

	(void)state;
	inline_builder_code(&t, "a\tb", 3);
	inline_builder_space(&t);
	inline_builder_code(&t, "c`d", 3);
	assert_int_equal(t.nspans, 2);
	assert_int_equal(t.spans[0].end, 5);
	assert_taken(&t, "`a b` c`d");
}

static void
a_note_keeps_the_blank_before_it(void **state)
{
	struct inline_builder t = { 0 };

	(void)state;
	assert_true(inline_builder_empty(&t));
	inline_builder_add(&t, "a ", 2);
	inline_builder_note(&t, 1);
	assert_false(inline_builder_empty(&t));
	assert_taken(&t, "a ");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blanks_stand_once_and_never_at_an_edge),
		cmocka_unit_test(
		    a_note_between_two_words_has_both_their_blanks),
		cmocka_unit_test(breaks_leave_one_empty_line_at_most),
		cmocka_unit_test(what_terminals_obey_is_a_space_or_nothing),
		cmocka_unit_test(spans_end_where_the_text_does),
		cmocka_unit_test(code_stands_in_backquotes_unless_it_holds_one),
		cmocka_unit_test(a_note_keeps_the_blank_before_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
