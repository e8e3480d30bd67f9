#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/put.h"
#include "base/tempfile.h"
#include "capsule/history.h"

#define NOW 1780000000123LL /* 2026-05-28, 20:26:40 */
#define DAY (24 * 3600 * 1000LL)

static char dir[64];
static int fd;
static struct arena arena;

static int
set_up(void **state)
{
	(void)state;
	snprintf(dir, sizeof dir, "/tmp/chasqui-history-XXXXXX");
	assert_non_null(mkdtemp(dir));
	fd = open(dir, O_RDONLY | O_DIRECTORY);
	return fd == -1;
}

static int
tear_down(void **state)
{
	(void)state;
	close(fd);
	arena_free(&arena);
	return tempfile_remove(dir);
}

static void
keep(const char *path, const char *text, int64_t when)
{
	struct history_by by = { "replaced", "Ana Torres", "0123",
		"192.0.2.7" };
	struct put_source source = { .data = text,
		.len = strlen(text),
		.fd = -1 };

	assert_int_equal(history_keep(fd, path, &source, &by, when, NULL), 0);
}

static size_t
count(const char *path)
{
	const struct history_version *list;

	return history_list(&arena, dir, path, &list);
}

static void
a_version_is_found_by_path_and_time_with_who_and_from_where(void **state)
{
	struct history_version v;
	struct buf text = { 0 };

	(void)state;
	keep("articles/x.md", "first", NOW);
	keep("articles/x.md", "second", NOW + 5000);
	assert_int_equal(
	    history_find(&arena, dir, "articles/x.md", "20260528T202640", &v),
	    1);
	assert_string_equal(v.time, "20260528T202640.123Z");
	assert_string_equal(v.path, "articles/x.md");
	assert_string_equal(v.by.what, "replaced");
	assert_string_equal(v.by.name, "Ana Torres");
	assert_string_equal(v.by.fingerprint, "0123");
	assert_string_equal(v.by.from, "192.0.2.7");
	assert_int_equal(v.size, 5);
	assert_int_equal(history_read(fd, v.path, v.time, 100, &text, NULL), 0);
	assert_string_equal(buf_str(&text), "first");
	buf_free(&text);
	assert_int_equal(history_find(&arena, dir, "articles/x.md", "2025", &v),
	    0);
	assert_int_equal(history_find(&arena, dir, "articles/x.md", "", &v), 1);
	assert_string_equal(v.time, "20260528T202645.123Z");
}

static void
versions_of_one_moment_are_all_kept(void **state)
{
	(void)state;
	for (int i = 0; i < 5; i++)
		keep("articles/x.md", "text", NOW);
	assert_int_equal(count("articles/x.md"), 5);
}

static void
the_list_of_all_is_the_newest_first(void **state)
{
	const struct history_version *list;

	(void)state;
	assert_int_equal(count(""), 0);
	keep("articles/a.md", "1", NOW);
	keep("static/b/c.png", "2", NOW + 2000);
	keep("notice.md", "3", NOW + 1000);
	assert_int_equal(history_list(&arena, dir, "", &list), 3);
	assert_string_equal(list[0].path, "static/b/c.png");
	assert_string_equal(list[1].path, "notice.md");
	assert_string_equal(list[2].path, "articles/a.md");
	assert_int_equal(count("static"), 0);
}

static void
age_and_size_limit_what_is_kept(void **state)
{
	(void)state;
	keep("articles/a.md", "0123456789", NOW - 40 * DAY);
	keep("articles/b.md", "0123456789", NOW - 20 * DAY);
	keep("articles/c.md", "0123456789", NOW - 10 * DAY);
	keep("articles/d.md", "0123456789", NOW);
	history_prune(dir, fd, 0, 0, NOW);
	assert_int_equal(count(""), 4);
	history_prune(dir, fd, 30, 0, NOW);
	assert_int_equal(count(""), 3);
	assert_int_equal(count("articles/a.md"), 0);
	history_prune(dir, fd, 30, 25, NOW);
	assert_int_equal(count(""), 2);
	assert_int_equal(count("articles/d.md"), 1);
	assert_int_equal(faccessat(fd, "history/articles/a.md", F_OK, 0), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    a_version_is_found_by_path_and_time_with_who_and_from_where,
		    set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    versions_of_one_moment_are_all_kept, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    the_list_of_all_is_the_newest_first, set_up, tear_down),
		cmocka_unit_test_setup_teardown(age_and_size_limit_what_is_kept,
		    set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
