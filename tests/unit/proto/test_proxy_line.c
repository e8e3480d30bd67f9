#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "proto/proxy_line.h"

static struct sockaddr_storage from;
static size_t used;

static enum parse
parse(const char *in, size_t len)
{
	used = 0;
	memset(&from, 0xAA, sizeof from);
	return proxy_line_parse(in, len, &used, &from);
}

static void
assert_from(int family, const char *address, unsigned port)
{
	char text[INET6_ADDRSTRLEN];
	const struct sockaddr_in *in = (const struct sockaddr_in *)&from;
	const struct sockaddr_in6 *in6 = (const struct sockaddr_in6 *)&from;

	assert_int_equal(from.ss_family, family);
	if (family == AF_INET) {
		inet_ntop(family, &in->sin_addr, text, sizeof text);
		assert_int_equal(ntohs(in->sin_port), port);
	} else {
		inet_ntop(family, &in6->sin6_addr, text, sizeof text);
		assert_int_equal(ntohs(in6->sin6_port), port);
	}
	assert_string_equal(text, address);
}

/* Every shorter piece asks for more. */
static void
assert_needs_all(const char *in, size_t len)
{
	for (size_t n = 0; n < len; n++)
		if (parse(in, n) != PARSE_MORE)
			fail_msg("decided after %zu of %zu", n, len);
	assert_int_equal(parse(in, len), PARSE_OK);
	assert_int_equal(used, len);
}

/* ---- version 1 ----------------------------------------------------------- */

static void
a_line_of_text_tells_the_client(void **state)
{
	static const char v4[] = "PROXY TCP4 192.0.2.7 192.0.2.1 56324 70\r\n";
	static const char v6[] = "PROXY TCP6 2001:db8::7 ::1 65535 1965\r\n";

	(void)state;
	assert_needs_all(v4, sizeof v4 - 1);
	assert_from(AF_INET, "192.0.2.7", 56324);
	assert_needs_all(v6, sizeof v6 - 1);
	assert_from(AF_INET6, "2001:db8::7", 65535);
}

static void
what_follows_the_line_is_not_used(void **state)
{
	static const char in[] =
	    "PROXY TCP4 192.0.2.7 192.0.2.1 1 70\r\n/a\r\n";

	(void)state;
	assert_int_equal(parse(in, sizeof in - 1), PARSE_OK);
	assert_int_equal(used, sizeof in - 1 - 4);
}

static void
unknown_leaves_the_peers_own_address(void **state)
{
	static const char bare[] = "PROXY UNKNOWN\r\n";
	static const char full[] = "PROXY UNKNOWN ffff::1 x 65535 y\r\n";

	(void)state;
	assert_needs_all(bare, sizeof bare - 1);
	assert_int_equal(from.ss_family, AF_UNSPEC);
	assert_needs_all(full, sizeof full - 1);
	assert_int_equal(from.ss_family, AF_UNSPEC);
}

static void
a_broken_line_is_refused(void **state)
{
	static const char *const bad[] = { "PROXY\r\n", "PROXY \r\n",
		"PROXY TCP4\r\n", "PROXY TCP4 192.0.2.7 192.0.2.1 1\r\n",
		"PROXY TCP4 192.0.2.7 192.0.2.1 1 2 3\r\n",
		"PROXY TCP4  192.0.2.7 192.0.2.1 1 2\r\n",
		"PROXY TCP4 192.0.2.7 192.0.2.1 1 2 \r\n",
		"PROXY TCP4 192.0.2.7 192.0.2.1 1 65536\r\n",
		"PROXY TCP4 192.0.2.7 192.0.2.1 -1 2\r\n",
		"PROXY TCP4 192.0.2.7 192.0.2.1 01 2\r\n",
		"PROXY TCP4 192.0.2.7 ::1 1 2\r\n",
		"PROXY TCP4 ::1 192.0.2.1 1 2\r\n",
		"PROXY TCP6 192.0.2.7 192.0.2.1 1 2\r\n",
		"PROXY TCP4 192.0.2 192.0.2.1 1 2\r\n",
		"PROXY UDP4 192.0.2.7 192.0.2.1 1 2\r\n",
		"proxy TCP4 192.0.2.7 192.0.2.1 1 2\r\n", "/a/x\r\n", "\r\n/a",
		"\x16\x03\x01", "PROXYTCP4 192.0.2.7" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (parse(bad[i], strlen(bad[i])) != PARSE_BAD)
			fail_msg("not refused: %s", bad[i]);
}

static void
a_line_ends_within_107_bytes(void **state)
{
	char line[200] = "PROXY UNKNOWN ";

	(void)state;
	memset(line + 14, 'x', sizeof line - 14);
	assert_int_equal(parse(line, 106), PARSE_MORE);
	assert_int_equal(parse(line, 107), PARSE_BAD);
	memcpy(line + 105, "\r\n", 2);
	assert_int_equal(parse(line, 200), PARSE_OK);
	assert_int_equal(used, 107);
}

/* ---- version 2 ----------------------------------------------------------- */

#define SIGNATURE "\r\n\r\n\0\r\nQUIT\n"

static void
a_binary_header_tells_the_client(void **state)
{
	static const char v4[] =
	    SIGNATURE "\x21\x11\0\x0C"
		      "\xC0\0\x02\x07\xC0\0\x02\x01\xDC\x04\0\x46";
	static const char v6[] =
	    SIGNATURE "\x21\x21\0\x24"
		      "\x20\x01\x0D\xB8\0\0\0\0\0\0\0\0\0\0\0\x07"
		      "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\xDC\x04\0\x46";

	(void)state;
	assert_needs_all(v4, sizeof v4 - 1);
	assert_from(AF_INET, "192.0.2.7", 56324);
	assert_needs_all(v6, sizeof v6 - 1);
	assert_from(AF_INET6, "2001:db8::7", 56324);
}

static void
what_stands_behind_the_addresses_is_skipped(void **state)
{
	static const char in[] =
	    SIGNATURE "\x21\x11\0\x11"
		      "\xC0\0\x02\x07\xC0\0\x02\x01\xDC\x04\0\x46\x04\0\x02xx";

	(void)state;
	assert_needs_all(in, sizeof in - 1);
	assert_from(AF_INET, "192.0.2.7", 56324);
}

static void
a_header_without_an_address_leaves_the_peers_own(void **state)
{
	static const char local[] = SIGNATURE "\x20\0\0\0";
	static const char local_full[] =
	    SIGNATURE "\x20\x11\0\x0C"
		      "\xC0\0\x02\x07\xC0\0\x02\x01\xDC\x04\0\x46";
	static const char unknown[] = SIGNATURE "\x21\0\0\x01x";
	static const char local_socket[16 + 216] = SIGNATURE "\x21\x31\0\xD8";

	(void)state;
	assert_needs_all(local, sizeof local - 1);
	assert_int_equal(from.ss_family, AF_UNSPEC);
	assert_needs_all(local_full, sizeof local_full - 1);
	assert_int_equal(from.ss_family, AF_UNSPEC);
	assert_needs_all(unknown, sizeof unknown - 1);
	assert_int_equal(from.ss_family, AF_UNSPEC);
	assert_needs_all(local_socket, sizeof local_socket);
	assert_int_equal(from.ss_family, AF_UNSPEC);
}

static void
a_broken_header_is_refused(void **state)
{
	static const char bad[][29] = {
		SIGNATURE "\x11\x11\0\x0C", /* another version */
		SIGNATURE "\x22\x11\0\x0C", /* another command */
		SIGNATURE "\x21\x41\0\x0C", /* another family */
		SIGNATURE "\x21\x13\0\x0C", /* another protocol */
		SIGNATURE "\x21\x11\0\x0B", /* no room for the addresses */
		SIGNATURE "\x21\x21\0\x0C",
		SIGNATURE "\x21\x11\x10\0", /* 4 KB of what? */
		"\r\n\r\n\0\r\nQUIX\n\x21\x11\0\x0C",
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (parse(bad[i], 28) != PARSE_BAD)
			fail_msg("not refused: %zu", i);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_of_text_tells_the_client),
		cmocka_unit_test(what_follows_the_line_is_not_used),
		cmocka_unit_test(unknown_leaves_the_peers_own_address),
		cmocka_unit_test(a_broken_line_is_refused),
		cmocka_unit_test(a_line_ends_within_107_bytes),
		cmocka_unit_test(a_binary_header_tells_the_client),
		cmocka_unit_test(what_stands_behind_the_addresses_is_skipped),
		cmocka_unit_test(
		    a_header_without_an_address_leaves_the_peers_own),
		cmocka_unit_test(a_broken_header_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
