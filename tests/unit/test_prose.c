#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/arena.h"
#include "page/prose.h"

static void
assert_taken(struct prose *t, const char *expected)
{
	struct arena a = { 0 };
	struct text text;

	prose_take(t, &a, &text);
	assert_string_equal(text.text, expected);
	assert_int_equal(text.len, strlen(expected));
	arena_free(&a);
	prose_free(t);
}

static void
blanks_stand_once_and_never_at_an_edge(void **state)
{
	struct prose t = { 0 };

	(void)state;
	prose_space(&t);
	prose_add(&t, "  a ", 4);
	prose_space(&t);
	prose_add(&t, " b", 2);
	prose_space(&t);
	assert_taken(&t, "a b");
}

static void
a_note_between_two_words_has_both_their_blanks(void **state)
{
	struct prose t = { 0 };

	(void)state;
	prose_note(&t, 1);
	prose_add(&t, " a ", 3);
	prose_note(&t, 2);
	prose_add(&t, " b ", 3);
	prose_note(&t, 3);
	prose_space(&t);
	prose_add(&t, "c", 1);
	assert_taken(&t, " a  b  c");
}

static void
breaks_leave_one_empty_line_at_most(void **state)
{
	struct prose t = { 0 };

	(void)state;
	prose_break(&t);
	prose_add(&t, "a", 1);
	for (int i = 0; i < 5; i++)
		prose_break(&t);
	prose_add(&t, " b", 2);
	prose_break(&t);
	assert_taken(&t, "a\n\nb");
}

static void
what_terminals_obey_is_a_space_or_nothing(void **state)
{
	static const char src[] = "a\x1B[1mb\x7F\xC2\x9B"
				  "c\xC2\xA0\xE2\x80\xA9"
				  "d\xC2\xAD\xEF\xBB\xBF\u00E9\u2019.";
	struct prose t = { 0 };

	(void)state;
	prose_add(&t, src, sizeof src - 1);
	assert_taken(&t, "a [1mb  c  d\u00E9\u2019.");
}

static void
spans_end_where_the_text_does(void **state)
{
	struct arena a = { 0 };
	struct prose t = { 0 };
	struct text text;
	size_t link;

	(void)state;
	prose_add(&t, "a ", 2);
	link = prose_open(&t, SPAN_LINK, "/x");
	prose_add(&t, "b ", 2);
	prose_open(&t, SPAN_IMAGE, "/y");
	prose_add(&t, "c  ", 3);
	prose_close(&t, link);
	prose_take(&t, &a, &text);
	assert_string_equal(text.text, "a b c");
	assert_int_equal(text.nspans, 2);
	assert_int_equal(text.spans[0].start, 2);
	assert_int_equal(text.spans[0].end, 5);
	assert_int_equal(text.spans[1].start, 4);
	assert_int_equal(text.spans[1].end, 5);
	arena_free(&a);
	prose_free(&t);
}

static void
code_stands_in_backquotes_unless_it_holds_one(void **state)
{
	struct prose t = { 0 };

	(void)state;
	prose_code(&t, "a\tb", 3);
	prose_space(&t);
	prose_code(&t, "c`d", 3);
	assert_int_equal(t.nspans, 2);
	assert_int_equal(t.spans[0].end, 5);
	assert_taken(&t, "`a b` c`d");
}

static void
a_note_keeps_the_blank_before_it(void **state)
{
	struct prose t = { 0 };

	(void)state;
	assert_true(prose_empty(&t));
	prose_add(&t, "a ", 2);
	prose_note(&t, 1);
	assert_false(prose_empty(&t));
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
