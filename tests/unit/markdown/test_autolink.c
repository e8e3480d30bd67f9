#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "markdown/autolink.h"

/* The addresses found in a text, a space between them. */
static void
assert_found(const char *text, const char *expected)
{
	struct buf out = { 0 };
	size_t start = 0, end;

	while (autolink_next(text, strlen(text), &start, &end)) {
		if (out.len > 0)
			buf_addc(&out, ' ');
		buf_add(&out, text + start, end - start);
		start = end;
	}
	assert_string_equal(buf_str(&out), expected);
	buf_free(&out);
}

static void
addresses_of_known_schemes_are_found(void **state)
{
	(void)state;
	assert_found("a https://m.example/x?y=1&z#w b gemini://g.example c",
	    "https://m.example/x?y=1&z#w gemini://g.example");
	assert_found("HTTP://M.EXAMPLE", "HTTP://M.EXAMPLE");
	assert_found("(gopher://h.example/1/x)", "gopher://h.example/1/x");
	assert_found("javascript://x nohttp://x a:b http:/x http://", "");
}

static void
a_sentence_goes_on_behind_an_address(void **state)
{
	(void)state;
	assert_found("See https://m.example/a.", "https://m.example/a");
	assert_found("https://m.example/a, \"https://m.example/b\"!",
	    "https://m.example/a https://m.example/b");
	assert_found("\u201Chttps://m.example/a\u201D", "https://m.example/a");
	assert_found("https://m.example/a\u2026", "https://m.example/a");
	assert_found("https://m.example/<b>", "https://m.example/");
	assert_found("https://m.example/\u00E9t\u00E9",
	    "https://m.example/\u00E9t\u00E9");
}

static void
brackets_belong_to_an_address_that_opens_them(void **state)
{
	(void)state;
	assert_found("(https://m.example/x_(y))", "https://m.example/x_(y)");
	assert_found("https://m.example/x_(y).", "https://m.example/x_(y)");
	assert_found("[https://m.example/x]", "https://m.example/x");
	assert_found("https://[::1]/x", "https://[::1]/x");
	assert_found("https://))))", "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_of_known_schemes_are_found),
		cmocka_unit_test(a_sentence_goes_on_behind_an_address),
		cmocka_unit_test(brackets_belong_to_an_address_that_opens_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
