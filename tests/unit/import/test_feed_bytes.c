#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "import/feed/feed_bytes.h"

static void
assert_decodes(const char *text, const char *bytes)
{
	struct buf b = { 0 };

	buf_adds(&b, text);
	feed_base64(&b);
	assert_int_equal(b.len, strlen(bytes));
	assert_string_equal(buf_str(&b), bytes);
	buf_free(&b);
}

static void
base64_is_decoded_whatever_stands_between_its_letters(void **state)
{
	(void)state;
	assert_decodes("", "");
	assert_decodes("YQ==", "a");
	assert_decodes("YWI=", "ab");
	assert_decodes("YWJj", "abc");
	assert_decodes("  Y W\nJ\tj\r\nZA == ", "abcd");
	assert_decodes("YWI", "ab");
	assert_decodes("YWJjZ", "abc");
	assert_decodes("Y", "");
	assert_decodes("w6k/Pj8+", "\u00e9?>?>");
	assert_decodes("\xff!", "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    base64_is_decoded_whatever_stands_between_its_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
