#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmocka.h>
#include <linux/landlock.h>

#include "base/exit_status.h"
#include "import/confine.h"

/* Not below /tmp, where an import may write. */
static char folder[64], capsule[80], victim[80];

static int
set_up(void **state)
{
	(void)state;
	(void)snprintf(folder, sizeof folder, "confine-test-%d", (int)getpid());
	(void)snprintf(capsule, sizeof capsule, "%s/c", folder);
	(void)snprintf(victim, sizeof victim, "%s/victim", folder);
	return mkdir(folder, 0700);
}

static int
tear_down(void **state)
{
	(void)state;
	unlink(victim);
	rmdir(capsule);
	return rmdir(folder);
}

static int
try_all(void *ctx)
{
	static char *const none[] = { NULL };
	char path[96];
	int fd;

	(void)ctx;
	(void)snprintf(path, sizeof path, "%s/x", capsule);
	fd = open(path, O_WRONLY | O_CREAT, 0600);
	if (fd == -1 || unlink(path) == -1)
		return 10;
	if (open(victim, O_WRONLY | O_CREAT, 0600) != -1)
		return 11;
	if (execve("/bin/true", none, none) != -1 || errno != EPERM)
		return 12;
	if (kill(getppid(), 0) != -1 || errno != EPERM)
		return 13;
	if (socket(AF_INET, SOCK_STREAM, 0) != -1 || errno != EPERM)
		return 14;
	return 0;
}

static void
nothing_is_done_outside_of_the_capsule(void **state)
{
	const struct confine how = { .capsule = capsule, .make = true };

	(void)state;
	if (syscall(SYS_landlock_create_ruleset, NULL, 0,
		LANDLOCK_CREATE_RULESET_VERSION) < 1)
		skip();
	assert_int_equal(confine_run(&how, try_all, NULL), 0);
	/* a folder that was made for nothing is gone */
	assert_int_equal(access(capsule, F_OK), -1);
}

static int
compute_too_long(void *ctx)
{
	(void)ctx;
	confine_source();
	return raise(SIGXCPU);
}

static int
fall(void *ctx)
{
	(void)ctx;
	signal(SIGABRT, SIG_DFL);
	abort();
}

static int
end_well(void *ctx)
{
	return *(int *)ctx;
}

static void
how_it_ended_is_the_exit_status(void **state)
{
	const struct confine how = { .capsule = "/nowhere" };
	int status = 1;

	(void)state;
	assert_int_equal(confine_run(&how, end_well, &status), 1);
	assert_int_equal(confine_run(&how, compute_too_long, NULL),
	    CMD_PROBLEMS);
	assert_int_equal(confine_run(&how, fall, NULL), CMD_SYSTEM);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    nothing_is_done_outside_of_the_capsule, set_up, tear_down),
		cmocka_unit_test(how_it_ended_is_the_exit_status),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
