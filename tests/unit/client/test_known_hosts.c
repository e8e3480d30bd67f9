#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/tempfile.h"
#include "client/known_hosts.h"

#define NOW 1780000000

static char dir[64], file[96];

static int
set_up(void **state)
{
	(void)state;
	snprintf(dir, sizeof dir, "/tmp/chasqui-known-XXXXXX");
	assert_non_null(mkdtemp(dir));
	snprintf(file, sizeof file, "%s/made/known_hosts", dir);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	return tempfile_remove(dir);
}

static enum trust
check(const char *host, const char *print, int64_t until)
{
	struct server_key key = { host, 1965, print, until };
	enum trust trust = TRUST_CHANGED;

	assert_int_equal(known_hosts_check(file, &key, NOW, &trust, NULL), 0);
	return trust;
}

static void
what_is_seen_first_is_trusted_until_it_changes(void **state)
{
	(void)state;
	assert_int_equal(check("a.example", "11", NOW + 10), TRUST_FIRST);
	assert_int_equal(check("b.example", "22", NOW + 10), TRUST_FIRST);
	assert_int_equal(check("a.example", "11", NOW + 10), TRUST_KNOWN);
	assert_int_equal(check("a.example", "33", NOW + 10), TRUST_CHANGED);
	assert_int_equal(check("a.example", "11", NOW + 10), TRUST_KNOWN);
	assert_int_equal(check("b.example", "22", NOW + 10), TRUST_KNOWN);
}

static void
an_expired_certificate_may_be_followed_by_another(void **state)
{
	(void)state;
	assert_int_equal(check("a.example", "11", NOW - 10), TRUST_FIRST);
	assert_int_equal(check("a.example", "33", NOW + 10), TRUST_FIRST);
	assert_int_equal(check("a.example", "11", NOW + 10), TRUST_CHANGED);
}

static void
other_lines_stay_as_they_are(void **state)
{
	static const char mine[] = "# mine\nnonsense\nb.example:1965 22 9\n";
	struct buf text = { 0 };

	(void)state;
	snprintf(file, sizeof file, "%s/known_hosts", dir);
	assert_int_equal(file_write(file, mine, sizeof mine - 1, 0600, NULL),
	    0);
	assert_int_equal(check("a.example", "11", 5), TRUST_FIRST);
	assert_int_equal(buf_read_file(&text, file, 1000, NULL), 0);
	assert_string_equal(buf_str(&text),
	    "# mine\nnonsense\nb.example:1965 22 9\na.example:1965 11 5\n");
	buf_free(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    what_is_seen_first_is_trusted_until_it_changes, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    an_expired_certificate_may_be_followed_by_another, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(other_lines_stay_as_they_are,
		    set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
