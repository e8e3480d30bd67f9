#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/size.h"

static void
a_size_has_two_or_three_digits(void **state)
{
	static const struct {
		uint64_t bytes;
		const char *shown;
	} rows[] = {
		{ 0, "0 B" },
		{ 999, "999 B" },
		{ 1000, "1 kB" },
		{ 41234, "41 kB" },
		{ 999499, "999 kB" },
		{ 999500, "1.0 MB" },
		{ 2412345, "2.4 MB" },
		{ 9960000, "10 MB" },
		{ 1500000000, "1.5 GB" },
		{ UINT64_MAX, "18446744 TB" },
	};
	char out[SIZE_SHOWN];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(size_show(rows[i].bytes, out),
		    rows[i].shown);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_size_has_two_or_three_digits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
