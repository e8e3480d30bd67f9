#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "capsule/redirects.h"

static const char text[] = "# moved in May\n"
			   "/old.txt /static/new.txt\n"
			   "  /zine/\t\t/static/zine/   \r\n"
			   "/away gemini://other.example/x\n"
			   "\n"
			   "/old.txt /static/second.txt\n"
			   "old /x\n"
			   "/y\n"
			   "/z https://web.example/\n"
			   "/a b c\n"
			   "/last /end";

static void
leads(const char *path, const char *where)
{
	const char *to;
	size_t len;

	if (where == NULL) {
		assert_false(
		    redirects_find(text, sizeof text - 1, path, &to, &len));
		return;
	}
	assert_true(redirects_find(text, sizeof text - 1, path, &to, &len));
	assert_int_equal(len, strlen(where));
	assert_memory_equal(to, where, len);
}

static void
the_first_line_that_names_a_path_counts(void **state)
{
	(void)state;
	leads("/old.txt", "/static/new.txt");
	leads("/zine", "/static/zine/");
	leads("/zine/", "/static/zine/");
	leads("/away", "gemini://other.example/x");
	leads("/last", "/end");
	leads("/", NULL);
	leads("/old", NULL);
	leads("/old.txt2", NULL);
	leads("/y", NULL);
	leads("/z", NULL);
	leads("/a", NULL);
}

static void
note(void *ctx, const struct problem *found)
{
	size_t *lines = ctx;

	assert_string_equal(found->file, "redirects.txt");
	while (*lines != 0)
		lines++;
	*lines = found->line;
}

static void
lines_that_are_no_redirects_are_named(void **state)
{
	size_t lines[8] = { 0 };
	static const size_t wrong[] = { 7, 8, 9, 10, 0 };

	(void)state;
	redirects_check(text, sizeof text - 1, "redirects.txt", note, lines);
	assert_memory_equal(lines, wrong, sizeof wrong);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_line_that_names_a_path_counts),
		cmocka_unit_test(lines_that_are_no_redirects_are_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
