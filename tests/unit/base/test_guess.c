#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/guess.h"

static const char *
guess(const char *name)
{
	static const char *const words[] = { "title", "date", "description",
		"items" };
	struct guess g;

	guess_begin(&g, name);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		guess_try(&g, words[i]);
	return g.word;
}

static void
a_typing_error_is_near_to_its_word(void **state)
{
	(void)state;
	assert_string_equal(guess("titel"), "title");
	assert_string_equal(guess("Tilte"), "title");
	assert_string_equal(guess("dat"), "date");
	assert_string_equal(guess("descripton"), "description");
	assert_string_equal(guess("desciptoin"), "description");
}

static void
another_word_is_no_typing_error(void **state)
{
	(void)state;
	assert_null(guess("colour"));
	assert_null(guess("x"));
	assert_null(guess(""));
	assert_null(guess("tiles"));
	assert_null(guess("a_very_long_word_of_another_program"));
}

static void
a_known_word_is_none_either(void **state)
{
	(void)state;
	assert_null(guess("title"));
	assert_null(guess("DATE"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_typing_error_is_near_to_its_word),
		cmocka_unit_test(another_word_is_no_typing_error),
		cmocka_unit_test(a_known_word_is_none_either),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
