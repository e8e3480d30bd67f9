#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/problem.h"
#include "base/put.h"
#include "base/tempfile.h"

static char dir[64];
static int fd;

static int
set_up(void **state)
{
	(void)state;
	snprintf(dir, sizeof dir, "/tmp/chasqui-put-XXXXXX");
	assert_non_null(mkdtemp(dir));
	fd = open(dir, O_RDONLY | O_DIRECTORY);
	return fd == -1;
}

static int
tear_down(void **state)
{
	(void)state;
	close(fd);
	return tempfile_remove(dir);
}

static int
put_text(const char *path, const char *text)
{
	struct put_source source = { .data = text,
		.len = strlen(text),
		.fd = -1 };
	struct problem why = { 0 };

	return put_below(fd, path, &source, 0644, &why);
}

static void
assert_text(const char *path, const char *text)
{
	struct buf all = { 0 };
	char full[256];

	snprintf(full, sizeof full, "%s/%s", dir, path);
	assert_int_equal(buf_read_file(&all, full, 1 << 20, NULL), 0);
	assert_string_equal(buf_str(&all), text);
	buf_free(&all);
}

/* How many names there are in a folder. */
static int
names_in(const char *path)
{
	char full[256];
	DIR *d;
	int n = 0;

	snprintf(full, sizeof full, "%s/%s", dir, path);
	d = opendir(full);
	assert_non_null(d);
	while (readdir(d) != NULL)
		n++;
	closedir(d);
	return n - 2;
}

static void
a_file_is_made_with_its_folders_and_replaced_whole(void **state)
{
	struct stat st;

	(void)state;
	assert_int_equal(put_text("a/b/c/x.md", "one"), 0);
	assert_text("a/b/c/x.md", "one");
	assert_int_equal(fchmodat(fd, "a/b/c/x.md", 0640, 0), 0);
	assert_int_equal(put_text("a/b/c/x.md", ""), 0);
	assert_text("a/b/c/x.md", "");
	assert_int_equal(fstatat(fd, "a/b/c/x.md", &st, 0), 0);
	assert_int_equal(st.st_mode & 0777, 0640);
	assert_int_equal(names_in("a/b/c"), 1);
	assert_int_equal(put_text("a/d/e/f/g", "there in part"), 0);
	assert_text("a/d/e/f/g", "there in part");
	assert_int_equal(put_text("y", "top"), 0);
	assert_text("y", "top");
}

static void
an_open_file_is_copied_from_its_start(void **state)
{
	struct put_source source = { 0 };

	(void)state;
	assert_int_equal(put_text("from", "bytes of it"), 0);
	source.fd = openat(fd, "from", O_RDONLY);
	assert_int_equal(lseek(source.fd, 4, SEEK_SET), 4);
	assert_int_equal(put_below(fd, "a/to", &source, 0644, NULL), 0);
	close(source.fd);
	assert_text("a/to", "bytes of it");
}

static void
nothing_is_written_outside(void **state)
{
	(void)state;
	assert_int_equal(symlinkat("/tmp", fd, "out"), 0);
	assert_int_equal(put_text("out/x", "no"), -1);
	assert_int_equal(put_text("../x", "no"), -1);
	assert_int_equal(put_text("/tmp/x", "no"), -1);
	assert_int_equal(put_text("a/.git/x", "no"), -1);
	assert_int_equal(put_text("file", ""), 0);
	assert_int_equal(put_text("file/b", "a file is no folder"), -1);
}

static void
a_folder_is_not_replaced_and_nothing_is_left(void **state)
{
	struct problem why = { 0 };
	struct put_source source = { .data = "x", .len = 1, .fd = -1 };

	(void)state;
	assert_int_equal(mkdirat(fd, "folder", 0755), 0);
	assert_int_equal(put_below(fd, "folder", &source, 0644, &why), -1);
	assert_string_equal(why.file, "folder");
	assert_int_equal(names_in(""), 1);
}

static void
removing_takes_empty_folders_along_but_the_first(void **state)
{
	(void)state;
	assert_int_equal(put_text("a/b/c/x", "1"), 0);
	assert_int_equal(put_text("a/y", "2"), 0);
	assert_int_equal(put_remove(fd, "a/b/c/x", NULL), 0);
	assert_int_equal(names_in("a"), 1);
	assert_int_equal(put_remove(fd, "a/y", NULL), 0);
	assert_int_equal(names_in("a"), 0);
	assert_int_equal(put_remove(fd, "a/y", NULL), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    a_file_is_made_with_its_folders_and_replaced_whole, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    an_open_file_is_copied_from_its_start, set_up, tear_down),
		cmocka_unit_test_setup_teardown(nothing_is_written_outside,
		    set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    a_folder_is_not_replaced_and_nothing_is_left, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    removing_takes_empty_folders_along_but_the_first, set_up,
		    tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
