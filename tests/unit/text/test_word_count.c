#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/word_count.h"

static void
words_are_counted_in_scripts_with_blanks_and_without(void **state)
{
	static const struct {
		const char *text;
		size_t words;
	} rows[] = {
		{ "", 0 },
		{ " \n", 0 },
		{ "one", 1 },
		{ " one  two\nthree ", 3 },
		{ "A\u00F1o m\u00E1s", 2 },
		{ "\u706F\u5854", 1 },
		{ "\u706F\u5854\u5B88", 2 },
		{ "old \u706F\u5854 tower", 3 },
		{ "one - two \u2014 three \u2026 *", 3 },
		{ "Qui\u00A0? Moi & toi !", 3 },
		{ "(one) -2 \u20AC5 \"\u00C0\"", 4 },
		{ "\u706F\u3001\u5854\u3002", 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(word_count(rows[i].text, strlen(rows[i].text)),
		    rows[i].words);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    words_are_counted_in_scripts_with_blanks_and_without),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
