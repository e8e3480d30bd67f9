#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "markdown/link_target.h"
#include "markdown/markdown.h"

static struct arena arena;

static void
assert_leads(const struct markdown *how, const char *ref, const char *expected)
{
	const char *url = link_target_address(&arena, how, ref);

	if (expected == NULL)
		assert_null(url);
	else
		assert_string_equal(url, expected);
}

static int
free_arena(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static void
addresses_with_a_scheme_stay_but_for_their_bytes(void **state)
{
	const struct markdown how = { .base = "/a/x" };

	(void)state;
	assert_leads(&how, "https://m.example/a b#c",
	    "https://m.example/a%20b#c");
	assert_leads(&how, " mailto:a@m.example", "mailto:a@m.example");
	assert_leads(&how, "https://b\u00FCcher.example/",
	    "https://xn--bcher-kva.example/");
	assert_leads(&how, "//m.example/a", "https://m.example/a");
}

static void
some_lead_nowhere(void **state)
{
	const struct markdown how = { 0 };

	(void)state;
	assert_leads(&how, "", NULL);
	assert_leads(&how, "  ", NULL);
	assert_leads(&how, "#top", NULL);
	assert_leads(&how, "JAVASCRIPT:alert(1)", NULL);
	assert_leads(&how, "data:text/html,x", NULL);
	assert_leads(&how, "file:///etc/passwd", NULL);
	assert_leads(&how, "vbscript:x", NULL);
	assert_leads(&how, "c:/x", NULL);
}

static void
markdown_files_are_articles_by_their_name(void **state)
{
	const struct markdown how = { .base = "/a/x" };

	(void)state;
	assert_leads(&how, "b.md", "/a/b");
	assert_leads(&how, "../2021/B%20c.MARKDOWN?x#y", "/a/b-c");
	assert_leads(&how, "/posts/2021-06-11-boats.md", "/a/boats");
	assert_leads(&how, "x/index.md", "/a/x");
	assert_leads(&how, "https://m.example/README.md",
	    "https://m.example/README.md");
	assert_leads(&how, "../.md", "/.md");
}

static void
others_are_resolved_and_lose_their_fragment(void **state)
{
	const struct markdown how = { .base = "/a/x/" }, none = { 0 };

	(void)state;
	assert_leads(&how, "b.png#c", "/a/x/b.png");
	assert_leads(&how, "../../../b.png?q", "/b.png?q");
	assert_leads(&how, "/static/c d.pdf", "/static/c%20d.pdf");
	assert_leads(&none, "b.png", "/b.png");
}

static const char *
find(void *ctx, struct arena *a, const char *ref)
{
	(void)a;
	assert_string_equal(ref, "b.md");
	return ctx;
}

static void
the_archive_is_asked_first(void **state)
{
	struct markdown how = { .find = find, .find_ctx = (char *)"/a/the b" };

	(void)state;
	assert_leads(&how, "b.md", "/a/the%20b");
	how.find_ctx = NULL;
	assert_leads(&how, "b.md", "/a/b");
}

static void
a_file_name_is_the_last_part_of_a_path(void **state)
{
	(void)state;
	assert_string_equal(link_target_file(&arena, "x/b.png?c=/d"), "b.png");
	assert_string_equal(link_target_file(&arena, "b.png"), "b.png");
	assert_string_equal(link_target_file(&arena, "https://m.example/"), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(
		    addresses_with_a_scheme_stay_but_for_their_bytes,
		    free_arena),
		cmocka_unit_test_teardown(some_lead_nowhere, free_arena),
		cmocka_unit_test_teardown(
		    markdown_files_are_articles_by_their_name, free_arena),
		cmocka_unit_test_teardown(
		    others_are_resolved_and_lose_their_fragment, free_arena),
		cmocka_unit_test_teardown(the_archive_is_asked_first,
		    free_arena),
		cmocka_unit_test_teardown(
		    a_file_name_is_the_last_part_of_a_path, free_arena),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
