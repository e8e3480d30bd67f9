#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <string.h>

#include <event2/event.h>

#include "server/crowd.h"

enum { MANY = 200 };

/* A connection of which only what the crowd asks for is there. */
struct reader {
	struct member member; /* first */
	struct crowd *at;     /* whose worker's it is */
	uint64_t taken;
	bool all, dropped;
};

static struct config_limits set;
static struct limits limits, other_limits;
static struct counters counters;
static struct crowd crowd, other; /* another worker's */
static struct reader readers[MANY];

static void
late(struct member *m)
{
	(void)m;
}

static size_t turns[MANY], nturns; /* whose it was, in order */

static void
turn(struct member *m)
{
	turns[nturns++] = (size_t)((struct reader *)(void *)m - readers);
}

static void
drop(struct member *m)
{
	struct reader *r = (struct reader *)(void *)m;

	assert_false(r->dropped);
	r->dropped = true;
	deadline_clear(&m->deadline);
	crowd_leave(r->at, m);
	r->at->open--;
}

static uint64_t
taken(const struct member *m, bool *all)
{
	const struct reader *r = (const struct reader *)(const void *)m;

	*all = r->all;
	return r->taken;
}

static void
begin(struct crowd *c, struct limits *its)
{
	*c = (struct crowd){ .base = event_base_new(),
		.set = &set,
		.limits = its,
		.counters = &counters,
		.late = late,
		.turn = turn,
		.drop = drop,
		.taken = taken };
	crowd_begin(c);
}

static void
end(struct crowd *c)
{
	crowd_end(c);
	assert_int_equal(c->open, 0);
	event_base_free(c->base);
}

static int
set_up(void **state)
{
	(void)state;
	set = (struct config_limits){ .connections = 1000,
		.per_address = 64,
		.request_timeout = 10,
		.write_timeout = 30 };
	limits = (struct limits){ .table = limits_table_new(2), .set = &set };
	other_limits = limits;
	other_limits.slot = 1;
	memset(&counters, 0, sizeof counters);
	memset(readers, 0, sizeof readers);
	nturns = 0;
	begin(&crowd, &limits);
	begin(&other, &other_limits);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	end(&crowd);
	end(&other);
	limits_table_free(limits.table);
	return 0;
}

static struct ip
address(unsigned n)
{
	struct ip ip = { 0 };

	ip.byte[10] = ip.byte[11] = 0xFF;
	ip.byte[12] = 127;
	ip.byte[14] = (unsigned char)(n >> 8);
	ip.byte[15] = (unsigned char)n;
	return ip;
}

/* The i-th reader comes to a worker, from the address of this number. */
static bool
come_to(struct crowd *c, size_t i, unsigned from)
{
	readers[i].member.from = address(from);
	readers[i].at = c;
	c->open++;
	if (crowd_admit(c, &readers[i].member))
		return true;
	c->open--;
	return false;
}

static bool
come(size_t i, unsigned from)
{
	return come_to(&crowd, i, from);
}

/* As if it had begun so long ago. */
static void
ago(size_t i, uint64_t ms)
{
	readers[i].member.begun -= ms;
	readers[i].member.deadline.at -= ms;
}

static void
wait_for_request(size_t i, unsigned from)
{
	assert_true(come(i, from));
	crowd_wait(&crowd, &readers[i].member, CROWD_REQUEST);
}

static void
read_answer_of(struct crowd *c, size_t i, unsigned from, uint64_t bytes)
{
	assert_true(come_to(c, i, from));
	crowd_answer(c, &readers[i].member);
	crowd_wait(c, &readers[i].member, CROWD_WRITE);
	readers[i].taken = bytes;
}

static void
read_answer(size_t i, unsigned from, uint64_t bytes)
{
	read_answer_of(&crowd, i, from, bytes);
}

static size_t
dropped(void)
{
	size_t n = 0;

	for (size_t i = 0; i < MANY; i++)
		n += readers[i].dropped;
	return n;
}

static void
nobody_gives_way_who_has_just_come(void **state)
{
	(void)state;
	wait_for_request(0, 1);
	read_answer(1, 2, 0);
	assert_false(crowd_make_room(&crowd));
	assert_int_equal(dropped(), 0);
}

static void
who_has_all_of_his_answer_goes_first(void **state)
{
	(void)state;
	wait_for_request(0, 1);
	ago(0, 5000);
	read_answer(1, 2, 100);
	crowd_wait(&crowd, &readers[1].member, CROWD_LINGER);
	readers[1].all = true;
	assert_true(crowd_make_room(&crowd));
	assert_true(readers[1].dropped);
	assert_int_equal(dropped(), 1);
}

static void
then_who_has_waited_longest_for_a_request(void **state)
{
	(void)state;
	wait_for_request(0, 1);
	ago(0, 3000);
	wait_for_request(1, 2);
	ago(1, 2000);
	read_answer(2, 3, 0);
	ago(2, 9000);
	assert_true(crowd_make_room(&crowd));
	assert_true(readers[0].dropped);
	assert_true(crowd_make_room(&crowd));
	assert_true(readers[1].dropped);
	assert_false(readers[2].dropped);
}

static void
then_the_slowest_answer(void **state)
{
	(void)state;
	for (size_t i = 0; i < 5; i++) {
		read_answer(i, (unsigned)i, 1000 * (i + 1));
		ago(i, 2000);
	}
	readers[3].taken = 7;
	assert_true(crowd_make_room(&crowd));
	assert_true(readers[3].dropped);
	assert_int_equal(dropped(), 1);
	assert_int_equal(counters.count[COUNTER_EVICTED], 1);
}

/* One on a slow line is not taken for one of a crowd. */
static void
of_readers_with_many_connections_first(void **state)
{
	(void)state;
	read_answer(0, 1, 1000);
	ago(0, 2000);
	for (size_t i = 1; i < 41; i++) {
		read_answer(i, 2, 10000);
		ago(i, 2000);
	}
	for (size_t n = 0; n < 15; n++)
		assert_true(crowd_make_room(&crowd));
	assert_false(readers[0].dropped);
}

static void
one_in_so_many_gives_way_at_once(void **state)
{
	(void)state;
	for (size_t i = 0; i < MANY; i++) {
		read_answer(i, (unsigned)i, i);
		ago(i, 2000);
	}
	assert_true(crowd_make_room(&crowd));
	assert_true(dropped() > 1 && dropped() < 10);
	for (size_t i = 0; i < dropped(); i++)
		assert_true(readers[i].dropped);
}

static void
a_reader_has_so_many_connections_until_they_are_closed(void **state)
{
	(void)state;
	set.per_address = 2;
	read_answer(0, 1, 100);
	crowd_wait(&crowd, &readers[0].member, CROWD_LINGER);
	wait_for_request(1, 1);
	assert_false(come(2, 1));
	assert_true(come(3, 2));
	crowd_wait(&crowd, &readers[3].member, CROWD_REQUEST);
	drop(&readers[0].member);
	assert_true(come(2, 1));
	crowd_wait(&crowd, &readers[2].member, CROWD_REQUEST);
}

/* The workers do what they have to do, for longer than a round takes. */
static void
let_run(bool stopped)
{
	struct timeval tv = { 0, 1000 };

	/* the other first: on a busy machine ours may sleep for a whole round
	 */
	for (int i = 0; i < 3 * LIMITS_OFFERS_MS; i++) {
		if (!stopped)
			event_base_loop(other.base, EVLOOP_NONBLOCK);
		event_base_loopexit(crowd.base, &tv);
		event_base_loop(crowd.base, 0);
	}
}

static void
his_own_who_only_waits_gives_way_to_a_new_one(void **state)
{
	(void)state;
	set.per_address = 2;
	wait_for_request(0, 2);
	ago(0, 9000);
	wait_for_request(1, 1);
	ago(1, 5000);
	read_answer(2, 1, 100);
	assert_false(come(3, 1));
	let_run(false);
	assert_true(readers[1].dropped);
	assert_int_equal(dropped(), 1);
	wait_for_request(3, 1);
}

/* Two of one reader here, two there, and the slowest is there. */
static void
fill_both(void)
{
	set.per_address = 4;
	read_answer(0, 1, 5000);
	read_answer(1, 1, 4000);
	read_answer_of(&other, 2, 1, 3000);
	read_answer_of(&other, 3, 1, 2000);
	read_answer_of(&other, 4, 2, 0);
	for (size_t i = 0; i < 5; i++)
		ago(i, 2000);
}

static void
of_a_readers_the_slowest_gives_way_at_whatever_worker(void **state)
{
	(void)state;
	fill_both();
	assert_false(come(5, 1));
	let_run(false);
	assert_true(readers[3].dropped);
	assert_int_equal(dropped(), 1);
	wait_for_request(5, 1);
	assert_false(come(6, 1)); /* and so on */
	let_run(false);
	assert_true(readers[2].dropped);
	assert_int_equal(dropped(), 2);
	assert_int_equal(counters.count[COUNTER_EVICTED], 2);
}

static void
first_who_waits_for_a_request_at_another_worker(void **state)
{
	(void)state;
	fill_both();
	drop(&readers[2].member);
	assert_true(come_to(&other, 2, 1));
	crowd_wait(&other, &readers[2].member, CROWD_REQUEST);
	ago(2, 1500);
	readers[2].dropped = false;
	assert_false(come(5, 1));
	let_run(false);
	assert_true(readers[2].dropped);
	assert_int_equal(dropped(), 1);
}

static void
nobody_waits_for_a_worker_that_is_stopped(void **state)
{
	(void)state;
	fill_both();
	assert_false(come(5, 1));
	let_run(true);
	assert_true(readers[1].dropped);
	assert_int_equal(dropped(), 1);
	let_run(false); /* it is awake again, and the plea is over */
	assert_int_equal(dropped(), 1);
}

/* Its answer has left between the offer and the end of the round. */
static void
who_goes_on_does_not_give_way(void **state)
{
	(void)state;
	fill_both();
	assert_false(come(5, 1));
	event_base_loop(other.base, EVLOOP_NONBLOCK);
	assert_int_not_equal(readers[3].member.offered, 0);
	crowd_wait(&other, &readers[3].member, CROWD_REQUEST);
	let_run(false);
	assert_int_equal(dropped(), 0);
}

/* A paced answer is written at every few milliseconds, however slow it is. */
static void
who_is_sent_more_of_his_answer_gives_way_all_the_same(void **state)
{
	(void)state;
	fill_both();
	assert_false(come(5, 1));
	event_base_loop(other.base, EVLOOP_NONBLOCK);
	assert_int_not_equal(readers[3].member.offered, 0);
	crowd_wait(&other, &readers[3].member, CROWD_WRITE);
	let_run(false);
	assert_true(readers[3].dropped);
	assert_int_equal(dropped(), 1);
}

static void
a_plea_that_nobody_hears_is_forgotten(void **state)
{
	struct timeval long_ago = { 0, 150000 };

	(void)state;
	fill_both();
	assert_false(come(5, 1));
	for (size_t i = 0; i < 2; i++)
		drop(&readers[i].member);
	event_base_loopexit(crowd.base, &long_ago);
	event_base_loop(crowd.base, 0);
	let_run(false);
	assert_false(readers[2].dropped || readers[3].dropped);
}

static void
who_is_one_too_many_has_the_slowest_of_all_workers_give_way(void **state)
{
	(void)state;
	set.connections = 5;
	fill_both();
	readers[4].taken = 9000;
	wait_for_request(5, 3);
	let_run(false);
	assert_true(readers[3].dropped);
	assert_int_equal(dropped(), 1);
}

/* F6: whatever was read, that it was read within the time is what counts. */
static void
who_reads_nothing_is_gone_after_one_write_timeout(void **state)
{
	struct member *m = &readers[0].member;

	(void)state;
	read_answer(0, 1, 65536);
	m->read -= 29000;
	assert_true(crowd_look(&crowd, m, false));
	m->read -= 1000;
	assert_false(crowd_look(&crowd, m, false));
}

static void
who_reads_within_it_goes_on(void **state)
{
	struct member *m = &readers[0].member;

	(void)state;
	read_answer(0, 1, 0);
	for (int i = 0; i < 1000; i++) {
		m->read -= 29900;
		assert_true(crowd_look(&crowd, m, true));
	}
}

static void
an_answer_is_looked_at_several_times_within_write_timeout(void **state)
{
	struct member *m = &readers[0].member;

	(void)state;
	read_answer(0, 1, 0);
	assert_false(crowd_due(&crowd, m));
	m->looked -= 30000 / 8;
	assert_true(crowd_due(&crowd, m));
	(void)crowd_look(&crowd, m, false);
	assert_false(crowd_due(&crowd, m));
}

static void
wait_for_turn_at(struct crowd *c, size_t i, unsigned from)
{
	assert_true(come_to(c, i, from));
	crowd_wait(c, &readers[i].member, CROWD_TURN);
}

static void
wait_for_turn(size_t i, unsigned from)
{
	wait_for_turn_at(&crowd, i, from);
}

/* Until so many turns were had. */
static void
have_turns(size_t n)
{
	const struct timeval tv = { 5, 0 };

	event_base_loopexit(crowd.base, &tv);
	while (nturns < n && !event_base_got_exit(crowd.base))
		event_base_loop(crowd.base, EVLOOP_ONCE);
	assert_int_equal(nturns, n);
}

/* Then they wait for something else: the test's end drops them. */
static void
assert_turns(const size_t *whose, size_t n)
{
	have_turns(n);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(turns[i], whose[i]);
	for (size_t i = 0; i < MANY; i++)
		if (readers[i].at != NULL && !readers[i].dropped)
			drop(&readers[i].member);
}

static void
no_reader_has_a_second_turn_before_all_others_had_one(void **state)
{
	static const size_t fair[] = { 0, 4, 6, 1, 5, 2, 3 };

	(void)state;
	for (size_t i = 0; i < 4; i++)
		wait_for_turn(i, 1);
	wait_for_turn(4, 2);
	wait_for_turn(5, 2);
	wait_for_turn(6, 3);
	assert_turns(fair, 7);
}

/* Of IPv6 by their networks: else he has as many turns as he likes. */
static void
a_64_of_ipv6_has_one_turn_like_any_other_reader(void **state)
{
	static const size_t fair[] = { 0, 3, 1, 2 };

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct member *m = &readers[i].member;

		m->from.byte[0] = 0x20;
		m->from.byte[7] = i == 3; /* another network */
		m->from.byte[15] = (unsigned char)i;
		readers[i].at = &crowd;
		crowd.open++;
		assert_true(crowd_admit(&crowd, m));
		crowd_wait(&crowd, m, CROWD_TURN);
	}
	assert_turns(fair, 4);
}

/* The parts of his page, say, while another waits for a second one. */
static void
who_comes_back_after_his_turn_is_behind_who_has_waited(void **state)
{
	static const size_t fair[] = { 0, 1, 2, 1, 3, 1 };

	(void)state;
	wait_for_turn(0, 1);
	wait_for_turn(1, 2);
	wait_for_turn(2, 1);
	wait_for_turn(3, 1);
	have_turns(2);
	crowd_wait(&crowd, &readers[1].member, CROWD_TURN);
	have_turns(4);
	crowd_wait(&crowd, &readers[1].member, CROWD_TURN);
	assert_turns(fair, 6);
}

static void
whose_turn_is_the_last_gives_way_before_any_answer(void **state)
{
	(void)state;
	read_answer(0, 3, 0);
	ago(0, 2000);
	wait_for_turn(1, 2);
	for (size_t i = 2; i < 5; i++)
		wait_for_turn(i, 1);
	for (size_t i = 1; i < 5; i++)
		ago(i, 2000);
	wait_for_turn(5, 1); /* he has just come */
	for (size_t i = 4; i > 2; i--) {
		assert_true(crowd_make_room(&crowd));
		assert_true(readers[i].dropped);
	}
	assert_int_equal(dropped(), 2);
	assert_false(readers[0].dropped);
}

static void
whose_turn_is_the_last_at_any_worker_gives_way(void **state)
{
	(void)state;
	set.connections = 5;
	wait_for_turn_at(&other, 0, 2);
	for (size_t i = 1; i < 4; i++)
		wait_for_turn_at(&other, i, 1);
	read_answer(4, 3, 0);
	for (size_t i = 0; i < 5; i++)
		ago(i, 2000);
	wait_for_request(5, 4);
	event_del(other.next); /* it is at work on something long */
	let_run(false);
	assert_true(readers[3].dropped);
	assert_int_equal(dropped(), 1);
}

static void
who_costs_much_has_his_turn_after_the_others_before_him(void **state)
{
	(void)state;
	for (size_t i = 0; i < 3; i++)
		wait_for_turn(i, (unsigned)i);
	event_base_loop(crowd.base, EVLOOP_ONCE);
	assert_int_equal(nturns, 1); /* whoever else is there comes now */
	drop(&readers[1].member);
	let_run(false);
	assert_int_equal(nturns, 2);
	assert_int_equal(turns[0], 0);
	assert_int_equal(turns[1], 2);
	for (size_t i = 0; i < 3; i += 2)
		drop(&readers[i].member);
}

/* F17 */
static void
at_the_end_who_has_not_asked_has_less_time(void **state)
{
	(void)state;
	wait_for_request(0, 1);
	read_answer(1, 1, 0);
	crowd_hurry(&crowd);
	wait_for_request(2, 2);
	assert_null(crowd.waits[CROWD_REQUEST].first);
	assert_ptr_equal(readers[0].member.deadline.kind,
	    &crowd.waits[CROWD_HURRY]);
	assert_ptr_equal(readers[2].member.deadline.kind,
	    &crowd.waits[CROWD_HURRY]);
	assert_ptr_equal(readers[1].member.deadline.kind,
	    &crowd.waits[CROWD_WRITE]);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nobody_gives_way_who_has_just_come),
		TEST(who_has_all_of_his_answer_goes_first),
		TEST(then_who_has_waited_longest_for_a_request),
		TEST(then_the_slowest_answer),
		TEST(of_readers_with_many_connections_first),
		TEST(one_in_so_many_gives_way_at_once),
		TEST(a_reader_has_so_many_connections_until_they_are_closed),
		TEST(his_own_who_only_waits_gives_way_to_a_new_one),
		TEST(of_a_readers_the_slowest_gives_way_at_whatever_worker),
		TEST(first_who_waits_for_a_request_at_another_worker),
		TEST(nobody_waits_for_a_worker_that_is_stopped),
		TEST(who_goes_on_does_not_give_way),
		TEST(
		    who_is_one_too_many_has_the_slowest_of_all_workers_give_way),
		TEST(who_is_sent_more_of_his_answer_gives_way_all_the_same),
		TEST(a_plea_that_nobody_hears_is_forgotten),
		TEST(who_reads_nothing_is_gone_after_one_write_timeout),
		TEST(who_reads_within_it_goes_on),
		TEST(an_answer_is_looked_at_several_times_within_write_timeout),
		TEST(no_reader_has_a_second_turn_before_all_others_had_one),
		TEST(a_64_of_ipv6_has_one_turn_like_any_other_reader),
		TEST(who_comes_back_after_his_turn_is_behind_who_has_waited),
		TEST(whose_turn_is_the_last_gives_way_before_any_answer),
		TEST(whose_turn_is_the_last_at_any_worker_gives_way),
		TEST(who_costs_much_has_his_turn_after_the_others_before_him),
		TEST(at_the_end_who_has_not_asked_has_less_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
