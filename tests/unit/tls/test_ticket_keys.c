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
#include <time.h>
#include <unistd.h>

#include "tls/ticket_keys.h"

static char dir[64], path[96];

static int
make_dir(void **state)
{
	(void)state;
	snprintf(dir, sizeof dir, "/tmp/chasqui-keys-XXXXXX");
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/keys", dir);
	return 0;
}

static int
remove_dir(void **state)
{
	(void)state;
	unlink(path);
	return rmdir(dir);
}

static void
keys_survive_a_restart_and_nobody_else_reads_them(void **state)
{
	struct ticket_keys a, b;
	struct stat st;

	(void)state;
	assert_int_equal(ticket_keys_keep(&a, path, NULL), 0);
	assert_int_equal(a.n, 1);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(ticket_keys_keep(&b, path, NULL), 0);
	assert_memory_equal(&a.key[0], &b.key[0], sizeof a.key[0]);
}

static void
after_a_day_a_new_key_stands_before_the_last(void **state)
{
	struct ticket_keys a, b;
	struct timespec then[2] = { { .tv_sec = time(NULL) - 90000 },
		{ .tv_sec = time(NULL) - 90000 } };

	(void)state;
	assert_int_equal(ticket_keys_keep(&a, path, NULL), 0);
	assert_int_equal(utimensat(AT_FDCWD, path, then, 0), 0);
	assert_int_equal(ticket_keys_keep(&b, path, NULL), 0);
	assert_int_equal(b.n, 2);
	assert_memory_equal(&a.key[0], &b.key[1], sizeof a.key[0]);
	assert_memory_not_equal(&a.key[0], &b.key[0], sizeof a.key[0]);
	utimensat(AT_FDCWD, path, then, 0);
	assert_int_equal(ticket_keys_keep(&a, path, NULL), 0);
	assert_int_equal(a.n, 2);
	assert_memory_equal(&a.key[1], &b.key[0], sizeof a.key[0]);
}

static void
where_nothing_can_be_written_there_are_keys_all_the_same(void **state)
{
	struct ticket_keys a;
	struct problem why = { 0 };

	(void)state;
	assert_int_equal(ticket_keys_keep(&a, "/does/not/exist", &why), -1);
	assert_int_equal(a.n, 1);
}

static void
a_shared_file_holds_one_to_four_whole_keys(void **state)
{
	char bytes[400] = { 1, 2, 3 };
	struct ticket_keys a;

	(void)state;
	for (size_t len = 0; len <= sizeof bytes; len++) {
		FILE *f = fopen(path, "w");
		int good = len % 80 == 0 && len > 0 && len <= 320;

		fwrite(bytes, 1, len, f);
		fclose(f);
		assert_int_equal(ticket_keys_read(&a, path, NULL),
		    good ? 0 : -1);
		assert_int_equal(a.n, good ? len / 80 : 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    keys_survive_a_restart_and_nobody_else_reads_them, make_dir,
		    remove_dir),
		cmocka_unit_test_setup_teardown(
		    after_a_day_a_new_key_stands_before_the_last, make_dir,
		    remove_dir),
		cmocka_unit_test(
		    where_nothing_can_be_written_there_are_keys_all_the_same),
		cmocka_unit_test_setup_teardown(
		    a_shared_file_holds_one_to_four_whole_keys, make_dir,
		    remove_dir),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
