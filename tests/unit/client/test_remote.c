#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "client/remote.h"

static struct arena arena;
static struct remote r;

static int
parse(const char *url)
{
	return remote_parse(&r, &arena, url, NULL);
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static void
a_url_tells_scheme_host_and_port(void **state)
{
	(void)state;
	assert_int_equal(parse("gemini://Gazette.example/a/x?q#part"), 0);
	assert_int_equal(r.scheme, REMOTE_GEMINI);
	assert_string_equal(r.host, "gazette.example");
	assert_int_equal(r.port, 1965);
	assert_string_equal(r.url, "gemini://Gazette.example/a/x?q");
	assert_int_equal(parse("titan://[::1]:11965/a/new"), 0);
	assert_int_equal(r.scheme, REMOTE_TITAN);
	assert_string_equal(r.host, "::1");
	assert_int_equal(r.port, 11965);
	assert_int_equal(parse("gopher://h"), 0);
	assert_int_equal(r.port, 70);
}

static void
a_gopher_url_tells_item_type_and_selector(void **state)
{
	(void)state;
	assert_int_equal(parse("gopher://h/0/a/x%20y.txt"), 0);
	assert_int_equal(r.item, '0');
	assert_string_equal(r.selector, "/a/x y.txt");
	assert_int_equal(parse("gopher://h/7/search%09two%20words"), 0);
	assert_int_equal(r.item, '7');
	assert_string_equal(r.selector, "/search\ttwo words");
	assert_int_equal(parse("gopher://h/"), 0);
	assert_int_equal(r.item, '1');
	assert_string_equal(r.selector, "");
}

static void
what_cannot_be_opened_is_refused(void **state)
{
	static const char *const urls[] = { "", "https://h/", "/a/x",
		"gemini://", "gemini://h:0/", "gemini://h:70000/",
		"gemini://me@h/", "gemini://h/a b", "gemini://h/\r\nx" };

	(void)state;
	for (size_t i = 0; i < sizeof urls / sizeof *urls; i++)
		if (parse(urls[i]) != -1)
			fail_msg("not refused: %s", urls[i]);
}

static void
the_same_address_has_another_scheme(void **state)
{
	(void)state;
	assert_string_equal(remote_as(&arena, "gemini://h:1/a", "titan"),
	    "titan://h:1/a");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_url_tells_scheme_host_and_port),
		cmocka_unit_test(a_gopher_url_tells_item_type_and_selector),
		cmocka_unit_test(what_cannot_be_opened_is_refused),
		cmocka_unit_test(the_same_address_has_another_scheme),
	};

	return cmocka_run_group_tests(tests, NULL, tear_down);
}
