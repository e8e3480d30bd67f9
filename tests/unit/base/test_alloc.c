#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"

static void
no_size_gives_null(void **state)
{
	void *p;

	(void)state;
	p = xmalloc(0);
	assert_non_null(p);
	p = xrealloc(p, 0);
	assert_non_null(p);
	free(p);
	p = xcalloc(0, 8);
	assert_non_null(p);
	free(p);
	p = xreallocarray(NULL, 0, 8);
	assert_non_null(p);
	free(p);
}

static void
what_calloc_gives_is_zeroed(void **state)
{
	unsigned char *p = xcalloc(7, 11);

	(void)state;
	for (size_t i = 0; i < 77; i++)
		assert_int_equal(p[i], 0);
	free(p);
}

static void
growing_keeps_the_content(void **state)
{
	char *p = xstrdup("gazette");

	(void)state;
	p = xreallocarray(p, 1000, 1000);
	assert_string_equal(p, "gazette");
	free(p);
}

static void
a_copy_of_bytes_ends_in_nul(void **state)
{
	char *p = xstrndup("harbour gazette", 7);

	(void)state;
	assert_string_equal(p, "harbour");
	free(p);
	p = xstrndup(NULL, 0);
	assert_string_equal(p, "");
	free(p);
}

/* Runs in a child whose standard error is the pipe. */
static void
overflow(int fd)
{
	dup2(fd, STDERR_FILENO);
	free(xreallocarray(NULL, SIZE_MAX / 2 + 2,
	    2)); /* 2 bytes, if it wraps */
	_exit(0);
}

static void
no_memory_ends_the_process_with_one_line(void **state)
{
	char said[256] = { 0 };
	int ends[2], status;
	pid_t child;
	ssize_t n;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_int_not_equal(child, -1);
	if (child == 0)
		overflow(ends[1]);
	close(ends[1]);
	n = read(ends[0], said, sizeof said - 1);
	assert_true(n > 0);
	assert_string_equal(said, "chasqui: out of memory\n");
	assert_int_equal(read(ends[0], said, sizeof said), 0);
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_size_gives_null),
		cmocka_unit_test(what_calloc_gives_is_zeroed),
		cmocka_unit_test(growing_keeps_the_content),
		cmocka_unit_test(a_copy_of_bytes_ends_in_nul),
		cmocka_unit_test(no_memory_ends_the_process_with_one_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
