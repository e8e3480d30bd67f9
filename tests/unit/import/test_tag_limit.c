#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "import/html/tag_limit.h"

static void
pages_stay_as_they_are(void **state)
{
	static const char *const pages[] = { "", "<", "a < b <p",
		"<p a=1>x</p>", "<p a='1>2' b=\"<\">x", "<!-- a -->" };
	struct buf out = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
		assert_false(tag_limit(pages[i], strlen(pages[i]), &out));
	assert_int_equal(out.len, 0);
}

static void
add_names(struct buf *page, const char *before, const char *after)
{
	buf_adds(page, "<b>0</b><p");
	for (int i = 0; i < 100000; i++)
		buf_addf(page, "%sa%d%s", before, i, after);
	buf_adds(page, ">text</p>");
}

/* As many names as a tag of 1 MB holds; text and the tags around stay. */
static void
a_tag_loses_what_it_has_too_much(void **state)
{
	static const char *const ways[][2] = { { " ", "=b" }, { " ", "='>'" },
		{ "/", "" }, { "\"\"", "" } };

	(void)state;
	for (size_t w = 0; w < sizeof ways / sizeof ways[0]; w++) {
		struct buf page = { 0 }, out = { 0 };

		add_names(&page, ways[w][0], ways[w][1]);
		assert_true(tag_limit(page.data, page.len, &out));
		assert_in_range(out.len, 500, 10000);
		assert_memory_equal(out.data, "<b>0</b><p", 10);
		assert_string_equal(out.data + out.len - 9, ">text</p>");
		buf_free(&page);
		buf_free(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_stay_as_they_are),
		cmocka_unit_test(a_tag_loses_what_it_has_too_much),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
