#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "tls/server_name.h"

static char host[256];

/* An extension as clients write it, cut or stretched by so many bytes. */
static bool
read_name(const char *name, int more)
{
	unsigned char ext[600];
	size_t n = strlen(name), claimed = n + (size_t)more;

	ext[0] = (unsigned char)((n + 3) >> 8);
	ext[1] = (unsigned char)(n + 3);
	ext[2] = 0;
	ext[3] = (unsigned char)(claimed >> 8);
	ext[4] = (unsigned char)claimed;
	memcpy(ext + 5, name, n);
	return server_name_read(ext, n + 5, host);
}

static void
a_name_is_read_in_the_form_that_is_compared(void **state)
{
	(void)state;
	assert_true(read_name("Gazette.Example.", 0));
	assert_string_equal(host, "gazette.example");
	assert_true(read_name("a", 0));
	assert_string_equal(host, "a");
}

static void
what_cannot_be_a_name_is_none(void **state)
{
	static const unsigned char nul[] = { 0, 6, 0, 0, 3, 'a', 0, 'b' };
	static const unsigned char other[] = { 0, 4, 1, 0, 1, 'a' };
	char longest[300];

	(void)state;
	assert_false(read_name("", 0));
	assert_false(read_name(".", 0));
	assert_false(server_name_read(nul, sizeof nul, host));
	assert_false(server_name_read(other, sizeof other, host));
	memset(longest, 'a', sizeof longest);
	longest[256] = '\0';
	assert_false(read_name(longest, 0));
	longest[255] = '\0';
	assert_true(read_name(longest, 0));
}

static void
a_length_beyond_the_bytes_is_not_believed(void **state)
{
	static const unsigned char ext[] = { 0, 4, 0, 0, 1 };

	(void)state;
	assert_false(read_name("a.example", 1));
	assert_false(read_name("a.example", 255));
	for (size_t n = 0; n <= sizeof ext; n++)
		assert_false(server_name_read(ext, n, host));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_is_read_in_the_form_that_is_compared),
		cmocka_unit_test(what_cannot_be_a_name_is_none),
		cmocka_unit_test(a_length_beyond_the_bytes_is_not_believed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
