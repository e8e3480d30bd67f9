#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <openssl/x509v3.h>

#include "base/buf.h"
#include "base/file.h"
#include "tls/certificate.h"

static char dir[64], crt[96], key[96];

static int
make_dir(void **state)
{
	(void)state;
	snprintf(dir, sizeof dir, "/tmp/chasqui-cert-XXXXXX");
	assert_non_null(mkdtemp(dir));
	snprintf(crt, sizeof crt, "%s/a.crt", dir);
	snprintf(key, sizeof key, "%s/a.key", dir);
	return 0;
}

static int
remove_dir(void **state)
{
	(void)state;
	unlink(crt);
	unlink(key);
	return rmdir(dir);
}

static const char *const names[] = { "gazette.example", "www.gazette.example",
	"127.0.0.1" };

/* K1 */
static void
a_made_certificate_is_what_every_client_accepts(void **state)
{
	struct certificate c;
	time_t now = time(NULL);
	int64_t years = 10 * 365 * 86400LL;

	(void)state;
	assert_int_equal(certificate_make(&c, names, 3, NULL, NULL), 0);
	assert_int_equal(X509_get_version(c.leaf), X509_VERSION_3);
	assert_int_equal(EVP_PKEY_get_base_id(c.key), EVP_PKEY_EC);
	assert_int_equal(EVP_PKEY_get_bits(c.key), 256);
	assert_int_equal(X509_get_signature_nid(c.leaf), NID_ecdsa_with_SHA256);
	assert_int_equal(X509_check_ca(c.leaf), 0);
	assert_int_equal(X509_self_signed(c.leaf, 1), 1);
	for (size_t i = 0; i < 2; i++)
		assert_true(certificate_names(c.leaf, names[i]));
	assert_int_equal(X509_check_ip_asc(c.leaf, "127.0.0.1", 0), 1);
	assert_false(certificate_names(c.leaf, "other.example"));
	assert_true(certificate_not_before(c.leaf) <= now);
	assert_true(certificate_not_after(c.leaf) >= now + years);
	certificate_free(&c);
}

static void
a_made_certificate_and_its_key_are_read_back(void **state)
{
	struct certificate a, b;
	char one[65], two[65];
	struct stat st;
	bool made;

	(void)state;
	assert_int_equal(
	    certificate_keep(&a, crt, key, names, 2, true, &made, NULL), 0);
	assert_true(made);
	assert_int_equal(stat(key, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600); /* K3 */
	/* K2: never remade */
	assert_int_equal(
	    certificate_keep(&b, crt, key, names, 2, true, &made, NULL), 0);
	assert_false(made);
	assert_string_equal(certificate_fingerprint(a.leaf, one),
	    certificate_fingerprint(b.leaf, two));
	assert_int_equal(strlen(one), 64);
	certificate_free(&a);
	certificate_free(&b);
}

static void
a_lost_certificate_is_made_again_with_the_key_that_is_there(void **state)
{
	struct certificate a, b;
	char one[65], two[65];
	bool made;

	(void)state;
	assert_int_equal(
	    certificate_keep(&a, crt, key, names, 1, true, &made, NULL), 0);
	unlink(crt);
	assert_int_equal(
	    certificate_keep(&b, crt, key, names, 1, true, &made, NULL), 0);
	assert_true(made);
	assert_string_equal(certificate_key_fingerprint(a.leaf, one),
	    certificate_key_fingerprint(b.leaf, two));
	assert_string_not_equal(certificate_fingerprint(a.leaf, one),
	    certificate_fingerprint(b.leaf, two));
	certificate_free(&a);
	certificate_free(&b);
}

static void
a_renewed_certificate_keeps_its_key(void **state)
{
	struct certificate a, b;
	char one[65], two[65];

	(void)state;
	assert_int_equal(certificate_make(&a, names, 1, NULL, NULL), 0);
	assert_int_equal(certificate_make(&b, names, 1, a.key, NULL), 0);
	assert_string_equal(certificate_key_fingerprint(a.leaf, one),
	    certificate_key_fingerprint(b.leaf, two));
	certificate_free(&a);
	certificate_free(&b);
}

/* F33 */
static void
a_key_that_is_not_the_certificates_is_named(void **state)
{
	struct certificate a, b;
	struct problem why = { 0 };
	bool made;

	(void)state;
	assert_int_equal(
	    certificate_keep(&a, crt, key, names, 1, true, &made, NULL), 0);
	assert_int_equal(certificate_make(&b, names, 1, NULL, NULL), 0);
	EVP_PKEY_free(a.key);
	a.key = b.key;
	b.key = NULL;
	assert_int_equal(certificate_write(&a, crt, key, NULL), 0);
	X509_free(b.leaf);
	b.leaf = NULL;
	certificate_free(&a);
	assert_int_equal(certificate_read(&b, crt, key, &why), -1);
	assert_string_equal(why.file, key);
	assert_null(b.leaf);
}

/* F33 */
static void
missing_and_broken_files_are_named_expired_ones_are_not(void **state)
{
	struct certificate c;
	struct problem why = { 0 };
	bool made;

	(void)state;
	assert_int_equal(certificate_read(&c, crt, key, &why), -1);
	assert_string_equal(why.file, crt);
	assert_int_equal(file_write(crt, "nothing", 7, 0644, NULL), 0);
	memset(&why, 0, sizeof why);
	assert_int_equal(
	    certificate_keep(&c, crt, key, names, 1, true, &made, &why), -1);
	assert_false(made);
	assert_string_equal(why.file, crt);

	memset(&why, 0, sizeof why);
	assert_int_equal(certificate_make(&c, names, 1, NULL, NULL), 0);
	assert_int_equal(certificate_write(&c, crt, key, NULL), 0);
	unlink(key);
	certificate_free(&c);
	assert_int_equal(certificate_read(&c, crt, key, &why), -1);
	assert_string_equal(why.file, key);

	memset(&why, 0, sizeof why);
	assert_int_equal(certificate_make(&c, names, 1, NULL, NULL), 0);
	X509_gmtime_adj(X509_getm_notAfter(c.leaf), -5);
	assert_true(X509_sign(c.leaf, c.key, EVP_sha256()) > 0);
	assert_int_equal(certificate_write(&c, crt, key, NULL), 0);
	certificate_free(&c);
	assert_int_equal(certificate_read(&c, crt, key, &why), 0);
	certificate_free(&c);
}

static void
nothing_is_written_where_nothing_may_be(void **state)
{
	struct certificate c;
	bool made;

	(void)state;
	assert_int_equal(
	    certificate_keep(&c, crt, key, names, 1, false, &made, NULL), -1);
	assert_true(made);
	assert_int_equal(access(key, F_OK), -1);
}

static void
a_readers_certificate_has_a_name_of_any_length(void **state)
{
	struct certificate c;
	const char *name =
	    "Ma\xc3\xb1ueña, reader of the Harbour Gazette since "
	    "the very first number of it\xc3\xb1";

	(void)state;
	assert_int_equal(certificate_make_client(&c, name, 30, NULL), 0);
	assert_true(certificate_not_after(c.leaf) < time(NULL) + 31 * 86400);
	certificate_free(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_made_certificate_is_what_every_client_accepts),
		cmocka_unit_test_setup_teardown(
		    a_made_certificate_and_its_key_are_read_back, make_dir,
		    remove_dir),
		cmocka_unit_test_setup_teardown(
		    a_lost_certificate_is_made_again_with_the_key_that_is_there,
		    make_dir, remove_dir),
		cmocka_unit_test(a_renewed_certificate_keeps_its_key),
		cmocka_unit_test_setup_teardown(
		    a_key_that_is_not_the_certificates_is_named, make_dir,
		    remove_dir),
		cmocka_unit_test_setup_teardown(
		    missing_and_broken_files_are_named_expired_ones_are_not,
		    make_dir, remove_dir),
		cmocka_unit_test_setup_teardown(
		    nothing_is_written_where_nothing_may_be, make_dir,
		    remove_dir),
		cmocka_unit_test(
		    a_readers_certificate_has_a_name_of_any_length),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
