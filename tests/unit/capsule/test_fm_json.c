#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "capsule/fm/fm_json.h"

#include <string.h>

#include "base/buf.h"
#include "values_listed.h"

static const struct syntax syntax = { fm_json_read, "." };

static void
an_object_is_keys_and_values(void **state)
{
	(void)state;
	assert_reads(
	    "{\"title\": \"A: b\", \"draft\":true,\n\t\"tags\":[\"x\",\"y\"],\n"
	    "\"author\": {\"name\": \"Ana\"}, \"none\": null}",
	    "1 title==A: b\n1 draft=true\n2 tags[]==x\n2 tags[]==y\n"
	    "3 author.name==Ana\n3 none=null\n");
}

static void
all_escapes_of_json_are_read(void **state)
{
	(void)state;
	assert_reads("{\"a\": \"\\\"\\\\\\/\\n\\u00e9\\ud83d\\ude00\"}",
	    "1 a==\"\\/\n\xC3\xA9\xF0\x9F\x98\x80\n");
	assert_reads("{\"a\": \"\\ud83d!\"}", "1 a==\xEF\xBF\xBD!\n");
}

static void
what_is_no_object_is_refused(void **state)
{
	(void)state;
	assert_refused("[1, 2]", 1);
	assert_refused("{\"a\": [1}", 1);
	assert_refused("{\"a\": \"\\", 1);
}

static void
the_end_of_an_object_is_its_own_brace(void **state)
{
	(void)state;
	assert_int_equal(fm_json_length("{}x", 3), 2);
	assert_int_equal(fm_json_length("{\"}\": {\"\\\"}\": 1}}x", 18), 17);
	assert_int_equal(fm_json_length("{\"a\": 1", 7), 0);
	assert_int_equal(fm_json_length("{\"a}", 4), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_object_is_keys_and_values),
		cmocka_unit_test(all_escapes_of_json_are_read),
		cmocka_unit_test(what_is_no_object_is_refused),
		cmocka_unit_test(the_end_of_an_object_is_its_own_brace),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
