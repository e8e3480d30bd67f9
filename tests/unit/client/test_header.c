#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "client/header.h"

static struct header h;

static int
parse(const char *text)
{
	return header_parse(&h, text, strlen(text), NULL);
}

static void
status_meta_and_body_are_told_apart(void **state)
{
	(void)state;
	assert_int_equal(parse("20 text/gemini; lang=es\r\n# x\r\n"), 0);
	assert_int_equal(h.status, 20);
	assert_string_equal(h.meta, "text/gemini; lang=es");
	assert_int_equal(h.body, 25);
	assert_int_equal(parse("51 \r\n"), 0);
	assert_string_equal(h.meta, "");
	assert_int_equal(parse("51\r\n"), 0);
	assert_string_equal(h.meta, "");
}

static void
nothing_of_it_can_drive_a_terminal(void **state)
{
	(void)state;
	assert_int_equal(parse("59 a\x1b[2Jb\x7f"
			       "c\nd\r\n"),
	    0);
	assert_string_equal(h.meta, "a[2Jbcd");
}

static void
what_is_no_answer_is_refused(void **state)
{
	char text[1100];

	(void)state;
	assert_int_equal(parse(""), -1);
	assert_int_equal(parse("HTTP/1.1 200 OK\r\n"), -1);
	assert_int_equal(parse("2\r\n"), -1);
	assert_int_equal(parse("200 x\r\n"), -1);
	assert_int_equal(parse("09 x\r\n"), -1);
	assert_int_equal(parse("70 x\r\n"), -1);
	assert_int_equal(parse("20 no end"), -1);
	snprintf(text, sizeof text, "20 %01024d\r\n", 0);
	assert_int_equal(parse(text), 0);
	assert_int_equal(strlen(h.meta), 1024);
	snprintf(text, sizeof text, "20 %01025d\r\n", 0);
	assert_int_equal(parse(text), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(status_meta_and_body_are_told_apart),
		cmocka_unit_test(nothing_of_it_can_drive_a_terminal),
		cmocka_unit_test(what_is_no_answer_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
