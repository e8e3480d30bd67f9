#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "page/place.h"
#include "proto/gopher_plus.h"

/* G41 */
static void
only_a_marker_alone_is_a_marker(void **state)
{
	(void)state;
	assert_true(gopher_plus_marker("+", 1));
	assert_true(gopher_plus_marker("!", 1));
	assert_true(gopher_plus_marker("$", 1));
	assert_false(gopher_plus_marker("", 0));
	assert_false(gopher_plus_marker("\0", 1));
	assert_false(gopher_plus_marker("+x", 2));
	assert_false(gopher_plus_marker("x", 1));
}

/* G40 */
static void
the_answer_is_one_item_whatever_the_title_holds(void **state)
{
	const struct place place = { .host = "h.example", .port = 70 };
	const struct capsule_info head = { .title = "A\tB\r\nC" };
	struct buf out = { 0 };

	(void)state;
	gopher_plus_info(&place, &head, &out);
	assert_string_equal(out.data,
	    "+-2\r\n+INFO: 1A B  C\t\th.example\t70\r\n");
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_a_marker_alone_is_a_marker),
		cmocka_unit_test(
		    the_answer_is_one_item_whatever_the_title_holds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
