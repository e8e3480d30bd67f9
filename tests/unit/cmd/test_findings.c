#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cmd/findings.h"

static struct findings all;

static void
add(const char *file, size_t line, const char *sentence)
{
	struct problem why = { 0 };

	problem_set(&why, line, "%s", sentence);
	problem_in(&why, file);
	findings_add(&all, &why);
}

static void
note(const char *file, const char *sentence)
{
	struct problem why = { 0 };

	problem_set(&why, 0, "%s", sentence);
	problem_in(&why, file);
	findings_note(&all, &why);
}

/* What is printed on a stream, with file descriptor fd, into out. */
static void
print(FILE *stream, int fd, enum findings_form form, char *out, size_t size)
{
	FILE *into = tmpfile();
	int kept = dup(fd);
	size_t n;

	assert_non_null(into);
	fflush(stream);
	dup2(fileno(into), fd);
	assert_int_equal(findings_print(&all, form, true), CMD_DONE);
	fflush(stream);
	dup2(kept, fd);
	close(kept);
	rewind(into);
	n = fread(out, 1, size - 1, into);
	out[n] = '\0';
	fclose(into);
	findings_free(&all);
}

static void
findings_are_sorted_by_file_and_line(void **state)
{
	char out[500];

	(void)state;
	all.root = "/srv";
	add("b", 2, "second");
	add("a", 10, "late");
	add("b", 0, "whole");
	add("a", 9, "early");
	add("b", 2, "third");
	add("/etc/x", 1, "elsewhere");
	print(stderr, STDERR_FILENO, FINDINGS_LINES, out, sizeof out);
	assert_string_equal(out, "/etc/x:1: elsewhere\n"
				 "/srv/a:9: early\n"
				 "/srv/a:10: late\n"
				 "/srv/b:1: whole\n"
				 "/srv/b:2: second\n"
				 "/srv/b:2: third\n");
}

static void
many_findings_are_all_kept(void **state)
{
	(void)state;
	for (size_t i = 0; i < 1000; i++)
		add("a", i, "again");
	assert_int_equal(all.n, 1000);
	findings_free(&all);
}

static void
json_is_one_object_a_line_whatever_the_name_holds(void **state)
{
	char out[500];

	(void)state;
	add("a\"\\\n\xFF", 3, "it's \"bad\"");
	add("b", 0, "whole");
	note("c", "draft");
	print(stdout, STDOUT_FILENO, FINDINGS_JSON, out, sizeof out);
	assert_string_equal(out,
	    "{\"file\": \"a\\\"\\\\??\", \"line\": 3, "
	    "\"problem\": \"it's \\\"bad\\\"\"}\n"
	    "{\"file\": \"b\", \"line\": null, \"problem\": \"whole\"}\n"
	    "{\"file\": \"c\", \"line\": null, \"problem\": \"draft\", "
	    "\"note\": true}\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(findings_are_sorted_by_file_and_line),
		cmocka_unit_test(many_findings_are_all_kept),
		cmocka_unit_test(
		    json_is_one_object_a_line_whatever_the_name_holds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
