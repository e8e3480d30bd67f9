#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <event2/event.h>

#include "server/deadline.h"

static struct event_base *base;
static struct deadlines all;
static struct deadline_kind kinds[2];
static struct deadline d[4];
static struct deadline *order[8];
static size_t norder;

static void
passed(struct deadline *which, void *ctx)
{
	(void)ctx;
	order[norder++] = which;
	if (which == &d[3]) /* a handler may set others */
		deadline_set(&all, &d[0], &kinds[0]);
}

static int
set_up(void **state)
{
	(void)state;
	base = event_base_new();
	kinds[0] = (struct deadline_kind){ .ms = 20 };
	kinds[1] = (struct deadline_kind){ .ms = 60 };
	for (int i = 0; i < 4; i++)
		d[i] = (struct deadline){ 0 };
	norder = 0;
	deadlines_begin(&all, base, kinds, 2, passed, NULL);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	deadlines_end(&all);
	event_base_free(base);
	return 0;
}

static void
deadlines_of_all_kinds_pass_in_their_order(void **state)
{
	uint64_t begun = deadline_now();

	(void)state;
	deadline_set(&all, &d[0], &kinds[1]);
	deadline_set(&all, &d[1], &kinds[0]);
	deadline_set(&all, &d[2], &kinds[0]);
	event_base_dispatch(base);
	assert_int_equal(norder, 3);
	assert_ptr_equal(order[0], &d[1]);
	assert_ptr_equal(order[1], &d[2]);
	assert_ptr_equal(order[2], &d[0]);
	assert_true(deadline_now() >= begun + 60);
}

static void
what_was_cleared_or_set_anew_does_not_pass_before(void **state)
{
	(void)state;
	deadline_set(&all, &d[0], &kinds[0]);
	deadline_set(&all, &d[1], &kinds[0]);
	deadline_set(&all, &d[2], &kinds[0]);
	deadline_clear(&d[1]);
	deadline_clear(&d[1]);
	deadline_set(&all, &d[0], &kinds[1]);
	event_base_dispatch(base);
	assert_int_equal(norder, 2);
	assert_ptr_equal(order[0], &d[2]);
	assert_ptr_equal(order[1], &d[0]);
	assert_null(kinds[0].first);
	assert_null(kinds[0].last);
}

/* F11 */
static void
when_nobody_waits_there_is_no_timer(void **state)
{
	(void)state;
	deadline_set(&all, &d[0], &kinds[0]);
	event_base_dispatch(base); /* ends when nothing is pending */
	assert_int_equal(norder, 1);
	assert_false(event_pending(all.timer, EV_TIMEOUT, NULL));
}

static void
a_handler_may_set_another(void **state)
{
	(void)state;
	deadline_set(&all, &d[3], &kinds[0]);
	event_base_dispatch(base);
	assert_int_equal(norder, 2);
	assert_ptr_equal(order[1], &d[0]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    deadlines_of_all_kinds_pass_in_their_order, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    what_was_cleared_or_set_anew_does_not_pass_before, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    when_nobody_waits_there_is_no_timer, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_handler_may_set_another,
		    set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
