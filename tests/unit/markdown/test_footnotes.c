#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "markdown/footnotes.h"

static void
collect(struct footnotes *notes, const char *src)
{
	static const struct shortcodes none;

	footnotes_collect(notes, src, strlen(src), &none);
}

/* The lines of the nth note. */
static void
assert_note(const struct footnotes *notes, size_t i, const char *lines)
{
	const struct footnote *n = &notes->list[i];

	assert_int_equal(n->end - n->start, strlen(lines));
	assert_memory_equal(n->start, lines, strlen(lines));
}

static void
a_note_goes_on_until_a_blank_line_or_the_next(void **state)
{
	struct footnotes notes;

	(void)state;
	collect(&notes, "a\n\n[^1]: b\nlazy\n[^2]:c\n\n    d\n\n\te\n\nf\n");
	assert_int_equal(notes.n, 2);
	assert_note(&notes, 0, "[^1]: b\nlazy\n");
	assert_note(&notes, 1, "[^2]:c\n\n    d\n\n\te\n");
	assert_int_equal(notes.list[1].line, 5);
	footnotes_free(&notes);
}

static void
headings_and_code_at_the_margin_end_a_note(void **state)
{
	struct footnotes notes;

	(void)state;
	collect(&notes, "[^1]: a\n## b\n\n[^2]: c\n```\nd\n```\n");
	assert_note(&notes, 0, "[^1]: a\n");
	assert_note(&notes, 1, "[^2]: c\n");
	footnotes_free(&notes);
}

static void
some_lines_open_no_note(void **state)
{
	struct footnotes notes;

	(void)state;
	collect(&notes,
	    "    [^1]: a\n\n[^]: a\n[^a b]: c\n[^1] : a\na [^1]: b\n"
	    "```\n[^1]: a\n```\n[1]: /a\n");
	assert_int_equal(notes.n, 0);
	footnotes_free(&notes);
}

static void
numbers_follow_the_references(void **state)
{
	struct footnotes notes;
	int number = 0;

	(void)state;
	collect(&notes, "[^a]: 1\n[^b]: 2\n[^c]: 3\n[^A]: again\n");
	assert_int_equal(footnotes_refer(&notes, "[^C] x", 6, &number), 4);
	assert_int_equal(number, 1);
	assert_int_equal(footnotes_refer(&notes, "[^a]", 4, &number), 4);
	assert_int_equal(number, 2);
	assert_int_equal(footnotes_refer(&notes, "[^c]", 4, &number), 4);
	assert_int_equal(number, 1);
	assert_int_equal(footnotes_refer(&notes, "[^x]", 4, &number), 0);
	assert_int_equal(footnotes_refer(&notes, "[^a", 3, &number), 0);
	assert_int_equal(footnotes_refer(&notes, "[a]", 3, &number), 0);
	assert_true(footnotes_number_next(&notes));
	assert_true(footnotes_number_next(&notes));
	assert_false(footnotes_number_next(&notes));
	assert_int_equal(notes.order[0], 2);
	assert_int_equal(notes.order[1], 0);
	assert_int_equal(notes.order[2], 1);
	assert_int_equal(notes.order[3], 3);
	assert_false(notes.list[1].referred);
	footnotes_free(&notes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_note_goes_on_until_a_blank_line_or_the_next),
		cmocka_unit_test(headings_and_code_at_the_margin_end_a_note),
		cmocka_unit_test(some_lines_open_no_note),
		cmocka_unit_test(numbers_follow_the_references),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
