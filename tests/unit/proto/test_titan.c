#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "proto/titan.h"

static struct titan t;
static const char *why;

static enum parse
ask(const char *url)
{
	char line[4096];
	int len = snprintf(line, sizeof line, "%s\r\n", url);

	memset(&t, 0, sizeof t);
	why = NULL;
	return titan_parse(line, (size_t)len, false, &t, &why);
}

static void
assert_bad(const char *url)
{
	if (ask(url) != PARSE_BAD)
		fail_msg("not refused: %s", url);
	assert_non_null(why);
}

static void
assert_ok(const char *url)
{
	if (ask(url) != PARSE_OK)
		fail_msg("refused: %s: %s", url, why);
}

static void
lagrange_and_shell_clients_are_understood(void **state)
{
	(void)state;
	assert_ok("titan://Gazette.example/a/x;mime=text/plain;size=12;"
		  "token=a%20b");
	assert_string_equal(t.req.scheme, "titan");
	assert_string_equal(t.req.host, "gazette.example");
	assert_string_equal(t.req.path, "/a/x");
	assert_string_equal(t.mime, "text/plain");
	assert_string_equal(t.token, "a b");
	assert_int_equal(t.size, 12);
	assert_ok("titan://h:11965/a/caf%C3%A9;token=;mime=Text/Markdown%3B%20"
		  "charset%3DUTF-8;size=0");
	assert_int_equal(t.req.port, 11965);
	assert_string_equal(t.req.path, "/a/café");
	assert_string_equal(t.mime, "text/markdown");
	assert_string_equal(t.charset, "utf-8");
	assert_string_equal(t.token, "");
	assert_int_equal(t.size, 0);
	assert_ok("TITAN://h/a/x;size=1;colour=red;;flag");
}

static void
the_body_begins_behind_the_line(void **state)
{
	static const char in[] = "titan://h/x;size=5\r\nhello";

	(void)state;
	assert_int_equal(titan_parse(in, sizeof in - 1, false, &t, &why),
	    PARSE_OK);
	assert_string_equal(in + t.body, "hello");
	for (size_t n = 0; n < t.body; n++)
		assert_int_equal(titan_parse(in, n, false, &t, &why),
		    PARSE_MORE);
}

static void
the_source_is_asked_for_without_a_size(void **state)
{
	(void)state;
	assert_ok("titan://h/a/x;edit");
	assert_true(t.edit);
	assert_string_equal(t.req.path, "/a/x");
	assert_ok("titan://h/a/x;token=secret;edit");
	assert_bad("titan://h/a/x;edit;size=3");
}

static void
a_version_comes_in_the_path_or_beside_it(void **state)
{
	(void)state;
	assert_ok("titan://h/a/x@0123456789abcdef;size=1");
	assert_string_equal(t.req.path, "/a/x");
	assert_string_equal(t.version, "0123456789abcdef");
	assert_ok("titan://h/a/x;version=0123456789abcdef;size=1");
	assert_string_equal(t.version, "0123456789abcdef");
	assert_ok("titan://h/static/img@2x.png;size=1");
	assert_string_equal(t.req.path, "/static/img@2x.png");
	assert_string_equal(t.version, "");
}

static void
what_is_no_upload_is_refused(void **state)
{
	(void)state;
	assert_bad("titan://h/a/x");
	assert_bad("titan://h/a/x;mime=text/plain");
	assert_bad("titan://h/a/x;size=");
	assert_bad("titan://h/a/x;size=-1");
	assert_bad("titan://h/a/x;size=12a");
	assert_bad("titan://h/a/x;size=9999999999999999");
	assert_bad("titan://h/a/x;size=1;size=2");
	assert_bad("titan://h/a/x;size=1;token=%00");
	assert_bad("titan://h/a/x;size=1;mime=%ff");
	assert_bad("titan://h/a/x?q;size=1");
	assert_bad("titan://h/a/../../x;size=1");
	assert_bad("titan://h/a/%00;size=1");
	assert_bad("titan://;size=1");
	assert_bad("titan:;size=1");
	assert_bad("titan;size=1");
	assert_bad("gemini://h/a/x;size=1");
	assert_bad("titan://me@h/a/x;size=1");
}

static void
a_line_beyond_1024_bytes_is_refused(void **state)
{
	char line[1200] = "titan://h/a/x;size=1;token=";

	(void)state;
	memset(line + strlen(line), 'a', sizeof line - strlen(line));
	assert_int_equal(titan_parse(line, 1024, false, &t, &why), PARSE_MORE);
	assert_int_equal(titan_parse(line, 1100, false, &t, &why), PARSE_BAD);
	assert_int_equal(titan_parse(line, 100, true, &t, &why), PARSE_BAD);
}

static void
the_scheme_shows_by_the_first_bytes(void **state)
{
	(void)state;
	assert_true(titan_is("t", 1));
	assert_true(titan_is("TiTan://h", 9));
	assert_false(titan_is("", 0));
	assert_false(titan_is("titanic:", 8));
	assert_false(titan_is("gemini:", 7));
}

static void
a_token_is_not_for_the_log(void **state)
{
	char line[] = "titan://h/x;token=secret;size=1";
	char other[] = "gemini://h/x;token=secret";

	(void)state;
	titan_hide_token(line, sizeof line - 1);
	assert_string_equal(line, "titan://h/x;token=******;size=1");
	titan_hide_token(other, sizeof other - 1);
	assert_string_equal(other, "gemini://h/x;token=secret");
	titan_hide_token(line, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lagrange_and_shell_clients_are_understood),
		cmocka_unit_test(the_body_begins_behind_the_line),
		cmocka_unit_test(the_source_is_asked_for_without_a_size),
		cmocka_unit_test(a_version_comes_in_the_path_or_beside_it),
		cmocka_unit_test(what_is_no_upload_is_refused),
		cmocka_unit_test(a_line_beyond_1024_bytes_is_refused),
		cmocka_unit_test(the_scheme_shows_by_the_first_bytes),
		cmocka_unit_test(a_token_is_not_for_the_log),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
