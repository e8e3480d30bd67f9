#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "import/core/csv.h"

/* All records, fields between '|', each record ended by '\n'. */
static void
expect(const char *text, const char *wanted)
{
	struct arena a = { 0 };
	struct buf found = { 0 };
	struct csv_record r;
	struct csv c;

	csv_begin(&c, text, strlen(text));
	while (csv_next(&c, &a, &r)) {
		for (size_t i = 0; i < r.n; i++)
			buf_addf(&found, "%s%s", i > 0 ? "|" : "", r.field[i]);
		buf_addc(&found, '\n');
	}
	assert_string_equal(buf_str(&found), wanted);
	buf_free(&found);
	arena_free(&a);
}

static void
a_quoted_field_may_hold_commas_lines_and_quotes(void **state)
{
	(void)state;
	expect("a,b\r\n1,\"x, \"\"y\"\"\nz\"\r\n", "a|b\n1|x, \"y\"\nz\n");
	expect("id,n\n,\n", "id|n\n|\n");
	expect("a,\"never ended\n1,2", "a|never ended\n1,2\n");
	expect("\n\n\"a\"b,c", "ab|c\n");
	expect("", "");
}

static void
records_know_their_lines_and_columns_their_names(void **state)
{
	static const char text[] = "id,title\n1,\"two\nlines\"\n\n2,x";
	struct arena a = { 0 };
	struct csv_record header, r;
	struct csv c;

	(void)state;
	csv_begin(&c, text, sizeof text - 1);
	assert_true(csv_next(&c, &a, &header));
	assert_true(csv_next(&c, &a, &r));
	assert_int_equal(c.line, 2);
	assert_true(csv_next(&c, &a, &r));
	assert_int_equal(c.line, 5);
	assert_string_equal(csv_value(&r, csv_column(&header, "title")), "x");
	assert_string_equal(csv_value(&r, csv_column(&header, "none")), "");
	assert_false(csv_next(&c, &a, &r));
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_quoted_field_may_hold_commas_lines_and_quotes),
		cmocka_unit_test(
		    records_know_their_lines_and_columns_their_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
