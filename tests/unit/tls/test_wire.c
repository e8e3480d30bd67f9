#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tls/wire.h"

/* Two ends of a connection over loopback: SO_RCVLOWAT needs TCP. */
static struct wire wire;
static int peer;

static int
set_up(void **state)
{
	struct sockaddr_in at = { .sin_family = AF_INET };
	socklen_t len = sizeof at;
	int listens = socket(AF_INET, SOCK_STREAM, 0);

	(void)state;
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_int_equal(bind(listens, (struct sockaddr *)&at, len), 0);
	assert_int_equal(listen(listens, 1), 0);
	getsockname(listens, (struct sockaddr *)&at, &len);
	peer = socket(AF_INET, SOCK_STREAM, 0);
	assert_int_equal(connect(peer, (struct sockaddr *)&at, len), 0);
	wire =
	    (struct wire){ .fd = accept4(listens, NULL, NULL, SOCK_NONBLOCK) };
	assert_int_not_equal(wire.fd, -1);
	close(listens);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	wire_close(&wire);
	if (peer != -1)
		close(peer);
	return 0;
}

static void
say(const char *s, size_t len)
{
	assert_int_equal(send(peer, s, len, 0), len);
}

static void
what_is_peeked_at_stays_until_it_is_skipped(void **state)
{
	char in[8];
	size_t n;

	(void)state;
	assert_int_equal(wire_peek(&wire, in, 8, &n), WIRE_WANT_READ);
	say("abcdef", 6);
	assert_int_equal(wire_peek(&wire, in, 3, &n), WIRE_DONE);
	assert_memory_equal(in, "abc", 3);
	assert_int_equal(wire_peek(&wire, in, 8, &n), WIRE_DONE);
	assert_int_equal(n, 6);
	wire_skip(&wire, 4);
	assert_int_equal(wire_read(&wire, in, 8, &n), WIRE_DONE);
	assert_int_equal(n, 2);
	assert_memory_equal(in, "ef", 2);
}

static void
the_other_sides_end_is_an_end_and_no_failure(void **state)
{
	char in[8];
	size_t n;

	(void)state;
	say("x", 1);
	shutdown(peer, SHUT_WR);
	assert_int_equal(wire_read(&wire, in, 8, &n), WIRE_DONE);
	assert_int_equal(wire_read(&wire, in, 8, &n), WIRE_ENDED);
	assert_int_equal(wire_drain(&wire), WIRE_ENDED);
}

/* "22 3 1 LENGTH 1 ...": a record of a handshake, of a ClientHello. */
static void
half_a_hello_is_waited_for_and_another_thing_is_none(void **state)
{
	static const char hello[] = "\x16\x03\x01\x00\x08\x01\x00\x00\x04\x03"
				    "\x03\x00\x00";

	(void)state;
	say(hello, 3);
	assert_int_equal(wire_hello(&wire), WIRE_WANT_READ);
	say(hello + 3, sizeof hello - 1 - 3);
	assert_int_equal(wire_hello(&wire), WIRE_DONE);
	wire_skip(&wire, sizeof hello - 1);
	say("GET / HTTP/1.1\r\n", 16);
	assert_int_equal(wire_hello(&wire), WIRE_LOST);
}

static void
fewer_bytes_than_awaited_are_all_there_will_be(void **state)
{
	(void)state;
	assert_true(wire_await(&wire, 10));
	assert_false(wire_await(&wire, 10));
	assert_true(wire_await(&wire, 11));
}

static void
what_the_other_side_has_acknowledged_is_counted(void **state)
{
	static char large[8 << 20];
	size_t n;

	(void)state;
	assert_int_equal(wire_taken(&wire), 0);
	assert_int_equal(wire_write(&wire, "abc", 3, &n), WIRE_DONE);
	for (int i = 0; i < 1000 && wire_unsent(&wire) > 0; i++)
		usleep(1000);
	assert_int_equal(wire_taken(&wire), 3);
	assert_int_equal(wire_write(&wire, large, sizeof large, &n),
	    WIRE_WANT_WRITE);
	assert_true(n < sizeof large);
	assert_true(wire_taken(&wire) <= 3 + n);
	assert_true(wire_unsent(&wire) > 0);
}

/* F6: his machine takes 64 kB or more for him at once. */
static void
a_long_answer_waits_for_its_reader(void **state)
{
	static char large[1 << 20];
	enum wire_state is = WIRE_DONE;
	size_t n, all = 0;

	(void)state;
	wire_expect(&wire, sizeof large);
	for (int i = 0; i < 200; i++) {
		is = wire_write(&wire, large + all, sizeof large - all, &n);
		all += n;
		usleep(5000);
	}
	assert_int_equal(is, WIRE_WANT_TIME);
	assert_in_range(all, 16384, 256 * 1024);
	(void)wire_look(&wire);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(wire_write(&wire, large, sizeof large, &n),
		    WIRE_WANT_TIME);
		all += n;
		usleep(50000);
		assert_false(wire_look(&wire));
	}
	assert_int_equal(recv(peer, large, all, MSG_WAITALL), all);
	(void)wire_write(&wire, large, sizeof large, &n);
	usleep(50000);
	assert_true(wire_look(&wire));
}

static void
the_end_of_our_half_leaves_the_other_open(void **state)
{
	char in[8];

	(void)state;
	assert_int_equal(wire_finish(&wire), WIRE_DONE);
	assert_int_equal(recv(peer, in, sizeof in, 0), 0);
	say("more", 4);
	assert_int_equal(wire_drain(&wire), WIRE_WANT_READ);
	close(peer);
	peer = -1;
	for (int i = 0; i < 1000 && wire_drain(&wire) != WIRE_ENDED; i++)
		usleep(1000);
	assert_int_equal(wire_drain(&wire), WIRE_ENDED);
}

static void
a_wire_that_is_aborted_resets(void **state)
{
	char in[8];

	(void)state;
	wire_abort(&wire);
	wire_close(&wire);
	assert_int_equal(recv(peer, in, sizeof in, 0), -1);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_peeked_at_stays_until_it_is_skipped),
		TEST(the_other_sides_end_is_an_end_and_no_failure),
		TEST(half_a_hello_is_waited_for_and_another_thing_is_none),
		TEST(fewer_bytes_than_awaited_are_all_there_will_be),
		TEST(what_the_other_side_has_acknowledged_is_counted),
		TEST(a_long_answer_waits_for_its_reader),
		TEST(the_end_of_our_half_leaves_the_other_open),
		TEST(a_wire_that_is_aborted_resets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
