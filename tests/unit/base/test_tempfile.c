#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/tempfile.h"

static void
a_folder_goes_with_all_in_it_and_links_are_not_followed(void **state)
{
	char folder[] = "/tmp/chasqui-test-XXXXXX";
	char other[] = "/tmp/chasqui-kept-XXXXXX", path[64];

	(void)state;
	assert_non_null(mkdtemp(folder));
	assert_non_null(mkdtemp(other));
	(void)snprintf(path, sizeof path, "%s/kept", other);
	close(open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
	(void)snprintf(path, sizeof path, "%s/below", folder);
	assert_int_equal(mkdir(path, 0700), 0);
	(void)snprintf(path, sizeof path, "%s/below/link", folder);
	assert_int_equal(symlink(other, path), 0);
	assert_int_equal(tempfile_remove(folder), 0);
	assert_int_equal(access(folder, F_OK), -1);
	(void)snprintf(path, sizeof path, "%s/kept", other);
	assert_int_equal(access(path, F_OK), 0);
	assert_int_equal(tempfile_remove(other), 0);
	assert_int_equal(tempfile_remove(other), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_folder_goes_with_all_in_it_and_links_are_not_followed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
