#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "text/percent.h"

static void
text_of_any_script_has_no_fault(void **state)
{
	static const char text[] = "/static/a\xC3\xB1o \xE6\x97\xA5.txt";

	(void)state;
	assert_null(percent_fault(text, sizeof text - 1));
	assert_null(percent_fault("", 0));
}

static void
control_characters_and_broken_utf8_are_faults(void **state)
{
	static const char *const bad[] = { "a\nb", "a\rb", "a\tb", "\x01",
		"\x7F", "\xC2\x85", "\xC3", "\xC0\xAF", "\xED\xA0\x80",
		"\xF4\x90\x80\x80", "\xFF" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_non_null(percent_fault(bad[i], strlen(bad[i])));
	assert_non_null(percent_fault("a\0b", 3));
}

static void
codes_are_decoded_once_and_a_coded_slash_stays(void **state)
{
	static const char in[] = "%41%2f%2F%2541%zz%4";
	char out[sizeof in];
	size_t len;

	(void)state;
	len = percent_decode(out, in, sizeof in - 1, true);
	assert_string_equal(out, "A%2f%2F%41%zz%4");
	assert_int_equal(len, strlen(out));
	percent_decode(out, in, sizeof in - 1, false);
	assert_string_equal(out, "A//%41%zz%4");
}

/* M16 */
static void
words_keep_their_plus_and_their_line_breaks(void **state)
{
	static const char in[] = "a+b%20c%0D%0Ad%0De%09f%C3%B1";
	char out[sizeof in];

	(void)state;
	assert_null(percent_query(out, in, sizeof in - 1));
	assert_string_equal(out, "a+b c\nd\ne f\xC3\xB1");
}

static void
words_with_nul_or_controls_or_broken_utf8_are_refused(void **state)
{
	static const char *const bad[] = { "a%00b", "%1B", "%7f", "%C2%85",
		"%C3", "ok%0A%01" };
	char out[32];

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_non_null(percent_query(out, bad[i], strlen(bad[i])));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_of_any_script_has_no_fault),
		cmocka_unit_test(control_characters_and_broken_utf8_are_faults),
		cmocka_unit_test(
		    codes_are_decoded_once_and_a_coded_slash_stays),
		cmocka_unit_test(words_keep_their_plus_and_their_line_breaks),
		cmocka_unit_test(
		    words_with_nul_or_controls_or_broken_utf8_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
