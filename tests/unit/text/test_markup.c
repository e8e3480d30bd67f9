#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "text/markup.h"

static void
a_text_ends_no_attribute_and_begins_no_tag(void **state)
{
	static const char text[] = "a\"b > <c> & 'd' \xC3\xA9";
	struct buf out = { 0 };

	(void)state;
	markup_escape(&out, text, sizeof text - 1);
	assert_string_equal(buf_str(&out),
	    "a&quot;b &gt; &lt;c&gt; &amp; 'd' \xC3\xA9");
	buf_free(&out);
}

static void
only_special_bytes_have_an_entity(void **state)
{
	struct buf out = { 0 };

	(void)state;
	markup_escape(&out, NULL, 0);
	assert_string_equal(buf_str(&out), "");
	assert_null(markup_entity('a'));
	assert_null(markup_entity('\0'));
	assert_string_equal(markup_entity('&'), "&amp;");
	buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_ends_no_attribute_and_begins_no_tag),
		cmocka_unit_test(only_special_bytes_have_an_entity),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
