#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/problem.h"
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

static void
a_temporary_folder_is_its_users_alone_and_where_they_say(void **state)
{
	char folder[TEMPFILE_FOLDER_SIZE], other[TEMPFILE_FOLDER_SIZE];
	struct problem why = { 0 };
	struct stat st;

	(void)state;
	setenv("TMPDIR", "not/absolute", 1);
	assert_int_equal(tempfile_folder(folder, &why), 0);
	assert_memory_equal(folder, "/tmp/chasqui-", 13);
	assert_int_equal(stat(folder, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	setenv("TMPDIR", folder, 1);
	assert_int_equal(tempfile_folder(other, &why), 0);
	assert_memory_equal(other, folder, strlen(folder));
	assert_int_equal(tempfile_remove(folder), 0);
	assert_int_equal(tempfile_folder(other, &why), -1);
	assert_string_equal(other, "");
	assert_string_not_equal(why.sentence, "");
	unsetenv("TMPDIR");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_temporary_folder_is_its_users_alone_and_where_they_say),
		cmocka_unit_test(
		    a_folder_goes_with_all_in_it_and_links_are_not_followed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
