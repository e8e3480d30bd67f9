#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "config/config.h"
#include "server/children.h"

/* Children that do nothing but be there, until they are told to leave. */

static int
stay(struct child *c)
{
	signal(SIGTERM, SIG_DFL);
	signal(SIGQUIT, SIG_DFL);
	child_ready(c);
	return pause();
}

/* One that never gets ready. */
static int
fall(struct child *c)
{
	(void)c;
	return 7;
}

static const struct child_kind good[] = {
	{ .name = "keeper", .run = stay },
	{ .name = "server", .run = stay, .serves = true },
};
static const struct child_kind bad[] = {
	{ .name = "keeper", .run = stay },
	{ .name = "server", .run = fall, .serves = true },
};

static struct config config = { .workers = 2, .user = "" };
static struct child_config current = { .config = &config };
static struct children children;
static struct stats *stats;
static struct limits_table *limits;

static int
set_up(void **state)
{
	(void)state;
	stats = stats_new();
	limits = limits_table_new(STATS_CHILDREN);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	children_end(&children, SIGKILL);
	while (!children_gone(&children)) {
		usleep(1000);
		children_reap(&children);
	}
	children_free(&children);
	limits_table_free(limits);
	stats_free(stats);
	return 0;
}

static void
begin(const struct child_kind *kinds)
{
	assert_int_equal(children_begin(&children, kinds, 2, stats, limits), 0);
	children_change(&children, &current);
}

/* As the supervisor's loop does, once. */
static void
turn(void)
{
	struct pollfd on = { children_fd(&children), POLLIN, 0 };

	(void)children_tend(&children);
	if (poll(&on, 1, 10) > 0)
		children_note_ready(&children);
	children_reap(&children);
}

static void
tend_until_ready(void)
{
	for (int i = 0; i < 500 && !children_ready(&children); i++)
		turn();
	assert_true(children_ready(&children));
}

static size_t
living(const struct child_kind *kind)
{
	size_t n = 0;

	for (size_t i = 0; i < children.nslots; i++)
		n += children.slots[i].kind == kind &&
		     children.slots[i].place != -1;
	return n;
}

static void
there_is_one_of_a_kind_or_as_many_as_workers(void **state)
{
	(void)state;
	begin(good);
	tend_until_ready();
	assert_int_equal(living(&good[0]), 1);
	assert_int_equal(living(&good[1]), 2);
}

/* F19 */
static void
one_that_is_killed_is_replaced_at_once(void **state)
{
	pid_t was;

	(void)state;
	begin(good);
	tend_until_ready();
	was = children.slots[1].pid;
	kill(was, SIGKILL);
	for (int i = 0; i < 500 && children.slots[1].pid == was; i++)
		turn();
	tend_until_ready();
	assert_int_not_equal(children.slots[1].pid, was);
	assert_int_equal(stats->crashes, 1);
}

static void
one_that_falls_again_and_again_is_given_more_and_more_time(void **state)
{
	(void)state;
	begin(bad);
	for (int i = 0; i < 500 && children.slots[1].failures < 4; i++)
		turn();
	assert_true(children.slots[1].failures >= 4);
	assert_true(children.slots[1].due >= children.slots[1].since + 300);
	assert_false(children_ready(&children));
}

/* F15 */
static void
after_a_reload_the_old_ones_leave_when_the_new_ones_are_ready(void **state)
{
	pid_t old;

	(void)state;
	begin(good);
	tend_until_ready();
	old = children.slots[1].pid;
	children_change(&children, &current);
	assert_int_equal(children.nretiring, 3);
	assert_int_equal(kill(old, 0), 0);
	tend_until_ready();
	for (int i = 0; i < 500 && children.nretiring > 0; i++)
		turn();
	assert_int_equal(children.nretiring, 0);
	assert_int_equal(kill(old, 0), -1);
}

/* Two writers at one index would wait for each other. */
static void
there_are_never_two_of_a_kind_that_is_alone(void **state)
{
	pid_t old;

	(void)state;
	begin(good);
	tend_until_ready();
	old = children.slots[0].pid;
	children_change(&children, &current);
	for (int i = 0; i < 500 && living(&good[0]) == 0; i++)
		turn();
	assert_int_equal(living(&good[0]), 1);
	assert_int_equal(kill(old, 0), -1);
}

static void
who_is_told_to_end_is_not_replaced(void **state)
{
	(void)state;
	begin(good);
	tend_until_ready();
	children_end(&children, SIGTERM);
	for (int i = 0; i < 500 && !children_gone(&children); i++)
		turn();
	assert_true(children_gone(&children));
	assert_int_equal(children_tend(&children), -1);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(there_is_one_of_a_kind_or_as_many_as_workers),
		TEST(one_that_is_killed_is_replaced_at_once),
		TEST(
		    one_that_falls_again_and_again_is_given_more_and_more_time),
		TEST(
		    after_a_reload_the_old_ones_leave_when_the_new_ones_are_ready),
		TEST(there_are_never_two_of_a_kind_that_is_alone),
		TEST(who_is_told_to_end_is_not_replaced),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
