#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/filewalk.h"
#include "base/tempfile.h"

static char root[] = "/tmp/chasqui-filewalk-XXXXXX";
static struct buf seen;

static void
put(const char *path, const char *text)
{
	char file[256], *name;

	assert_non_null(file_join(file, sizeof file, root, path));
	name = strrchr(file, '/');
	*name = '\0';
	assert_int_equal(file_make_folder(file, 0755, NULL), 0);
	*name = '/';
	assert_int_equal(file_write(file, text, strlen(text), 0644, NULL), 0);
}

static int
make_files(void **state)
{
	char link[256];

	(void)state;
	assert_non_null(mkdtemp(root));
	put("static/b/deep/z", "12");
	put("static/b/y", "1");
	put("static/a/x", "");
	put("static/c", "123");
	put("static/.hidden", "1");
	put("static/.git/config", "1");
	put("other/far", "1234");
	assert_non_null(file_join(link, sizeof link, root, "static/link"));
	return symlink("../other/far", link);
}

static int
remove_files(void **state)
{
	(void)state;
	buf_free(&seen);
	return tempfile_remove(root);
}

static bool
note(void *ctx, const struct walked_file *f)
{
	const char *last = ctx;
	char path[256];

	assert_string_equal(file_join(path, sizeof path, root, f->below),
	    f->path);
	assert_ptr_equal(file_name(f->below), f->name);
	buf_addf(&seen, "%s %d, ", f->below, (int)f->size);
	return last == NULL || strcmp(f->name, last) != 0;
}

static void
files_come_in_order_and_before_folders(void **state)
{
	(void)state;
	buf_clear(&seen);
	assert_true(filewalk(root, "static", false, note, NULL));
	assert_string_equal(buf_str(&seen),
	    "static/c 3, static/a/x 0, static/b/y 1, static/b/deep/z 2, ");
}

static void
links_count_where_they_are_followed(void **state)
{
	(void)state;
	buf_clear(&seen);
	assert_true(filewalk(root, "static", true, note, NULL));
	assert_non_null(strstr(buf_str(&seen), "static/link 4, "));
}

static void
who_has_seen_enough_is_shown_no_more(void **state)
{
	char last[] = "x";

	(void)state;
	buf_clear(&seen);
	assert_false(filewalk(root, "static", false, note, last));
	assert_string_equal(buf_str(&seen), "static/c 3, static/a/x 0, ");
}

static void
a_folder_that_is_not_there_has_no_files(void **state)
{
	(void)state;
	buf_clear(&seen);
	assert_true(filewalk(root, "articles", false, note, NULL));
	assert_int_equal(seen.len, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(files_come_in_order_and_before_folders),
		cmocka_unit_test(links_count_where_they_are_followed),
		cmocka_unit_test(who_has_seen_enough_is_shown_no_more),
		cmocka_unit_test(a_folder_that_is_not_there_has_no_files),
	};

	return cmocka_run_group_tests(tests, make_files, remove_files);
}
