#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kernel.h"
#include "server/sandbox.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1 /* its run-time needs what the sandbox forbids */
#else
#define SANITIZED 0
#endif

static char dir[64], inside[96], outside[64];

static int
make_files(void **state)
{
	int fd;

	(void)state;
	snprintf(dir, sizeof dir, "/tmp/chasqui-box-XXXXXX");
	assert_non_null(mkdtemp(dir));
	snprintf(inside, sizeof inside, "%s/file", dir);
	snprintf(outside, sizeof outside, "/tmp/chasqui-out-XXXXXX");
	fd = mkstemp(outside);
	close(fd);
	fd = open(inside, O_WRONLY | O_CREAT, 0600);
	close(fd);
	return 0;
}

static int
remove_files(void **state)
{
	(void)state;
	unlink(inside);
	unlink(outside);
	return rmdir(dir);
}

/* Each of these returns 0 when it was allowed, else errno. */
static int
result(long r)
{
	return r == -1 ? errno : 0;
}

static int
read_inside(void)
{
	return result(open(inside, O_RDONLY));
}

static int
write_inside(void)
{
	return result(open(inside, O_WRONLY));
}

static int
create_inside(void)
{
	char path[128];
	int fd;

	snprintf(path, sizeof path, "%s/new", dir);
	fd = open(path, O_WRONLY | O_CREAT, 0600);
	if (fd != -1)
		unlinkat(AT_FDCWD, path, 0);
	return result(fd);
}

static int
read_outside(void)
{
	return result(open(outside, O_RDONLY));
}

static int
write_outside(void)
{
	return result(open(outside, O_WRONLY));
}

static int
read_passwd(void)
{
	return result(open("/etc/passwd", O_RDONLY));
}

static int
make_socket(void)
{
	return result(socket(AF_INET, SOCK_STREAM, 0));
}

static int
run_program(void)
{
	char *argv[] = { NULL }, *envp[] = { NULL };

	return result(execve("/bin/true", argv, envp));
}

static int
start_process(void)
{
	long pid = syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);

	if (pid == 0)
		_exit(0);
	return result(pid);
}

static int
trace_parent(void)
{
	return result(
	    syscall(SYS_ptrace, 16 /* PTRACE_ATTACH */, getppid(), 0, 0));
}

static int
signal_parent(void)
{
	return result(syscall(SYS_kill, getppid(), 0));
}

static int
map_code(void)
{
	return mmap(NULL, 4096, PROT_READ | PROT_EXEC,
		   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED
		   ? errno
		   : 0;
}

static int
change_root(void)
{
	return result(chroot("/"));
}

static int
allocate(void)
{
	void *p = malloc(10 << 20);

	if (p == NULL)
		return ENOMEM;
	memset(p, 1, 10 << 20);
	free(p);
	return 0;
}

static int
dump_core(void)
{
	struct rlimit r;

	getrlimit(RLIMIT_CORE, &r);
	return r.rlim_max == 0 ? EPERM : 0;
}

/* Else a signal of one's choice could be sent to any process of the user. */
static int
choose_signal(void)
{
	return result(fcntl(STDIN_FILENO, F_SETSIG, SIGTERM));
}

static int
choose_owner(void)
{
	return result(fcntl(STDIN_FILENO, F_SETOWN, getppid()));
}

static int
choose_owner_ex(void)
{
	struct f_owner_ex to = { F_OWNER_PID, getppid() };

	return result(fcntl(STDIN_FILENO, F_SETOWN_EX, &to));
}

static int
lock_a_file(void)
{
	struct flock lock = { .l_type = F_RDLCK, .l_whence = SEEK_SET };
	int fd = open(inside, O_RDONLY);

	return result(fcntl(fd, F_SETLK, &lock));
}

static int
make_a_pair(void)
{
	int pair[2];

	return result(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
}

static int
make_a_pair_of_the_network(void)
{
	int pair[2];

	return result(socketpair(AF_INET, SOCK_STREAM, 0, pair));
}

static int
make_a_folder(void)
{
	char path[128];
	int made;

	snprintf(path, sizeof path, "%s/folder", dir);
	made = mkdirat(AT_FDCWD, path, 0700);
	if (made == 0)
		unlinkat(AT_FDCWD, path, AT_REMOVEDIR);
	return result(made);
}

static int
make_a_file_without_a_name(void)
{
	return result(open(dir, O_TMPFILE | O_RDWR, 0600));
}

static int
rename_inside(void)
{
	char path[128];
	int moved;

	snprintf(path, sizeof path, "%s/moved", dir);
	moved = renameat(AT_FDCWD, inside, AT_FDCWD, path);
	if (moved == 0)
		renameat(AT_FDCWD, path, AT_FDCWD, inside);
	return result(moved);
}

static int
truncate_inside(void)
{
	return result(open(inside, O_RDWR | O_TRUNC));
}

static int
remove_outside(void)
{
	return result(unlinkat(AT_FDCWD, outside, 0));
}

/* Who may: a worker, the indexer, the publisher. */
enum { WORKER = 1, INDEXER = 2, PUBLISHER = 4 };

static const struct {
	const char *what;
	int (*try)(void);
	unsigned who;
} tries[] = {
	{ "read inside", read_inside, WORKER | INDEXER | PUBLISHER },
	{ "write inside", write_inside, INDEXER | PUBLISHER },
	{ "create inside", create_inside, INDEXER | PUBLISHER },
	{ "truncate inside", truncate_inside, INDEXER | PUBLISHER },
	{ "rename inside", rename_inside, INDEXER | PUBLISHER },
	{ "make a folder inside", make_a_folder, INDEXER | PUBLISHER },
	{ "make a file without a name", make_a_file_without_a_name,
	    INDEXER | PUBLISHER },
	{ "read outside", read_outside, 0 },
	{ "write outside", write_outside, 0 },
	{ "remove outside", remove_outside, 0 },
	{ "read /etc/passwd", read_passwd, 0 },
	{ "make a socket", make_socket, 0 },
	{ "make a pair to hand over", make_a_pair, WORKER },
	{ "make a pair of the network", make_a_pair_of_the_network, 0 },
	{ "run a program", run_program, 0 },
	{ "start a process", start_process, 0 },
	{ "trace the parent", trace_parent, 0 },
	{ "signal the parent", signal_parent, 0 },
	{ "map code", map_code, 0 },
	{ "change root", change_root, 0 },
	{ "dump core", dump_core, 0 },
	{ "choose a signal", choose_signal, 0 },
	{ "choose an owner", choose_owner, 0 },
	{ "choose an owner in the other way", choose_owner_ex, 0 },
	{ "lock a file", lock_a_file, WORKER | INDEXER | PUBLISHER },
	{ "allocate", allocate, WORKER | INDEXER | PUBLISHER },
};

static const struct {
	const char *name;
	enum sandbox_role role;
	bool writes;
	unsigned who;
} roles[] = {
	{ "worker", SANDBOX_WORKER, false, WORKER },
	{ "indexer", SANDBOX_INDEXER, true, INDEXER },
	{ "publisher", SANDBOX_PUBLISHER, true, PUBLISHER },
};

/* Enter the sandbox in a child and try one thing: 0, or its errno. */
static int
in_sandbox(size_t role, int (*try)(void))
{
	const char *folders[] = { dir };
	struct sandbox box = { .role = roles[role].role,
		.read = folders,
		.nread = 1,
		.write = folders,
		.nwrite = roles[role].writes,
		.connections = 10 };
	int status;
	pid_t child = fork();

	if (child == 0) {
		sandbox_enter(&box);
		_exit(try());
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* The threat model's sentences, tried from inside. */
static void
what_is_forbidden_fails_and_what_is_needed_works(void **state)
{
	(void)state;
	if (SANITIZED || !kernel_has_seccomp())
		skip();
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
		for (size_t r = 0; r < sizeof roles / sizeof *roles; r++) {
			int error = in_sandbox(r, tries[i].try);
			bool may = (tries[i].who & roles[r].who) != 0;

			if ((error == 0) != may)
				fail_msg("%s: %s: error %d", roles[r].name,
				    tries[i].what, error);
		}
}

static int
become_nobody(void)
{
	struct problem why = { 0 };

	if (sandbox_become("nobody", &why) == -1)
		return 1;
	if (getuid() == 0 || geteuid() == 0 || getgid() == 0)
		return 2;
	if (setuid(0) == 0 || setgid(0) == 0)
		return 3;
	return 0;
}

static void
privileges_are_dropped_for_good(void **state)
{
	int status;
	pid_t child;

	(void)state;
	if (geteuid() != 0)
		skip();
	child = fork();
	if (child == 0)
		_exit(become_nobody());
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void
a_user_that_does_not_exist_is_named(void **state)
{
	struct problem why = { 0 };

	(void)state;
	assert_int_equal(sandbox_become("no-such-user", &why), -1);
	assert_non_null(strstr(why.sentence, "no-such-user"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    what_is_forbidden_fails_and_what_is_needed_works,
		    make_files, remove_files),
		cmocka_unit_test(privileges_are_dropped_for_good),
		cmocka_unit_test(a_user_that_does_not_exist_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
