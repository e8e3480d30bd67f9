#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "server/costs.h"

static struct costs costs;

static void
note(const char *line, uint64_t us)
{
	costs_note(&costs, line, strlen(line), us);
}

static bool
much(const char *line)
{
	return costs_much(&costs, line, strlen(line));
}

static void
what_nobody_has_asked_for_costs_little(void **state)
{
	(void)state;
	costs_begin(&costs);
	assert_false(much("/a/one\r\n"));
}

static void
what_took_long_costs_much_and_nothing_else(void **state)
{
	(void)state;
	costs_begin(&costs);
	note("/a/heavy\r\n", 50000);
	assert_true(much("/a/heavy\r\n"));
	assert_false(much("/a/one\r\n"));
}

static void
what_is_asked_of_an_address_makes_it_no_other(void **state)
{
	(void)state;
	costs_begin(&costs);
	note("gemini://localhost/search?a%20-b\r\n", 50000);
	assert_true(much("gemini://localhost/search?c"));
	note("/search\ta\r\n", 50000);
	assert_true(much("/search\tb\r\n"));
}

static void
one_odd_time_says_nothing_and_old_ones_are_forgotten(void **state)
{
	(void)state;
	costs_begin(&costs);
	for (int i = 0; i < 8; i++)
		note("/a/one", 100);
	note("/a/one", 5000);
	assert_false(much("/a/one"));
	for (int i = 0; i < 8; i++)
		note("/a/one", 5000);
	assert_true(much("/a/one"));
	for (int i = 0; i < 32; i++)
		note("/a/one", 100);
	assert_false(much("/a/one"));
}

static void
no_time_is_too_long_to_be_noted(void **state)
{
	(void)state;
	costs_begin(&costs);
	for (int i = 0; i < 100; i++)
		note("/a/one", UINT64_MAX);
	assert_true(much("/a/one"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_nobody_has_asked_for_costs_little),
		cmocka_unit_test(what_took_long_costs_much_and_nothing_else),
		cmocka_unit_test(what_is_asked_of_an_address_makes_it_no_other),
		cmocka_unit_test(
		    one_odd_time_says_nothing_and_old_ones_are_forgotten),
		cmocka_unit_test(no_time_is_too_long_to_be_noted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
