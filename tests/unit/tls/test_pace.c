#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tls/pace.h"

enum { WINDOW = 65536, ETHERNET = 1500, LOOPBACK = 65535 };

static struct pace pace;
static struct pace_seen seen;

static int
set_up(void **state)
{
	(void)state;
	seen = (struct pace_seen){ .window = WINDOW, .packet = LOOPBACK };
	pace_begin(&pace, &seen, 1 << 20);
	return 0;
}

/* What may leave leaves, and arrives: his machine holds it. */
static size_t
give(void)
{
	size_t n = pace_room(&pace, &seen, 0);

	if (n == SIZE_MAX)
		return n;
	seen.sent += n;
	seen.acked += n;
	seen.window -= (uint32_t)n;
	return n;
}

static void
an_answer_that_his_window_holds_leaves_at_once(void **state)
{
	(void)state;
	pace_begin(&pace, &seen, WINDOW / 8 * 7);
	assert_int_equal(pace_room(&pace, &seen, 0), SIZE_MAX);
	assert_int_equal(pace_piece(&pace), 0);
}

static void
a_window_is_never_filled(void **state)
{
	(void)state;
	assert_int_equal(give(), WINDOW / 8 * 6);
	assert_int_equal(give(), 0);
	seen = (struct pace_seen){ .window = 4096, .packet = LOOPBACK };
	pace_begin(&pace, &seen, 1 << 20);
	assert_int_equal(give(), 3 * pace_portion(&pace));
	assert_int_equal(give(), 0);
}

static void
bytes_under_way_are_counted_as_given(void **state)
{
	(void)state;
	seen.sent = WINDOW;
	assert_int_equal(pace_room(&pace, &seen, 0), 0);
}

static void
packets_are_small_for_who_is_near_and_as_usual_for_others(void **state)
{
	(void)state;
	assert_in_range(pace_piece(&pace), 1, 536);
	seen.packet = ETHERNET;
	pace_begin(&pace, &seen, 1 << 20);
	assert_int_equal(pace_piece(&pace), 0);
}

static void
an_opened_window_is_something_read_once(void **state)
{
	(void)state;
	give();
	seen.window += 4096;
	assert_true(pace_look(&pace, &seen));
	assert_false(pace_look(&pace, &seen));
	assert_int_equal(give(), 4096);
}

/* A machine offers more at first, from 64 to some 128 kB in all. */
static void
a_window_that_widens_makes_nobody_quick(void **state)
{
	(void)state;
	give();
	seen.window += 60000;
	assert_true(give() < SIZE_MAX);
	assert_int_not_equal(pace_piece(&pace), 0);
}

/* His machine makes less of its buffer, and he waits for more. */
static void
a_window_that_stays_small_is_all_there_is_of_who_has_read(void **state)
{
	(void)state;
	(void)give();
	for (int i = 0; i < 20; i++) {
		(void)pace_look(&pace, &seen);
		seen.window += 6000;
		(void)give();
	}
	seen.window = 8192;
	assert_int_equal(give(), 0);
	for (int i = 0; i < 8; i++)
		(void)pace_look(&pace, &seen);
	assert_true(pace_look(&pace, &seen)); /* he has as long again, once */
	assert_true(give() > 4000);
	for (int i = 0; i < 16; i++)
		assert_false(pace_look(&pace, &seen));
	/* and of nobody else: he takes nothing */
	(void)set_up(state);
	(void)give();
	for (int i = 0; i < 9; i++)
		(void)pace_look(&pace, &seen);
	assert_int_equal(give(), 0);
}

static void
who_reads_much_is_quick_until_he_does_not(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++) {
		give();
		seen.window = WINDOW;
	}
	assert_int_equal(pace_room(&pace, &seen, 0), SIZE_MAX);
	seen.sent = seen.acked += WINDOW;
	assert_true(pace_look(&pace, &seen));
	assert_int_equal(pace_room(&pace, &seen, 0), SIZE_MAX);
	assert_false(pace_look(&pace, &seen));
	assert_true(pace_room(&pace, &seen, 0) < SIZE_MAX);
}

#define TEST(f) cmocka_unit_test_setup(f, set_up)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_answer_that_his_window_holds_leaves_at_once),
		TEST(a_window_is_never_filled),
		TEST(bytes_under_way_are_counted_as_given),
		TEST(packets_are_small_for_who_is_near_and_as_usual_for_others),
		TEST(an_opened_window_is_something_read_once),
		TEST(a_window_that_widens_makes_nobody_quick),
		TEST(a_window_that_stays_small_is_all_there_is_of_who_has_read),
		TEST(who_reads_much_is_quick_until_he_does_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
