#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "import/net/web_url.h"

static struct web_url u;
static struct problem why;

static int
forget(void **state)
{
	(void)state;
	web_url_free(&u);
	return 0;
}

static int
read_url(const char *text)
{
	web_url_free(&u);
	return web_url_read(&u, text, &why);
}

static void
assert_url(const char *text, const char *whole, const char *origin,
    const char *target)
{
	assert_int_equal(read_url(text), 0);
	assert_string_equal(u.whole, whole);
	assert_string_equal(u.origin, origin);
	assert_string_equal(u.target, target);
}

static void
addresses_are_taken_apart(void **state)
{
	(void)state;
	assert_url("HTTPS://News.EXAMPLE/a b?x=1#f",
	    "https://News.EXAMPLE/a%20b?x=1", "https://news.example:443",
	    "/a%20b?x=1");
	assert_true(u.encrypted);
	assert_url("http://m.example:8080", "http://m.example:8080/",
	    "http://m.example:8080", "/");
	assert_false(u.encrypted);
	assert_url("http://[::1]:80/", "http://[::1]:80/", "http://[::1]:80",
	    "/");
	assert_url("http://\xC3\xB1"
		   "andu.example/\xC3\xB1",
	    "http://xn--andu-fqa.example/%C3%B1",
	    "http://xn--andu-fqa.example:80", "/%C3%B1");
}

static void
only_the_web_is_read(void **state)
{
	static const char *const bad[] = { "ftp://m.example/",
		"file:///etc/passwd", "gopher://m.example/", "javascript:x",
		"data:text/html,x", "/a", "a", "", "http://", "http://a b/",
		"http://m.example:99999/", NULL };
	char long_one[9000];

	(void)state;
	for (size_t i = 0; bad[i] != NULL; i++) {
		assert_int_equal(read_url(bad[i]), -1);
		assert_null(u.parts);
	}
	memset(long_one, 'a', sizeof long_one);
	memcpy(long_one, "http://m.example/", 17);
	long_one[sizeof long_one - 1] = '\0';
	assert_int_equal(read_url(long_one), -1);
}

static void
redirects_are_relative_to_where_they_come_from(void **state)
{
	(void)state;
	assert_int_equal(read_url("http://m.example/a/b?x"), 0);
	assert_int_equal(web_url_follow(&u, "../c", &why), 0);
	assert_string_equal(u.whole, "http://m.example/c");
	assert_int_equal(web_url_follow(&u, "//n.example/d", &why), 0);
	assert_string_equal(u.whole, "http://n.example/d");
	assert_int_equal(web_url_follow(&u, "https://n.example/d", &why), 0);
	assert_true(u.encrypted);
}

static void
redirects_stay_on_the_web_and_encrypted(void **state)
{
	static const char *const bad[] = { "http://m.example/",
		"ftp://m.example/", "file:///etc/passwd", "javascript:x",
		"gopher://m.example/", "dict://127.0.0.1:11211/stat", NULL };

	(void)state;
	assert_int_equal(read_url("https://m.example/a"), 0);
	for (size_t i = 0; bad[i] != NULL; i++) {
		assert_int_equal(web_url_follow(&u, bad[i], &why), -1);
		assert_string_equal(u.whole, "https://m.example/a");
	}
}

static void
a_password_does_not_go_to_another_host(void **state)
{
	(void)state;
	assert_int_equal(read_url("http://me:secret@m.example/a"), 0);
	assert_string_equal(u.origin, "http://m.example:80");
	assert_int_equal(web_url_follow(&u, "http://n.example/b", &why), 0);
	assert_string_equal(u.whole, "http://n.example/b");
	assert_int_equal(read_url("http://me:secret@m.example/a"), 0);
	assert_int_equal(web_url_follow(&u, "//n.example/b", &why), 0);
	assert_string_equal(u.whole, "http://n.example/b");
}

static void
an_address_or_this_machine_is_told_from_a_name(void **state)
{
	static const char *const yes[] = { "http://127.0.0.1/", "http://127.1/",
		"http://[::1]:80/", "http://LocalHost/",
		"http://10.0.0.1:8000/x", "http://0x7f000001/", NULL };
	static const char *const no[] = { "http://m.example/",
		"http://localhost.example/", "http://127.0.0.1.example/",
		NULL };

	(void)state;
	for (size_t i = 0; yes[i] != NULL; i++) {
		assert_int_equal(read_url(yes[i]), 0);
		assert_true(web_url_is_literal(&u));
	}
	for (size_t i = 0; no[i] != NULL; i++) {
		assert_int_equal(read_url(no[i]), 0);
		assert_false(web_url_is_literal(&u));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_are_taken_apart),
		cmocka_unit_test(only_the_web_is_read),
		cmocka_unit_test(
		    redirects_are_relative_to_where_they_come_from),
		cmocka_unit_test(redirects_stay_on_the_web_and_encrypted),
		cmocka_unit_test(a_password_does_not_go_to_another_host),
		cmocka_unit_test(
		    an_address_or_this_machine_is_told_from_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, forget);
}
