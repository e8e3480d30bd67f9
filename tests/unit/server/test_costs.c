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
	costs.key = 1; /* by chance they share a place, once in 1,024 times */
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

/* Of the same FNV-1a in its lower 42 bits, as anybody can find. */
static void
nobody_chooses_with_whom_an_address_shares_a_place(void **state)
{
	static const char *const pairs[][2] = {
		{ "/a/55039d6d", "/a/bd5d340d" },
		{ "/a/7b1ffa4e", "/a/9cacfc8a" },
		{ "/a/dab57274", "/a/fdb168f1" },
	};

	(void)state;
	for (uint64_t key = 1; key <= 3; key++) {
		costs_begin(&costs);
		costs.key = key;
		for (size_t i = 0; i < 3; i++)
			note(pairs[i][0], 50000);
		for (size_t i = 0; i < 3; i++)
			assert_false(much(pairs[i][1]));
	}
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
		    nobody_chooses_with_whom_an_address_shares_a_place),
		cmocka_unit_test(
		    one_odd_time_says_nothing_and_old_ones_are_forgotten),
		cmocka_unit_test(no_time_is_too_long_to_be_noted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
