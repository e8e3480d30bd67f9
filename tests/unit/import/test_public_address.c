#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/un.h>

#include "import/net/public_address.h"

static bool
is_public(const char *text)
{
	struct sockaddr_in v4 = { .sin_family = AF_INET };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6 };

	if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
		return public_address((const struct sockaddr *)&v4);
	assert_int_equal(inet_pton(AF_INET6, text, &v6.sin6_addr), 1);
	return public_address((const struct sockaddr *)&v6);
}

static void
assert_all(const char *const *list, bool wanted)
{
	for (; *list != NULL; list++)
		if (is_public(*list) != wanted)
			fail_msg("%s", *list);
}

static void
addresses_of_the_internet_are_public(void **state)
{
	static const char *const list[] = { "1.1.1.1", "9.255.255.255",
		"11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
		"128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255",
		"172.32.0.0", "192.0.1.0", "192.0.3.0", "192.167.255.255",
		"192.169.0.0", "198.17.255.255", "198.20.0.0",
		"223.255.255.255", "2001:4860:4860::8888", "2600::1",
		"2a00:1450::1", NULL };

	(void)state;
	assert_all(list, true);
}

static void
addresses_of_the_machine_and_its_neighbours_are_not(void **state)
{
	static const char *const list[] = { "0.0.0.0", "0.1.2.3", "10.0.0.1",
		"10.255.255.255", "100.64.0.0", "100.127.255.255", "127.0.0.1",
		"127.255.255.255", "169.254.169.254", "172.16.0.0",
		"172.31.255.255", "192.168.0.0", "192.168.255.255", "::1",
		"::", "fe80::1", "febf::1", "fec0::1", "fc00::1",
		"fd12:3456::1", NULL };

	(void)state;
	assert_all(list, false);
}

static void
addresses_that_nobody_has_are_not(void **state)
{
	static const char *const list[] = { "192.0.0.1", "192.0.2.1",
		"192.88.99.1", "198.18.0.1", "198.19.255.255", "198.51.100.9",
		"203.0.113.9", "224.0.0.1", "239.1.1.1", "240.0.0.1",
		"255.255.255.255", "100::1", "2001::1", "2001:db8::1",
		"3fff::1", "4000::1", "5f00::1", "ff02::1", NULL };

	(void)state;
	assert_all(list, false);
}

static void
an_address_within_another_is_what_counts(void **state)
{
	static const char *const inside[] = { "::ffff:127.0.0.1",
		"::ffff:10.1.2.3", "64:ff9b::192.168.1.1", "2002:7f00:1::1",
		"2002:c0a8:101::", "::127.0.0.1", "64:ff9b:1::1.1.1.1", NULL };
	static const char *const outside[] = { "::ffff:1.1.1.1",
		"64:ff9b::1.1.1.1", "2002:0101:0101::1", NULL };

	(void)state;
	assert_all(inside, false);
	assert_all(outside, true);
}

static void
what_is_no_address_of_ip_is_not_public(void **state)
{
	struct sockaddr_un un = { .sun_family = AF_UNIX };

	(void)state;
	assert_false(public_address((const struct sockaddr *)&un));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_of_the_internet_are_public),
		cmocka_unit_test(
		    addresses_of_the_machine_and_its_neighbours_are_not),
		cmocka_unit_test(addresses_that_nobody_has_are_not),
		cmocka_unit_test(an_address_within_another_is_what_counts),
		cmocka_unit_test(what_is_no_address_of_ip_is_not_public),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
