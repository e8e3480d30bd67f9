#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <string.h>

#include "base/problem.h"
#include "base/utf8.h"

static void
setting_fills_line_and_sentence_and_returns_minus_one(void **state)
{
	struct problem why = { .file = "x.md" };

	(void)state;
	assert_int_equal(problem_set(&why, 7, "'%s' is no date", "soon"), -1);
	assert_string_equal(why.file, "x.md");
	assert_int_equal(why.line, 7);
	assert_string_equal(why.sentence, "'soon' is no date");
	assert_int_equal(problem_set(NULL, 7, "nobody asks"), -1);
	assert_int_equal(problem_errno(NULL, "nobody asks"), -1);
	assert_int_equal(problem_in(NULL, "x"), -1);
}

static void
the_system_s_reason_stands_behind_the_sentence(void **state)
{
	struct problem why = { 0 };

	(void)state;
	errno = ENOSPC;
	assert_int_equal(problem_errno(&why, "%s cannot be written", "it"), -1);
	assert_string_equal(why.sentence,
	    "it cannot be written: No space left on device");
	assert_int_equal(errno, ENOSPC);
}

static void
the_first_name_of_a_file_stays(void **state)
{
	struct problem why = { 0 };

	(void)state;
	assert_int_equal(problem_in(&why, "articles/x.md"), -1);
	problem_in(&why, "/srv/other");
	assert_string_equal(why.file, "articles/x.md");
}

static void
a_long_name_loses_its_beginning(void **state)
{
	struct problem why = { 0 };
	char name[1203] = { 0 };

	(void)state;
	for (size_t i = 0; i < 600; i++)
		memcpy(name + 2 * i, "\xC3\xA9", 2);
	name[1200] = 'z';
	problem_in(&why, name);
	assert_true(strlen(why.file) >= sizeof why.file - 3);
	assert_int_equal(why.file[strlen(why.file) - 1], 'z');
	assert_true(utf8_valid(why.file, strlen(why.file)));
}

static void
a_long_sentence_ends_with_a_whole_character(void **state)
{
	static const char *const last[] = { "\xC3\xA9", "\xE2\x82\xAC",
		"\xF0\x9F\x9A\xA2", "z" };
	struct problem why = { 0 };
	char text[2050];

	(void)state;
	for (size_t i = 0; i < 4; i++)
		for (size_t shift = 0; shift < 4; shift++) {
			size_t n = 0, len = strlen(last[i]);

			memset(text, 'x', shift);
			for (n = shift; n + len < sizeof text; n += len)
				memcpy(text + n, last[i], len);
			text[n] = '\0';
			problem_set(&why, 0, "%s", text);
			n = strlen(why.sentence);
			assert_true(n > sizeof why.sentence - 5);
			assert_true(utf8_valid(why.sentence, n));
			assert_null(strchr(why.sentence, '?'));
		}
}

static void
controls_and_invalid_bytes_become_question_marks(void **state)
{
	struct problem why = { 0 };

	(void)state;
	problem_set(&why, 0,
	    "a\nb\x1B[2J\x7F"
	    "c\xC2\x9B"
	    "d\xFF"
	    "e\xC3\xA9");
	assert_string_equal(why.sentence, "a?b?[2J?c??d?e\xC3\xA9");
	problem_in(&why, "in\nvented: line");
	assert_string_equal(why.file, "in?vented: line");
}

static void
a_problem_reads_as_file_line_sentence(void **state)
{
	struct problem why = { .line = 3, .sentence = "wrong" };
	char out[64];

	(void)state;
	assert_string_equal(problem_str(&why, out, sizeof out), "wrong");
	problem_in(&why, "x.md");
	assert_string_equal(problem_str(&why, out, sizeof out),
	    "x.md:3: wrong");
	why.line = 0;
	assert_string_equal(problem_str(&why, out, sizeof out), "x.md: wrong");
	assert_string_equal(problem_str(&why, out, 5), "x.md");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    setting_fills_line_and_sentence_and_returns_minus_one),
		cmocka_unit_test(
		    the_system_s_reason_stands_behind_the_sentence),
		cmocka_unit_test(the_first_name_of_a_file_stays),
		cmocka_unit_test(a_long_name_loses_its_beginning),
		cmocka_unit_test(a_long_sentence_ends_with_a_whole_character),
		cmocka_unit_test(
		    controls_and_invalid_bytes_become_question_marks),
		cmocka_unit_test(a_problem_reads_as_file_line_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
