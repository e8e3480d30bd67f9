#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "import/net/http_words.h"

#define NOW  784111777 /* Sun, 06 Nov 1994 08:49:37 GMT */
#define WEEK (7 * 24 * 3600)

static void
retry_after_is_a_number_of_seconds(void **state)
{
	(void)state;
	assert_int_equal(http_retry_after("120", NOW), 120);
	assert_int_equal(http_retry_after(" 0", NOW), 0);
	assert_int_equal(http_retry_after("007", NOW), 7);
}

static void
retry_after_is_a_date_in_any_of_its_three_forms(void **state)
{
	(void)state;
	assert_int_equal(http_retry_after("Sun, 06 Nov 1994 08:50:37 GMT", NOW),
	    60);
	assert_int_equal(
	    http_retry_after("Sunday, 06-Nov-94 08:50:37 GMT", NOW), 60);
	assert_int_equal(http_retry_after("Sun Nov  6 08:50:37 1994", NOW), 60);
	assert_int_equal(http_retry_after("Sun, 06 Nov 1994 08:49:36 GMT", NOW),
	    0);
}

static void
nobody_is_left_alone_for_more_than_a_week(void **state)
{
	(void)state;
	assert_int_equal(http_retry_after("604801", NOW), WEEK);
	assert_int_equal(http_retry_after("99999999999999999999", NOW), WEEK);
	assert_int_equal(http_retry_after("Fri, 31 Dec 9999 23:59:59 GMT", NOW),
	    WEEK);
}

static void
retry_after_that_says_neither_is_none(void **state)
{
	static const char *const bad[] = { "", " ", "-5", "soon", "1.5", "5s",
		"5 seconds", NULL };

	(void)state;
	for (size_t i = 0; bad[i] != NULL; i++)
		assert_int_equal(http_retry_after(bad[i], NOW), -1);
}

static void
validators_are_sent_back_as_they_came(void **state)
{
	char out[HTTP_WORD_SIZE], long_one[HTTP_WORD_SIZE + 1];

	(void)state;
	assert_string_equal(http_validator("W/\"a-b\"", out), "W/\"a-b\"");
	assert_string_equal(http_validator("\"\xC3\xB1\"", out),
	    "\"\xC3\xB1\"");
	memset(long_one, 'a', HTTP_WORD_SIZE);
	long_one[HTTP_WORD_SIZE] = '\0';
	assert_string_equal(http_validator(long_one, out), "");
	assert_int_equal(strlen(http_validator(long_one + 1, out)),
	    HTTP_WORD_SIZE - 1);
}

static void
a_validator_cannot_add_a_field(void **state)
{
	char out[HTTP_WORD_SIZE];

	(void)state;
	assert_string_equal(http_validator("\"a\"\r\nX: y", out), "");
	assert_string_equal(http_validator("a\x7f", out), "");
}

static void
types_and_charsets_are_in_lower_case(void **state)
{
	char out[HTTP_WORD_SIZE];

	(void)state;
	assert_string_equal(http_type("Text/HTML; charset=x", out),
	    "text/html");
	assert_string_equal(http_type("", out), "");
	assert_string_equal(
	    http_charset("text/html; Charset=\"ISO-8859-1\"", out),
	    "iso-8859-1");
	assert_string_equal(
	    http_charset("text/html; a=b ;charset=utf-8;c=d", out), "utf-8");
	assert_string_equal(http_charset("text/html", out), "");
	assert_string_equal(http_charset("text/html; charset=", out), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(retry_after_is_a_number_of_seconds),
		cmocka_unit_test(
		    retry_after_is_a_date_in_any_of_its_three_forms),
		cmocka_unit_test(nobody_is_left_alone_for_more_than_a_week),
		cmocka_unit_test(retry_after_that_says_neither_is_none),
		cmocka_unit_test(validators_are_sent_back_as_they_came),
		cmocka_unit_test(a_validator_cannot_add_a_field),
		cmocka_unit_test(types_and_charsets_are_in_lower_case),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
