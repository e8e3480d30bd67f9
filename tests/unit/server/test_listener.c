#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server/listener.h"

/* A port that is free now. */
static unsigned
free_port(void)
{
	struct address a = { .len = sizeof a.sa };
	struct sockaddr_in at = { .sin_family = AF_INET };
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	unsigned port;

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_int_equal(bind(fd, (struct sockaddr *)&at, sizeof at), 0);
	getsockname(fd, (struct sockaddr *)&a.sa, &a.len);
	port = address_port(&a);
	close(fd);
	return port;
}

static struct config *
config_with(unsigned workers, unsigned gemini, unsigned gopher)
{
	char text[512];
	struct config *c;

	snprintf(text, sizeof text,
	    "workers = %u\n"
	    "gemini { listen = {\"127.0.0.1:%u\"} }\n"
	    "gopher { listen = {\"127.0.0.1:%u\"} }\n"
	    "capsule \"a\" { root = \"/\" }\n",
	    workers, gemini, gopher);
	c = config_parse(text, "x.conf", "/", NULL);
	assert_non_null(c);
	return c;
}

static bool
connects(unsigned port)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)port) };
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	bool yes;

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	yes = connect(fd, (struct sockaddr *)&at, sizeof at) == 0;
	close(fd);
	return yes;
}

static void
every_worker_has_a_socket_of_each_address(void **state)
{
	unsigned gemini = free_port(), gopher = free_port();
	struct config *c = config_with(3, gemini, gopher);
	struct listeners l;

	(void)state;
	assert_int_equal(listeners_open(&l, c, NULL, NULL, 0, NULL), 0);
	assert_int_equal(l.n, 2);
	assert_int_equal(l.list[0].n, 3);
	assert_ptr_equal(l.list[0].what.protocol, &gemini_protocol);
	assert_true(connects(gemini));
	assert_true(connects(gopher));
	listeners_close(&l);
	assert_false(connects(gemini));
	config_free(c);
}

/* F2 */
static void
a_port_that_is_taken_is_named(void **state)
{
	unsigned gemini = free_port(), gopher = free_port();
	struct config *c = config_with(1, gemini, gopher);
	struct listeners l, second;
	struct problem why = { 0 };
	char port[16];

	(void)state;
	assert_int_equal(listeners_open(&l, c, NULL, NULL, 0, NULL), 0);
	assert_int_equal(listeners_open(&second, c, NULL, NULL, 0, &why), -1);
	snprintf(port, sizeof port, "%u", gemini);
	assert_non_null(strstr(why.sentence, port));
	assert_int_equal(second.n, 0);
	assert_true(connects(gemini));
	listeners_close(&l);
	config_free(c);
}

static void
a_reload_shares_the_sockets_and_adds_what_is_missing(void **state)
{
	unsigned gemini = free_port(), gopher = free_port();
	struct config *one = config_with(1, gemini, gopher);
	struct config *two = config_with(2, gemini, free_port());
	struct listeners l, next;

	(void)state;
	assert_int_equal(listeners_open(&l, one, NULL, NULL, 0, NULL), 0);
	assert_int_equal(listeners_open(&next, two, &l, NULL, 0, NULL), 0);
	listeners_close(&l);
	assert_int_equal(next.list[0].n, 2);
	assert_true(connects(gemini));
	assert_false(connects(gopher));
	listeners_close(&next);
	config_free(one);
	config_free(two);
}

static void
a_socket_that_was_handed_over_is_used(void **state)
{
	unsigned gemini = free_port(), gopher = free_port();
	struct config *c = config_with(2, gemini, gopher);
	struct listeners first, l;
	struct systemd_socket given[2] = { 0 };

	(void)state;
	assert_int_equal(listeners_open(&first, c, NULL, NULL, 0, NULL), 0);
	given[0].fd = dup(first.list[1].fd[0]);
	given[1].fd = dup(first.list[0].fd[0]);
	assert_int_equal(listeners_open(&l, c, NULL, given, 2, NULL), 0);
	assert_int_equal(l.list[0].n, 1);
	assert_true(l.list[0].given);
	assert_int_equal(l.list[0].fd[0], given[1].fd);
	listeners_close(&first);
	assert_true(connects(gemini));
	listeners_close(&l);
	config_free(c);
}

static void
a_socket_that_does_not_fit_is_told_with_both_addresses(void **state)
{
	unsigned gemini = free_port();
	struct config *c = config_with(1, gemini, free_port());
	struct sockaddr_in any = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)gemini) };
	struct systemd_socket given[1] = { { .fd = -1 } };
	struct listeners l;
	struct problem why = { 0 };
	char shown[64];

	(void)state;
	given[0].fd = socket(AF_INET, SOCK_STREAM, 0);
	assert_int_equal(bind(given[0].fd, (struct sockaddr *)&any, sizeof any),
	    0);
	assert_int_equal(listen(given[0].fd, 1), 0);
	assert_int_equal(listeners_open(&l, c, NULL, given, 1, &why), -1);
	snprintf(shown, sizeof shown, "0.0.0.0:%u", gemini);
	assert_non_null(strstr(why.sentence, shown));
	snprintf(shown, sizeof shown, "127.0.0.1:%u", gemini);
	assert_non_null(strstr(why.sentence, shown));
	close(given[0].fd);
	config_free(c);
}

static void
what_cannot_be_accepted_on_is_not_used(void **state)
{
	unsigned gemini = free_port();
	struct config *c = config_with(1, gemini, free_port());
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)gemini) };
	struct systemd_socket given[3] = { { .name = "gemini" },
		{ .name = "gopher" }, { .name = "gemini" } };
	struct listeners l;

	(void)state;
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	given[0].fd = socket(AF_INET, SOCK_DGRAM, 0);
	assert_int_equal(bind(given[0].fd, (struct sockaddr *)&at, sizeof at),
	    0);
	given[1].fd = socket(AF_UNIX, SOCK_STREAM, 0);
	given[2].fd = socket(AF_INET, SOCK_STREAM, 0); /* does not listen */
	assert_int_equal(listeners_open(&l, c, NULL, given, 3, NULL), 0);
	assert_int_equal(l.n, 2);
	for (size_t i = 0; i < l.n; i++) {
		assert_false(l.list[i].given);
		assert_false(l.list[i].adopted);
	}
	for (size_t i = 0; i < 3; i++) /* closed by listeners_open() */
		assert_int_equal(close(given[i].fd), -1);
	listeners_close(&l);
	config_free(c);
}

static void
every_socket_has_a_worker_and_every_worker_a_socket(void **state)
{
	(void)state;
	for (size_t sockets = 1; sockets < 6; sockets++)
		for (size_t workers = 1; workers < 6; workers++) {
			struct listener l = { .n = sockets };
			bool socket[6] = { 0 }, worker[6] = { 0 };

			for (size_t i = 0; i < sockets; i++)
				for (size_t w = 0; w < workers; w++)
					if (listener_serves(&l, i, w, workers))
						socket[i] = worker[w] = true;
			for (size_t i = 0; i < sockets; i++)
				assert_true(socket[i]);
			for (size_t w = 0; w < workers; w++)
				assert_true(worker[w]);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_worker_has_a_socket_of_each_address),
		cmocka_unit_test(a_port_that_is_taken_is_named),
		cmocka_unit_test(
		    a_reload_shares_the_sockets_and_adds_what_is_missing),
		cmocka_unit_test(a_socket_that_was_handed_over_is_used),
		cmocka_unit_test(
		    a_socket_that_does_not_fit_is_told_with_both_addresses),
		cmocka_unit_test(what_cannot_be_accepted_on_is_not_used),
		cmocka_unit_test(
		    every_socket_has_a_worker_and_every_worker_a_socket),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
