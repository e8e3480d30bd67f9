#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "text/line_diff.h"

static void
assert_diff(const char *a, const char *b, const char *expected)
{
	struct buf out = { 0 };

	line_diff(&out, a, strlen(a), b, strlen(b));
	assert_string_equal(buf_str(&out), expected);
	buf_free(&out);
}

static void
the_same_text_has_no_difference(void **state)
{
	(void)state;
	assert_diff("", "", "");
	assert_diff("a\nb\n", "a\nb\n", "");
	assert_diff("a\nb", "a\nb\n", "");
}

static void
a_changed_line_stands_in_its_context(void **state)
{
	(void)state;
	assert_diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n",
	    "1\n2\n3\n4\nfive\n6\n7\n8\n9\n",
	    "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
	assert_diff("", "new\n", "@@ -0,0 +1,1 @@\n+new\n");
	assert_diff("old\n", "", "@@ -1,1 +0,0 @@\n-old\n");
}

static void
the_fewest_lines_are_shown_as_changed(void **state)
{
	(void)state;
	assert_diff("a\nb\nc\na\nb\nb\na\n", "c\nb\na\nb\na\nc\n",
	    "@@ -1,7 +1,6 @@\n-a\n-b\n c\n+b\n a\n b\n-b\n a\n+c\n");
}

static void
far_changes_are_hunks_of_their_own(void **state)
{
	(void)state;
	assert_diff("x\n1\n2\n3\n4\n5\n6\n7\n8\ny\n",
	    "X\n1\n2\n3\n4\n5\n6\n7\n8\nY\n",
	    "@@ -1,4 +1,4 @@\n-x\n+X\n 1\n 2\n 3\n"
	    "@@ -7,4 +7,4 @@\n 6\n 7\n 8\n-y\n+Y\n");
}

/* Apply nothing but the marks: old lines are ' ' and '-', new ones ' ', '+'. */
static void
assert_applies(const struct buf *a, const struct buf *b)
{
	struct buf diff = { 0 };
	size_t removed = 0, added = 0, na = 0, nb = 0;

	line_diff(&diff, a->data, a->len, b->data, b->len);
	for (size_t i = 0; i < diff.len; i++)
		if (i == 0 || diff.data[i - 1] == '\n') {
			removed += diff.data[i] == '-';
			added += diff.data[i] == '+';
		}
	for (size_t i = 0; i < a->len; i++)
		na += a->data[i] == '\n';
	for (size_t i = 0; i < b->len; i++)
		nb += b->data[i] == '\n';
	assert_int_equal(na - removed, nb - added);
	buf_free(&diff);
}

static void
many_differences_are_shown_all_the_same(void **state)
{
	struct buf a = { 0 }, b = { 0 };

	(void)state;
	srandom(1);
	for (int i = 0; i < 3000; i++) {
		buf_addf(&a, "%ld\n", random() % 50);
		buf_addf(&b, "%ld\n", random() % 50);
		if (i == 20 || i == 300)
			assert_applies(&a, &b);
	}
	assert_applies(&a, &b);
	buf_free(&a);
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_text_has_no_difference),
		cmocka_unit_test(a_changed_line_stands_in_its_context),
		cmocka_unit_test(the_fewest_lines_are_shown_as_changed),
		cmocka_unit_test(far_changes_are_hunks_of_their_own),
		cmocka_unit_test(many_differences_are_shown_all_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
