#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "capsule/source_notes.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct source_note n;

static bool
find(const char *text, const char *name)
{
	return source_notes_find(text, strlen(text), name, &n);
}

static void
a_source_is_found_by_its_name(void **state)
{
	static const char text[] = "9\t8\t0\tone\t\n20\t10\t30\ttwo\tis busy\n";

	(void)state;
	assert_true(find(text, "two"));
	assert_int_equal(n.tried, 20);
	assert_int_equal(n.succeeded, 10);
	assert_int_equal(n.next, 30);
	assert_string_equal(n.reason, "is busy");
	assert_true(find(text, "one"));
	assert_string_equal(n.reason, "");
	assert_false(find(text, "three"));
	assert_int_equal(n.tried, 0);
}

static void
lines_of_another_form_are_passed_over(void **state)
{
	(void)state;
	assert_false(find("", "one"));
	assert_false(find("9\t8\t0\t\tx\n", ""));
	assert_false(find("x\t8\t0\tone\t\n", "one"));
	assert_false(find("9\t\t0\tone\t\n", "one"));
	assert_false(find("9\t8\t-1\tone\t\n", "one"));
	assert_false(find("9\t8\t99999999999999999999\tone\t\n", "one"));
	assert_true(find("junk\n9\t8\t0\tone", "one"));
}

static void
a_failure_keeps_the_time_of_the_last_success(void **state)
{
	char folder[] = "/tmp/chasqui-test-XXXXXX", path[64];
	struct source_note good = { .tried = 10, .succeeded = 10 };
	struct source_note bad = { .tried = 20, .reason = "is\tbusy\nnow" };
	struct problem why = { 0 };
	int dir;

	(void)state;
	assert_non_null(mkdtemp(folder));
	dir = open(folder, O_PATH | O_DIRECTORY);
	assert_false(source_notes_read(dir, "one", &n));
	assert_int_equal(source_notes_write(dir, "one", &good, &why), 0);
	assert_int_equal(source_notes_write(dir, "two", &good, &why), 0);
	assert_int_equal(source_notes_write(dir, "one", &bad, &why), 0);
	assert_true(source_notes_read(dir, "one", &n));
	assert_int_equal(n.tried, 20);
	assert_int_equal(n.succeeded, 10);
	assert_string_equal(n.reason, "is busy now");
	assert_true(source_notes_read(dir, "two", &n));
	close(dir);
	(void)snprintf(path, sizeof path, "%s/.chasqui/sources", folder);
	unlink(path);
	(void)snprintf(path, sizeof path, "%s/.chasqui", folder);
	rmdir(path);
	rmdir(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_source_is_found_by_its_name),
		cmocka_unit_test(lines_of_another_form_are_passed_over),
		cmocka_unit_test(a_failure_keeps_the_time_of_the_last_success),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
