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

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/tempfile.h"
#include "export/tree.h"

static char folder[64];
static struct arena memory;

static int
make_folder(void **state)
{
	(void)state;
	snprintf(folder, sizeof folder, "/tmp/chasqui-tree-XXXXXX");
	return mkdtemp(folder) == NULL ? -1 : 0;
}

static int
remove_folder(void **state)
{
	int result = tempfile_remove(folder);

	(void)state;
	arena_free(&memory);
	return result;
}

static const char *
in(const char *name)
{
	return arena_printf(&memory, "%s/%s", folder, name);
}

static void
put(const char *name, const char *text)
{
	assert_int_equal(file_write(in(name), text, strlen(text), 0644, NULL),
	    0);
}

static void
assert_text(const char *name, const char *wanted)
{
	struct buf got = { 0 };

	assert_int_equal(buf_read_file(&got, in(name), 1000, NULL), 0);
	assert_string_equal(buf_str(&got), wanted);
	buf_free(&got);
}

static size_t
count(const char *name)
{
	DIR *d = opendir(in(name));
	size_t n = 0;

	assert_non_null(d);
	while (readdir(d) != NULL)
		n++;
	closedir(d);
	return n - 2;
}

/* A tree of one file at "out". */
static void
export_text(const char *text)
{
	struct problem why = { 0 };
	struct tree t;

	assert_int_equal(tree_begin(&t, in("out"), false, &why), 0);
	assert_int_equal(tree_write(&t, "a/x.gmi", text, strlen(text), &why),
	    0);
	assert_int_equal(t.files, 1);
	assert_int_equal(tree_commit(&t, &why), 0);
	tree_drop(&t);
}

static void
a_tree_is_not_seen_before_it_is_complete(void **state)
{
	struct problem why = { 0 };
	struct tree t;
	struct stat st;

	(void)state;
	assert_int_equal(tree_begin(&t, in("out"), false, &why), 0);
	assert_int_equal(tree_write(&t, "x", "one", 3, &why), 0);
	assert_int_equal(access(in("out"), F_OK), -1);
	assert_int_equal(tree_commit(&t, &why), 0);
	assert_text("out/x", "one");
	assert_int_equal(stat(in("out"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0755);
	assert_int_equal(count(""), 1);
}

static void
a_later_tree_takes_the_place_of_the_former(void **state)
{
	(void)state;
	export_text("one");
	put("out/left", "over");
	export_text("two");
	assert_text("out/a/x.gmi", "two");
	assert_int_equal(access(in("out/left"), F_OK), -1);
	assert_int_equal(count(""), 1);
}

static void
an_empty_folder_may_be_replaced(void **state)
{
	(void)state;
	assert_int_equal(mkdir(in("out"), 0755), 0);
	export_text("one");
	assert_text("out/a/x.gmi", "one");
}

static void
what_is_somebody_elses_is_never_replaced(void **state)
{
	struct problem why = { 0 };
	struct tree t;

	(void)state;
	assert_int_equal(mkdir(in("out"), 0755), 0);
	put("out/letter", "dear");
	assert_int_equal(tree_begin(&t, in("out"), false, &why), -1);
	assert_non_null(strstr(why.sentence, "not replaced"));
	assert_non_null(strstr(why.file, "out"));
	put("file", "text");
	assert_int_equal(tree_begin(&t, in("file"), false, &why), -1);
	assert_int_equal(tree_begin(&t, in("out/."), false, &why), -1);
	assert_int_equal(tree_begin(&t, "", false, &why), -1);
	assert_int_equal(tree_begin(&t, "/", false, &why), -1);
	assert_text("out/letter", "dear");
	assert_int_equal(count(""), 2);
}

static void
what_came_meanwhile_is_not_replaced_either(void **state)
{
	struct problem why = { 0 };
	struct tree t;

	(void)state;
	assert_int_equal(tree_begin(&t, in("out"), false, &why), 0);
	assert_int_equal(mkdir(in("out"), 0755), 0);
	put("out/letter", "dear");
	assert_int_equal(tree_commit(&t, &why), -1);
	tree_drop(&t);
	assert_text("out/letter", "dear");
	assert_int_equal(count(""), 1);
}

static void
a_tree_that_is_dropped_leaves_nothing(void **state)
{
	struct problem why = { 0 };
	struct tree t;

	(void)state;
	assert_int_equal(tree_begin(&t, in("out/"), false, &why), 0);
	assert_int_equal(tree_write(&t, "a/b/c", "x", 1, &why), 0);
	tree_drop(&t);
	tree_drop(&t);
	assert_int_equal(count(""), 0);
}

static void
the_tree_of_a_file_may_stand_beside_that_file(void **state)
{
	struct problem why = { 0 };
	struct tree t;

	(void)state;
	put("book", "old");
	assert_int_equal(tree_begin(&t, in("book"), true, &why), 0);
	tree_drop(&t);
	assert_int_equal(tree_begin(&t, folder, true, &why), -1);
	assert_text("book", "old");
}

static void
files_are_copied_whole(void **state)
{
	struct problem why = { 0 };
	struct tree t;
	int fd;

	(void)state;
	put("source", "all of it");
	fd = open(in("source"), O_RDONLY | O_CLOEXEC);
	assert_int_equal(tree_begin(&t, in("out"), false, &why), 0);
	assert_int_equal(tree_copy(&t, "s/copy", fd, &why), 0);
	close(fd);
	assert_int_equal(tree_commit(&t, &why), 0);
	assert_text("out/s/copy", "all of it");
}

static void
two_files_of_one_name_are_a_fault(void **state)
{
	struct problem why = { 0 };
	struct tree t;

	(void)state;
	assert_int_equal(tree_begin(&t, in("out"), false, &why), 0);
	assert_int_equal(tree_write(&t, "x", "1", 1, &why), 0);
	assert_int_equal(tree_write(&t, "x", "2", 1, &why), -1);
	assert_int_equal(tree_write(&t, "x/y", "2", 1, &why), -1);
	tree_drop(&t);
}

#define with_folder(test)                                                      \
	cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		with_folder(a_tree_is_not_seen_before_it_is_complete),
		with_folder(a_later_tree_takes_the_place_of_the_former),
		with_folder(an_empty_folder_may_be_replaced),
		with_folder(what_is_somebody_elses_is_never_replaced),
		with_folder(what_came_meanwhile_is_not_replaced_either),
		with_folder(a_tree_that_is_dropped_leaves_nothing),
		with_folder(the_tree_of_a_file_may_stand_beside_that_file),
		with_folder(files_are_copied_whole),
		with_folder(two_files_of_one_name_are_a_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
