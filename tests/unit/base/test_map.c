#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/map.h"

static void
an_empty_set_has_nothing(void **state)
{
	struct map k = { 0 };
	void *value;

	(void)state;
	assert_false(map_find(&k, "", &value));
	map_free(&k);
}

static void
every_key_is_found_again_however_many_there_are(void **state)
{
	struct map k = { 0 };
	struct arena a = { 0 };
	void *value;

	(void)state;
	for (uintptr_t i = 0; i < 5000; i++)
		map_add(&k, arena_printf(&a, "/a/%zu", (size_t)i), (void *)i);
	for (uintptr_t i = 0; i < 5000; i++) {
		assert_true(map_find(&k, arena_printf(&a, "/a/%zu", (size_t)i),
		    &value));
		assert_int_equal((uintptr_t)value, i);
	}
	assert_false(map_find(&k, "/a/5000", &value));
	assert_int_equal(k.n, 5000);
	map_free(&k);
	arena_free(&a);
}

static void
nothing_can_be_the_value_of_a_key(void **state)
{
	struct map k = { 0 };
	void *value = &k;

	(void)state;
	map_add(&k, "x", NULL);
	assert_true(map_find(&k, "x", &value));
	assert_null(value);
	map_free(&k);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_set_has_nothing),
		cmocka_unit_test(
		    every_key_is_found_again_however_many_there_are),
		cmocka_unit_test(nothing_can_be_the_value_of_a_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
