#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/sha256.h"

/* The examples of FIPS 180-4. */
static void
the_digest_is_the_standards(void **state)
{
	char out[SHA256_HEX_SIZE];

	(void)state;
	assert_string_equal(sha256_hex("abc", 3, out),
	    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_string_equal(sha256_hex("", 0, out),
	    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_digest_is_the_standards),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
