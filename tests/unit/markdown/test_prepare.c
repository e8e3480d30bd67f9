#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "markdown/prepare.h"

/* Marks are shown as < and >, an escaped pipe as %. */
static void
show(struct buf *out, const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (len - i > 2 && memcmp(s + i, PIPE_MARK, 2) == 0) {
			buf_addc(out, "%<>"[s[i + 2] & 3]);
			i += 2;
		} else {
			buf_addc(out, s[i]);
		}
}

static void
assert_becomes(const char *src, const char *notes, const char *text)
{
	struct prepared m;
	struct buf out = { 0 };

	prepare_source(&m, src, strlen(src));
	show(&out, m.footnotes_text.data, m.footnotes_text.len);
	assert_string_equal(buf_str(&out), notes);
	buf_clear(&out);
	show(&out, m.text, m.len);
	assert_string_equal(buf_str(&out), text);
	buf_free(&out);
	prepared_free(&m);
}

static void
a_text_that_needs_nothing_is_not_copied(void **state)
{
	static const char src[] = "# A [b](c)\n\n| d | e |\n|---|---|\n";
	struct prepared m;

	(void)state;
	prepare_source(&m, src, sizeof src - 1);
	assert_ptr_equal(m.text, src);
	assert_false(m.marked);
	assert_true(m.tables);
	prepared_free(&m);
}

static void
footnotes_are_quotes_and_leave_their_lines_empty(void **state)
{
	(void)state;
	assert_becomes("a[^1]\n[^1]: b\n\n    c\n\nd\n", "> b\n> \n> c\n\n",
	    "a<0>\n\n\n\n\nd\n");
	assert_becomes("a[^1] [^2]\n\n[^2]: b[^1]\n[^1]: c[^3]\n[^3]: d\n",
	    "> c<2>\n\n> b<3>\n\n> d\n\n", "a<0> <1>\n\n\n\n\n");
}

static void
pipes_are_escaped_in_tables_alone(void **state)
{
	(void)state;
	assert_becomes("a \\| b\n\na \\| b | c\n-|-\n\\| | \\\\|\n\n\\|\n", "",
	    "a \\| b\n\na % b | c\n-|-\n% | \\\\|\n\n\\|\n");
	assert_becomes("> a \\| b | c\n> -|-\n", "", "> a % b | c\n> -|-\n");
}

static void
shortcodes_become_marks_and_keep_their_lines(void **state)
{
	(void)state;
	assert_becomes("a {{< b >}} c\n", "", "a <0> c\n");
	assert_becomes("a {{< b\nc >}} d {{< e >}}\n", "", "a <0>\n<> d <1>\n");
	assert_becomes("{% highlight c %}\na\n{% endhighlight %}\n", "",
	    "~~~~~~~~~~~~~~~~ c\na\n~~~~~~~~~~~~~~~~\n");
}

static void
bytes_are_mended(void **state)
{
	(void)state;
	assert_becomes("\xEF\xBB\xBF"
		       "a\r\nb\rc\xFF\xEE\x80\x81\n",
	    "", "a\nb\nc\uFFFD\uFFFD\n");
}

static void
depth_that_would_take_too_long_is_made_text(void **state)
{
	struct buf src = { 0 };
	struct prepared m;

	(void)state;
	for (int i = 0; i < 2000; i++)
		buf_adds(&src, "- ");
	buf_adds(&src, "a\n");
	buf_fill(&src, '\n', 100);
	prepare_source(&m, src.data, src.len);
	assert_false(m.marked);
	prepared_free(&m);
	buf_fill(&src, '\n', 10000);
	prepare_source(&m, src.data, src.len);
	assert_true(m.marked);
	assert_memory_equal(m.text + 16 * 2, OPEN_MARK SHUT_MARK "- ", 8);
	prepared_free(&m);
	buf_clear(&src);
	for (int i = 0; i < 3000; i++)
		buf_adds(&src, "![[]()");
	prepare_source(&m, src.data, src.len);
	assert_true(m.marked);
	prepared_free(&m);
	buf_free(&src);
}

/* The seventeenth makes the list move; a sanitizer saw the first read on. */
static void
a_note_goes_on_behind_the_one_within_it(void **state)
{
	struct buf src = { 0 };
	struct prepared m;

	(void)state;
	for (int i = 1; i <= 16; i++)
		buf_addf(&src, "a[^%d]\n", i);
	buf_adds(&src, "\n[^1]: b^[in] c\n\n    d\n\n");
	for (int i = 2; i <= 16; i++)
		buf_addf(&src, "[^%d]: e\n\n", i);
	prepare_source(&m, src.data, src.len);
	assert_int_equal(m.notes.n, 17);
	assert_non_null(strstr(m.footnotes_text.data, " c\n> \n> d\n\n> e\n"));
	prepared_free(&m);
	buf_free(&src);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_that_needs_nothing_is_not_copied),
		cmocka_unit_test(
		    footnotes_are_quotes_and_leave_their_lines_empty),
		cmocka_unit_test(pipes_are_escaped_in_tables_alone),
		cmocka_unit_test(shortcodes_become_marks_and_keep_their_lines),
		cmocka_unit_test(bytes_are_mended),
		cmocka_unit_test(depth_that_would_take_too_long_is_made_text),
		cmocka_unit_test(a_note_goes_on_behind_the_one_within_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
