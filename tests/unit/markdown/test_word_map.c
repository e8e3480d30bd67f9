#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "markdown/word_map.h"

static void
words_are_numbered_in_their_order(void **state)
{
	struct word_map m = { 0 };

	(void)state;
	assert_int_equal(word_map_find(&m, "a", 1), WORD_NONE);
	assert_int_equal(word_map_add(&m, "a", 1), 0);
	assert_int_equal(word_map_add(&m, "b", 1), 1);
	assert_int_equal(word_map_add(&m, "A", 1), 0);
	assert_int_equal(word_map_find(&m, "B", 1), 1);
	assert_int_equal(word_map_find(&m, "ab", 2), WORD_NONE);
	assert_int_equal(m.n, 2);
	word_map_free(&m);
}

static void
many_words_are_found_again(void **state)
{
	static char words[5000][8];
	struct word_map m = { 0 };

	(void)state;
	for (size_t i = 0; i < 5000; i++) {
		snprintf(words[i], sizeof words[i], "w%zu", i);
		assert_int_equal(word_map_add(&m, words[i], strlen(words[i])),
		    i);
	}
	for (size_t i = 0; i < 5000; i++)
		assert_int_equal(word_map_find(&m, words[i], strlen(words[i])),
		    i);
	word_map_free(&m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_numbered_in_their_order),
		cmocka_unit_test(many_words_are_found_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
