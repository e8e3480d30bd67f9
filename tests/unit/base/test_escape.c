#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/escape.h"

static void
assert_escaped(const char *s, const char *also, const char *wanted)
{
	struct buf out = { 0 };

	escape_add(&out, s, strlen(s), also);
	assert_string_equal(buf_str(&out), wanted);
	buf_free(&out);
}

static void
what_is_read_as_it_stands_stays(void **state)
{
	(void)state;
	assert_escaped("plain", "", "plain");
	assert_escaped("Per\u00FA \U0001F999", "", "Per\u00FA \U0001F999");
	/* Hebrew is no trick, and U+FFFD may be meant. */
	assert_escaped("\u05E9\uFFFD", "", "\u05E9\uFFFD");
}

static void
what_a_terminal_obeys_is_spelt(void **state)
{
	(void)state;
	assert_escaped("a\x1B[2J\n\x7F", "", "a\\x1B[2J\\x0A\\x7F");
	assert_escaped("\302\23331m", "", "\\xC2\\x9B31m");
	assert_escaped("\xFF", "", "\\xFF");
	assert_escaped("a\"b", "\"", "a\\x22b");
}

/* "Trojan source": what is shown is not what stands there. */
static void
what_turns_the_order_is_spelt(void **state)
{
	static const uint32_t turning[] = { 0x061C, 0x200E, 0x200F, 0x202A,
		0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068,
		0x2069 };

	(void)state;
	for (size_t i = 0; i < sizeof turning / sizeof *turning; i++)
		assert_true(escape_needs(turning[i]));
	assert_false(escape_needs(0x200D)); /* joins an emoji */
	assert_escaped("a\u202Eb", "", "a\\xE2\\x80\\xAEb");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_read_as_it_stands_stays),
		cmocka_unit_test(what_a_terminal_obeys_is_spelt),
		cmocka_unit_test(what_turns_the_order_is_spelt),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
