#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>
#include <time.h>

#include <openssl/rsa.h>

#include "base/buf.h"
#include "tls/doubts.h"

static const char *const names[] = { "gazette.example", "www.gazette.example",
	"192.0.2.7" };
static struct certificate c;
static struct buf told;

static void
tell(void *ctx, const struct problem *doubt)
{
	(void)ctx;
	buf_addf(&told, "%s: %s\n", doubt->file, doubt->sentence);
}

/* One that is valid from and until so many days from now. */
static const char *
doubts(int from, int until, EVP_PKEY *key, size_t nnames)
{
	buf_clear(&told);
	assert_int_equal(certificate_make(&c, names, nnames, key, NULL), 0);
	X509_gmtime_adj(X509_getm_notBefore(c.leaf), from * 86400L - 60);
	X509_gmtime_adj(X509_getm_notAfter(c.leaf), until * 86400L + 60);
	certificate_doubts(c.leaf, "x.crt", names, 3, (int64_t)time(NULL), tell,
	    NULL);
	certificate_free(&c);
	return buf_str(&told);
}

static void
nothing_is_said_against_a_good_one(void **state)
{
	(void)state;
	assert_string_equal(doubts(0, 365, NULL, 3), "");
	assert_string_equal(doubts(-365, 61, NULL, 3), "");
}

static void
its_end_is_told_60_30_and_7_days_ahead(void **state)
{
	int64_t now = (int64_t)time(NULL);

	(void)state;
	assert_non_null(strstr(doubts(0, 59, NULL, 3), "expires in 59 days"));
	assert_non_null(strstr(told.data, "`chasqui cert make --renew`"));
	assert_int_equal(certificate_make(&c, names, 3, NULL, NULL), 0);
	X509_gmtime_adj(X509_getm_notAfter(c.leaf), 86400L * 100);
	assert_int_equal(certificate_expiry(c.leaf, now), EXPIRY_FAR);
	assert_int_equal(certificate_expiry(c.leaf, now + 41 * 86400),
	    EXPIRY_60);
	assert_int_equal(certificate_expiry(c.leaf, now + 71 * 86400),
	    EXPIRY_30);
	assert_int_equal(certificate_expiry(c.leaf, now + 94 * 86400),
	    EXPIRY_7);
	assert_int_equal(certificate_expiry(c.leaf, now + 101 * 86400),
	    EXPIRY_PASSED);
	certificate_free(&c);
}

static void
what_is_wrong_comes_with_what_mends_it(void **state)
{
	(void)state;
	assert_non_null(strstr(doubts(-10, -1, NULL, 3), "x.crt: has expired"));
	assert_non_null(strstr(told.data, "`chasqui cert make` mends it"));
	assert_non_null(strstr(doubts(2, 365, NULL, 3), "not valid before"));
}

static void
every_name_that_is_missing_is_named(void **state)
{
	(void)state;
	doubts(0, 365, NULL, 1);
	assert_non_null(strstr(told.data, "does not name www.gazette.example"));
	assert_non_null(strstr(told.data, "does not name 192.0.2.7"));
	assert_null(strstr(told.data, "does not name gazette.example"));
}

static void
a_short_key_is_doubtful(void **state)
{
	EVP_PKEY *weak = EVP_RSA_gen(1024);

	(void)state;
	assert_non_null(strstr(doubts(0, 365, weak, 3), "1024 bits"));
	EVP_PKEY_free(weak);
}

static int
tear_down(void **state)
{
	(void)state;
	buf_free(&told);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_said_against_a_good_one),
		cmocka_unit_test(its_end_is_told_60_30_and_7_days_ahead),
		cmocka_unit_test(what_is_wrong_comes_with_what_mends_it),
		cmocka_unit_test(every_name_that_is_missing_is_named),
		cmocka_unit_test(a_short_key_is_doubtful),
	};

	return cmocka_run_group_tests(tests, NULL, tear_down);
}
