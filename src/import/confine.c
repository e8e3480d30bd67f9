#include "import/confine.h"

#include <errno.h>
#include <seccomp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/exit_status.h"
#include "base/file.h"
#include "base/landlock.h"
#include "base/problem.h"
#include "base/tempfile.h"
#include "import/images/smaller.h"

#define MEMORY_MAX (2UL << 30) /* bytes of addresses: what is kept is less */
#define SECONDS    600         /* of computing, for a source */

/* ---- files: Landlock ---- */

/* All that changes files and folders; reading is left to permissions. */
#define FS_WRITE                                                               \
	(LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE |      \
	    LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |      \
	    LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_SYM |        \
	    LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_BLOCK |     \
	    LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_SOCK)

static void
confine_files(const char *capsule)
{
	/* where libraries put what is too much for memory */
	static const char *const temporary[] = { "/tmp", "/var/tmp", "/usr/tmp",
		"/dev/null" };
	long version = landlock_version();
	uint64_t write = FS_WRITE | (version >= 3 ? LANDLOCK_FS_TRUNCATE : 0);
	struct landlock_ruleset_attr all = { .handled_access_fs = write };
	int rules;

	if (version < 1)
		return;
	rules = landlock_rules(&all, sizeof all.handled_access_fs);
	if (rules == -1)
		return;
	landlock_allow(rules, capsule, write);
	for (size_t i = 0; i < sizeof temporary / sizeof temporary[0]; i++)
		landlock_allow(rules, temporary[i], write);
	if (getenv("TMPDIR") != NULL)
		landlock_allow(rules, getenv("TMPDIR"), write);
	landlock_restrict(rules);
}

/* ---- system calls: seccomp ---- */

/*
 * What an import never does.  A list of what it may do would have to follow
 * libcurl's resolver and iconv's modules from one release to the next.
 */
static const int never[] = {
	/* clang-format off */
	SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(ptrace),
	SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev),
	SCMP_SYS(pidfd_open), SCMP_SYS(pidfd_getfd),
	SCMP_SYS(pidfd_send_signal), SCMP_SYS(kill), SCMP_SYS(tkill),
	SCMP_SYS(rt_sigqueueinfo), SCMP_SYS(mount), SCMP_SYS(umount2),
	SCMP_SYS(move_mount), SCMP_SYS(open_tree), SCMP_SYS(fsopen),
	SCMP_SYS(pivot_root), SCMP_SYS(chroot), SCMP_SYS(unshare),
	SCMP_SYS(setns), SCMP_SYS(bpf), SCMP_SYS(perf_event_open),
	SCMP_SYS(userfaultfd), SCMP_SYS(io_uring_setup), SCMP_SYS(keyctl),
	SCMP_SYS(add_key), SCMP_SYS(request_key), SCMP_SYS(init_module),
	SCMP_SYS(finit_module), SCMP_SYS(delete_module),
	SCMP_SYS(kexec_load), SCMP_SYS(kexec_file_load), SCMP_SYS(reboot),
	SCMP_SYS(swapon), SCMP_SYS(swapoff), SCMP_SYS(acct),
	SCMP_SYS(setuid), SCMP_SYS(setgid), SCMP_SYS(setgroups),
	SCMP_SYS(setresuid), SCMP_SYS(setresgid), SCMP_SYS(capset),
	SCMP_SYS(listen), SCMP_SYS(accept4),
	SCMP_SYS(personality), SCMP_SYS(open_by_handle_at),
	/* clang-format on */
};

static void
confine_calls(bool network)
{
	static const int families[] = { AF_INET, AF_INET6, AF_PACKET };
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);

	if (filter == NULL)
		return;
	for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
		seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), never[i], 0);
	for (size_t i = 0; !network && i < 3; i++)
		seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM),
		    SCMP_SYS(socket), 1,
		    SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)families[i], 0));
	seccomp_load(filter);
	seccomp_release(filter);
}

/* ---- limits ---- */

static void
limit(__rlimit_resource_t what, rlim_t soft, rlim_t most)
{
	struct rlimit now, r = { soft, most };

	if (getrlimit(what, &now) == 0 && now.rlim_max < r.rlim_max)
		r.rlim_max = now.rlim_max;
	if (r.rlim_cur > r.rlim_max)
		r.rlim_cur = r.rlim_max;
	setrlimit(what, &r);
}

void
confine_source(void)
{
	struct rusage used;

	if (getrusage(RUSAGE_SELF, &used) == 0)
		limit(RLIMIT_CPU,
		    (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
			SECONDS,
		    RLIM_INFINITY);
}

/*
 * A build under a sanitizer: its shadow takes terabytes of addresses, and its
 * leak checker traces the program.
 */
#ifdef __SANITIZE_ADDRESS__
static const bool watched = true;
#else
static const bool watched = false;
#endif

static void
enter(const struct confine *how)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	limit(RLIMIT_CORE, 0, 0);
	if (!watched)
		limit(RLIMIT_AS, MEMORY_MAX, MEMORY_MAX);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1)
		return;
	confine_files(how->capsule);
	if (!watched)
		confine_calls(how->network);
}

/* ---- the two processes ---- */

static int smaller = -1; /* in the child */
static char folder[TEMPFILE_FOLDER_SIZE];

const char *
confine_folder(void)
{
	return folder;
}

int
confine_smaller(void)
{
	return smaller;
}

static int
tell_end(int status)
{
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	if (WTERMSIG(status) == SIGXCPU)
		fprintf(stderr,
		    "chasqui: given up: the source takes more than %d seconds "
		    "of computing\n",
		    SECONDS);
	else
		fprintf(stderr, "chasqui: the import was ended by signal %d\n",
		    WTERMSIG(status));
	return WTERMSIG(status) == SIGXCPU ? CMD_PROBLEMS : CMD_SYSTEM;
}

/*
 * Whoever ends the run by a signal ends the child, and this process when it has
 * put away what the child has left.
 */
static const int ending[] = { SIGHUP, SIGINT, SIGTERM };

#define ENDING (sizeof ending / sizeof ending[0])

static volatile sig_atomic_t ended_by, working;

static void
pass_on(int sig)
{
	ended_by = sig;
	if (working > 0)
		(void)kill((pid_t)working, sig);
}

/* What is ignored (nohup) stays so. */
static void
set_ending(void (*handler)(int sig))
{
	struct sigaction how = { .sa_handler = handler,
		.sa_flags = SA_RESTART };
	struct sigaction now;

	for (size_t i = 0; i < ENDING; i++)
		if (sigaction(ending[i], NULL, &now) == 0 &&
		    now.sa_handler != SIG_IGN)
			(void)sigaction(ending[i], &how, NULL);
}

/* Without one, only what is packed cannot be read. */
static void
make_folder(void)
{
	struct problem why = { .file = "" };

	set_ending(pass_on); /* first: a signal may come at any time */
	(void)tempfile_folder(folder, &why);
}

static void
remove_folder(void)
{
	if (folder[0] != '\0')
		(void)tempfile_remove(folder);
	folder[0] = '\0';
	set_ending(SIG_DFL);
	if (ended_by != 0)
		(void)raise(ended_by);
}

int
confine_run(const struct confine *how, int (*work)(void *ctx), void *ctx)
{
	bool made = how->make && access(how->capsule, F_OK) == -1;
	struct problem why = { .file = "" };
	char line[sizeof why + 32];
	int status = 0, ends[2] = { -1, -1 };
	pid_t child;

	if (made && file_make_folder(how->capsule, 0755, &why) == -1) {
		fprintf(stderr, "%s\n", problem_str(&why, line, sizeof line));
		return CMD_SYSTEM;
	}
	/* where there is none, pictures are kept as they are */
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == -1)
		ends[0] = ends[1] = -1;
	if (how->unpacks)
		make_folder();
	child = fork();
	if (child == 0) {
		if (how->unpacks)
			set_ending(SIG_DFL);
		if (ended_by != 0) /* before that was done */
			(void)raise(ended_by);
		close(ends[0]);
		smaller = ends[1];
		enter(how);
		exit(work(ctx));
	}
	close(ends[1]);
	working = child;
	if (ended_by != 0)
		pass_on(ended_by);
	if (child == -1)
		perror("chasqui: fork");
	else
		smaller_serve(ends[0]);
	close(ends[0]);
	while (child != -1 && waitpid(child, &status, 0) == -1)
		if (errno != EINTR)
			break;
	working = 0;
	if (made)
		(void)rmdir(how->capsule); /* where nothing came of it */
	if (how->unpacks)
		remove_folder();
	return child == -1 ? CMD_SYSTEM : tell_end(status);
}
