#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "server/limits.h"

static struct config_limits set = { .per_address = 3 };
static struct limits_table *table;

static int
make_table(void **state)
{
	(void)state;
	if (table == NULL)
		table = limits_table_new(4);
	return table == NULL ? -1 : 0;
}

static struct ip
reader(const char *text)
{
	struct network n;

	assert_int_equal(network_parse(&n, text, NULL), 0);
	return n.ip;
}

static void
a_reader_has_so_many_connections_at_all_workers_together(void **state)
{
	struct limits a = { table, 0, &set }, b = { table, 1, &set };
	struct ip one = reader("192.0.2.1"), other = reader("192.0.2.2");

	(void)state;
	assert_true(limits_admit(&a, &one));
	assert_true(limits_admit(&b, &one));
	assert_true(limits_admit(&a, &one));
	assert_false(limits_admit(&a, &one));
	assert_false(limits_admit(&b, &one));
	assert_true(limits_admit(&b, &other));
	limits_leave(&b, &other);
	limits_leave(&b, &one);
	assert_true(limits_admit(&a, &one));
	for (int i = 0; i < 3; i++)
		limits_leave(&a, &one);
}

static void
a_64_of_ipv6_is_one_reader(void **state)
{
	struct limits l = { table, 0, &set };
	struct ip ip[4] = { reader("2001:db8::1"), reader("2001:db8::2"),
		reader("2001:db8::3"), reader("2001:db8::4") };
	struct ip next = reader("2001:db8:0:1::1");

	(void)state;
	for (int i = 0; i < 3; i++)
		assert_true(limits_admit(&l, &ip[i]));
	assert_false(limits_admit(&l, &ip[3]));
	assert_true(limits_admit(&l, &next));
	limits_forget(table, 0);
}

static void
zero_means_no_limit(void **state)
{
	struct config_limits none = { 0 };
	struct limits l = { table, 0, &none };
	struct ip ip = reader("192.0.2.1");

	(void)state;
	for (int i = 0; i < 1000; i++)
		assert_true(limits_admit(&l, &ip));
	limits_forget(table, 0);
	for (int i = 0; i < 1000; i++)
		assert_true(limits_request(&l, &ip, 5));
}

static void
what_a_dead_process_counted_is_forgotten(void **state)
{
	struct limits a = { table, 0, &set }, b = { table, 1, &set };
	struct ip ip = reader("192.0.2.1");
	pid_t child = fork();

	(void)state;
	if (child == 0) {
		while (limits_admit(&b, &ip))
			;
		_exit(0);
	}
	assert_int_equal(waitpid(child, NULL, 0), child);
	assert_false(limits_admit(&a, &ip));
	limits_forget(table, 1);
	for (int i = 0; i < 3; i++)
		assert_true(limits_admit(&a, &ip));
	assert_false(limits_admit(&a, &ip));
	limits_forget(table, 0);
}

static void
requests_drain_a_bucket_that_fills_at_the_rate(void **state)
{
	struct config_limits rate = { .rate = 2, .burst = 4 };
	struct limits a = { table, 0, &rate }, b = { table, 1, &rate };
	struct ip ip = reader("192.0.2.9"), other = reader("192.0.2.10");
	uint64_t now = 1000;

	(void)state;
	for (int i = 0; i < 4; i++)
		assert_true(limits_request(i % 2 ? &a : &b, &ip, now));
	assert_false(limits_request(&a, &ip, now));
	assert_true(limits_request(&a, &other, now));
	assert_false(limits_request(&a, &ip, now + 499));
	assert_true(limits_request(&a, &ip, now + 500));
	assert_false(limits_request(&b, &ip, now + 500));
	for (int i = 0; i < 4; i++)
		assert_true(limits_request(&a, &ip, now + 60000));
	assert_false(limits_request(&a, &ip, now + 60000));
}

static void
of_two_offers_the_lesser_counts_and_it_once(void **state)
{
	struct limits a = { table, 0, &set }, b = { table, 1, &set };
	struct ip ip = reader("192.0.2.1"), other = reader("192.0.2.2");
	uint64_t now = 5000, dear, cheap;

	(void)state;
	assert_int_equal(limits_offer(&a, &ip, 0, now), 0); /* nobody asked */
	limits_plead(&a, &ip, now);
	assert_true(limits_pleaded(&b, &ip, now + 1));
	assert_false(limits_pleaded(&b, &other, now + 1));
	dear = limits_offer(&a, &ip, LIMITS_WORTH_MAX, now + 1);
	cheap = limits_offer(&b, &ip, 7, now + 2);
	assert_true(dear != 0 && cheap != 0);
	assert_int_equal(limits_offer(&a, &ip, 8, now + 3), 0);
	assert_false(limits_settle(&a, &ip, dear));
	limits_plead(&a, &ip, now + 4); /* it goes on: nothing is forgotten */
	assert_true(limits_settle(&b, &ip, cheap));
	assert_false(limits_settle(&b, &ip, cheap));
	assert_false(limits_pleaded(&b, &ip, now + 5));
}

static void
an_old_plea_is_none_and_an_old_offer_does_not_count_for_a_new_one(void **state)
{
	struct limits a = { table, 0, &set };
	struct ip ip = reader("192.0.2.1");
	uint64_t now = (UINT64_C(1) << 24) - 1, old; /* the stamp runs over */

	(void)state;
	limits_plead(&a, &ip, now);
	old = limits_offer(&a, &ip, 7, now + 50);
	assert_int_not_equal(old, 0);
	assert_false(limits_pleaded(&a, &ip, now + 1000));
	assert_int_equal(limits_offer(&a, &ip, 6, now + 1000), 0);
	limits_plead(&a, &ip, now + 1000);
	assert_false(limits_settle(&a, &ip, old));
	old = limits_offer(&a, &ip, 7, now + 1001);
	assert_true(limits_settle(&a, &ip, old));
}

static void
the_bell_rings_once_for_each_plea(void **state)
{
	struct limits a = { table, 0, &set };
	struct ip ip = reader("192.0.2.1"), other = reader("192.0.2.2");
	uint64_t rung = 0;

	(void)state;
	(void)!read(limits_bell(table), &rung, sizeof rung);
	limits_plead(&a, &ip, 1);
	limits_plead(&a, &ip, 2);
	limits_plead(&a, &other, 3);
	assert_int_equal(read(limits_bell(table), &rung, sizeof rung), 8);
	assert_int_equal(rung, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(
		    a_reader_has_so_many_connections_at_all_workers_together,
		    make_table),
		cmocka_unit_test_setup(a_64_of_ipv6_is_one_reader, make_table),
		cmocka_unit_test_setup(zero_means_no_limit, make_table),
		cmocka_unit_test_setup(what_a_dead_process_counted_is_forgotten,
		    make_table),
		cmocka_unit_test_setup(
		    requests_drain_a_bucket_that_fills_at_the_rate, make_table),
		cmocka_unit_test_setup(
		    of_two_offers_the_lesser_counts_and_it_once, make_table),
		cmocka_unit_test_setup(
		    an_old_plea_is_none_and_an_old_offer_does_not_count_for_a_new_one,
		    make_table),
		cmocka_unit_test_setup(the_bell_rings_once_for_each_plea,
		    make_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
