#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "base/array.h"

static void
an_array_grows_and_may_be_cut_at_any_time(void **state)
{
	size_t *list = NULL, n = 0, most = 0;

	(void)state;
	for (size_t round = 1; round < 200; round++) {
		for (size_t i = 0; i < round; i++) {
			list = array_room(list, n, sizeof *list);
			list[n] = n;
			n++;
		}
		for (size_t i = 0; i < n; i++)
			assert_int_equal(list[i], i);
		most = n > most ? n : most;
		n /= 3;
	}
	assert_true(most > 256);
	free(list);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_array_grows_and_may_be_cut_at_any_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
