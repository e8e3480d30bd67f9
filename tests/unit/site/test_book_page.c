#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "site/book_page.h"

#define FILE_NAME "0123456789abcdef-fedcba9876543210.epub"

static void
an_order_is_read_as_it_was_written(void **state)
{
	struct book_order o = { LIST_TOPIC, "peru", "epub", FILE_NAME }, back;
	char line[BOOK_ORDER_SIZE], capsule[256];
	size_t len = book_order_write(&o, "gazette.example", line);

	(void)state;
	assert_true(len > 0);
	assert_true(book_order_read(&back, capsule, line, len));
	assert_string_equal(capsule, "gazette.example");
	assert_int_equal(back.kind, LIST_TOPIC);
	assert_string_equal(back.key, "peru");
	assert_string_equal(back.form, "epub");
	assert_string_equal(back.file, FILE_NAME);
}

/* It becomes words of a command line and a name in a folder. */
static void
an_order_that_could_do_harm_is_none(void **state)
{
	static const char *const lines[] = {
		"",
		"h",
		"h\t1\tperu\tepub",
		"h\t1\tperu\tepub\t" FILE_NAME "\tx",
		"h\t1\tperu\tepub\t" FILE_NAME "\t",
		"h\t1\t--config\tepub\t" FILE_NAME,
		"h\t1\ta/b\tepub\t" FILE_NAME,
		"h\t1\t..\tepub\t" FILE_NAME,
		"h\t0\tperu\tepub\t" FILE_NAME,
		"h\t1\t\tepub\t" FILE_NAME,
		"h\t2\tperu\tepub\t" FILE_NAME,
		"h\t9\tperu\tepub\t" FILE_NAME,
		"h\t11\tperu\tepub\t" FILE_NAME,
		"h\t1\tperu\tzip\t" FILE_NAME,
		"h\t1\tperu\tgpub\t" FILE_NAME,
		"h\t1\tperu\tepub\t../../etc/passwd",
		"h\t1\tperu\tepub\t0123456789abcdef-fedcba98765432/0.epub",
	};
	struct book_order o;
	char capsule[256];

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		assert_false(
		    book_order_read(&o, capsule, lines[i], strlen(lines[i])));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_order_is_read_as_it_was_written),
		cmocka_unit_test(an_order_that_could_do_harm_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
