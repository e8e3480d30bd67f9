#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "page/gemtext_links.h"

/* "/gone" stays; what is asked for is shown in brackets. */
static const char *
lead(void *ctx, struct arena *a, const char *url, bool alone)
{
	(void)ctx;
	assert_false(alone);
	return strcmp(url, "/gone") == 0 ? NULL : arena_printf(a, "[%s]", url);
}

static void
assert_led(const char *text, const char *wanted)
{
	struct buf out = { 0 };

	gemtext_relink(&out, text, strlen(text), "/static/zine/index.gmi", lead,
	    NULL);
	assert_string_equal(buf_str(&out), wanted);
	buf_free(&out);
}

static void
links_of_the_capsule_are_led_elsewhere(void **state)
{
	(void)state;
	assert_led("=> two.gmi Two\n=>/a/x X\r\n=>\t../b.png\t\tB",
	    "=> [/static/zine/two.gmi] Two\n=>[/a/x] X\r\n"
	    "=>\t[/static/b.png]\t\tB");
}

static void
a_link_without_a_label_is_led_too(void **state)
{
	(void)state;
	assert_led("=> two.gmi\n=>x", "=> [/static/zine/two.gmi]\n"
				      "=>[/static/zine/x]");
}

static void
what_is_beyond_ascii_is_encoded(void **state)
{
	(void)state;
	assert_led("=> niño.gmi\n", "=> [/static/zine/ni%C3%B1o.gmi]\n");
}

static void
other_lines_and_links_are_left_as_they_are(void **state)
{
	static const char text[] =
	    "# Title\r\n\n=> gemini://m.example/ M\n=> //m.example/x\n"
	    "=> mailto:a@m.example\n=> /gone Gone\n=> #part Part\n=>\n"
	    "=>   \n```\n=> two.gmi\n```\n=\n>=> q\n\n";

	(void)state;
	assert_led(text, text);
	assert_led("", "");
	assert_led("```\n=> x", "```\n=> x");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(links_of_the_capsule_are_led_elsewhere),
		cmocka_unit_test(a_link_without_a_label_is_led_too),
		cmocka_unit_test(what_is_beyond_ascii_is_encoded),
		cmocka_unit_test(other_lines_and_links_are_left_as_they_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
