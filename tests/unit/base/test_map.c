#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/map.h"

static void
an_empty_map_has_nothing(void **state)
{
	struct map m = { 0 };

	(void)state;
	assert_null(map_find(&m, "", 0));
	map_free(&m);
}

static void
every_key_is_found_again_however_many_there_are(void **state)
{
	static char keys[5000][12];
	struct map m = { 0 };

	(void)state;
	for (uintptr_t i = 0; i < 5000; i++) {
		(void)snprintf(keys[i], sizeof keys[i], "/a/%zu", (size_t)i);
		*map_add(&m, keys[i], strlen(keys[i])) = (void *)i;
	}
	for (uintptr_t i = 0; i < 5000; i++)
		assert_int_equal(
		    (uintptr_t)*map_find(&m, keys[i], strlen(keys[i])), i);
	assert_null(map_find(&m, "/a/5000", 7));
	assert_int_equal(m.n, 5000);
	map_clear(&m);
	assert_null(map_find(&m, "/a/1", 4));
	map_free(&m);
}

static void
a_key_that_is_added_again_keeps_its_value(void **state)
{
	struct map m = { 0 };

	(void)state;
	assert_null(*map_add(&m, "x", 1));
	*map_add(&m, "x", 1) = &m;
	assert_ptr_equal(*map_add(&m, "xy", 1), &m);
	assert_int_equal(m.n, 1);
	map_free(&m);
}

static void
case_counts_unless_the_map_says_otherwise(void **state)
{
	struct map m = { 0 };

	(void)state;
	(void)map_add(&m, "Note[", 5);
	assert_null(map_find(&m, "note[", 5));
	map_free(&m);
	m.any_case = true;
	(void)map_add(&m, "Note[", 5);
	assert_non_null(map_find(&m, "note[", 5));
	assert_null(map_find(&m, "note{", 5)); /* no letters: not alike */
	map_free(&m);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_map_has_nothing),
		cmocka_unit_test(
		    every_key_is_found_again_however_many_there_are),
		cmocka_unit_test(a_key_that_is_added_again_keeps_its_value),
		cmocka_unit_test(case_counts_unless_the_map_says_otherwise),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
