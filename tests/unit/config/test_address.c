#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "config/address.h"

static void
addresses_are_read_and_shown_alike(void **state)
{
	static const char *const good[] = { "127.0.0.1:1965", "[::1]:7070",
		"[::]:70", "0.0.0.0:65535" };
	struct address a;
	char shown[ADDRESS_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		assert_int_equal(address_parse(&a, good[i], NULL), 0);
		assert_string_equal(address_show(&a, shown), good[i]);
	}
	assert_int_equal(address_port(&a), 65535);
}

static void
what_is_no_address_is_refused_with_a_sentence(void **state)
{
	static const char *const bad[] = { "", "1965", "localhost:1965",
		"127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536",
		"::1:1965", "[::1:1965", "[::1]", "[]:1", ":1965",
		"127.0.0.1:19 65", "127.0.0.1:+5" };
	struct address a;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct problem why = { 0 };

		assert_int_equal(address_parse(&a, bad[i], &why), -1);
		assert_non_null(strstr(why.sentence, "address to listen on"));
	}
}

static struct ip
ip_from(const char *text)
{
	struct network n;

	assert_int_equal(network_parse(&n, text, NULL), 0);
	return n.ip;
}

static void
ipv4_peers_are_the_same_through_either_kind_of_socket(void **state)
{
	struct sockaddr_storage v4 = { 0 }, v6 = { 0 };
	struct ip a, b;

	(void)state;
	((struct sockaddr_in *)&v4)->sin_family = AF_INET;
	inet_pton(AF_INET, "192.0.2.7", &((struct sockaddr_in *)&v4)->sin_addr);
	((struct sockaddr_in6 *)&v6)->sin6_family = AF_INET6;
	inet_pton(AF_INET6, "::ffff:192.0.2.7",
	    &((struct sockaddr_in6 *)&v6)->sin6_addr);
	a = ip_of(&v4);
	b = ip_of(&v6);
	assert_memory_equal(&a, &b, sizeof a);
	assert_true(ip_is_v4(&b));
}

static void
logs_show_as_much_of_an_address_as_they_are_told_to(void **state)
{
	struct ip v4 = ip_from("192.0.2.7"), v6 = ip_from("2001:db8:1:2::3");
	char out[ADDRESS_SIZE];

	(void)state;
	assert_string_equal(ip_text(&v4, IP_FULL, out), "192.0.2.7");
	assert_string_equal(ip_text(&v4, IP_PREFIX, out), "192.0.2.0/24");
	assert_string_equal(ip_text(&v4, IP_NONE, out), "-");
	assert_string_equal(ip_text(&v6, IP_FULL, out), "2001:db8:1:2::3");
	assert_string_equal(ip_text(&v6, IP_PREFIX, out), "2001:db8:1::/48");
}

static void
a_reader_is_an_ipv4_address_or_a_64_of_ipv6(void **state)
{
	struct ip a = ip_from("2001:db8:1:2::3"),
		  b = ip_from("2001:db8:1:2::4");
	struct ip c = ip_from("192.0.2.7"), d = ip_from("192.0.2.8");

	(void)state;
	a = ip_reader(&a);
	b = ip_reader(&b);
	c = ip_reader(&c);
	d = ip_reader(&d);
	assert_memory_equal(&a, &b, sizeof a);
	assert_memory_not_equal(&c, &d, sizeof c);
}

static void
networks_hold_what_their_bits_say(void **state)
{
	static const struct {
		const char *net, *ip;
		bool has;
	} cases[] = {
		{ "10.0.0.0/8", "10.255.1.2", true },
		{ "10.0.0.0/8", "11.0.0.1", false },
		{ "192.0.2.128/25", "192.0.2.129", true },
		{ "192.0.2.128/25", "192.0.2.127", false },
		{ "192.0.2.7", "192.0.2.7", true },
		{ "192.0.2.7", "192.0.2.6", false },
		{ "0.0.0.0/0", "192.0.2.6", true },
		{ "0.0.0.0/0", "2001:db8::1", false },
		{ "::/0", "192.0.2.6", true },
		{ "2001:db8::/33", "2001:db8:7fff::1", true },
		{ "2001:db8::/33", "2001:db8:8000::1", false },
		{ "::1", "::1", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct network n;
		struct ip ip = ip_from(cases[i].ip);

		assert_int_equal(network_parse(&n, cases[i].net, NULL), 0);
		assert_int_equal(network_has(&n, &ip), cases[i].has);
	}
}

static void
what_is_no_network_is_refused(void **state)
{
	static const char *const bad[] = { "", "10.0.0.0/33", "10.0.0/8",
		"::/129", "host", "10.0.0.0/", "10.0.0.0/x", "10.0.0.0/-1" };
	struct network n;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(network_parse(&n, bad[i], NULL), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_are_read_and_shown_alike),
		cmocka_unit_test(what_is_no_address_is_refused_with_a_sentence),
		cmocka_unit_test(
		    ipv4_peers_are_the_same_through_either_kind_of_socket),
		cmocka_unit_test(
		    logs_show_as_much_of_an_address_as_they_are_told_to),
		cmocka_unit_test(a_reader_is_an_ipv4_address_or_a_64_of_ipv6),
		cmocka_unit_test(networks_hold_what_their_bits_say),
		cmocka_unit_test(what_is_no_network_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
