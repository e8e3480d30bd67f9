#include "server/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <linux/capability.h>
#include <linux/sockios.h>
#include <pwd.h>
#include <seccomp.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/landlock.h"
#include "base/log.h"
#include "text/zone.h"

int
sandbox_become(const char *user, struct problem *why)
{
	struct passwd *pw;

	errno = 0;
	pw = getpwnam(user);
	if (pw == NULL)
		return problem_set(why, 0, "there is no user '%s'", user);
	if (geteuid() == pw->pw_uid && geteuid() != 0)
		return 0;
	if (initgroups(user, pw->pw_gid) == -1 || setgid(pw->pw_gid) == -1 ||
	    setuid(pw->pw_uid) == -1)
		return problem_errno(why, "cannot become '%s'", user);
	if (pw->pw_uid != 0 && setuid(0) == 0)
		return problem_set(why, 0, "could become root again");
	return 0;
}

/* ---- files: Landlock ---------------------------------------------------- */

/* Later than Debian 12's headers; the kernel says which it knows. */
#define FS_IOCTL_DEV (1ULL << 15)
#define NET_BIND     (1ULL << 0)
#define NET_CONNECT  (1ULL << 1)
#define SCOPE_UNIX   (1ULL << 0)
#define SCOPE_SIGNAL (1ULL << 1)

struct ruleset {
	uint64_t fs, net, scoped;
};

#define FS_READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define FS_RUN  (FS_READ | LANDLOCK_ACCESS_FS_EXECUTE)
#define FS_WRITE                                                               \
	(LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE |      \
	    LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |      \
	    LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_SYM |        \
	    LANDLOCK_FS_TRUNCATE)

/* All that a version can forbid; size: of the struct it knows. */
static struct ruleset
all_rules(long version, size_t *size)
{
	struct ruleset r = { 0 };

	r.fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
	if (version >= 2)
		r.fs |= LANDLOCK_ACCESS_FS_REFER;
	if (version >= 3)
		r.fs |= LANDLOCK_FS_TRUNCATE;
	if (version >= 5)
		r.fs |= FS_IOCTL_DEV;
	if (version >= 4)
		r.net = NET_BIND | NET_CONNECT;
	if (version >= 6)
		r.scoped = SCOPE_UNIX | SCOPE_SIGNAL;
	*size = version >= 6   ? sizeof r
		: version >= 4 ? 2 * sizeof r.fs
			       : sizeof r.fs;
	return r;
}

/* Where our helpers and their libraries are. */
static void
allow_helpers(int rules)
{
	static const char *const places[] = { "/usr", "/lib", "/lib64",
		"/etc/ld.so.cache", CHASQUI_LIBEXEC };
	char own[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", own, sizeof own - 1);
	char *slash;

	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		landlock_allow(rules, places[i], FS_RUN);
	own[len > 0 ? len : 0] = '\0';
	slash = strrchr(own, '/');
	if (slash != NULL && slash != own) {
		*slash = '\0';
		landlock_allow(rules, own, FS_RUN);
	}
}

static void
confine_files(const struct sandbox *s)
{
	long version = landlock_version();
	size_t size;
	struct ruleset all;
	int rules;

	if (version < 1)
		return;
	all = all_rules(version, &size);
	rules = landlock_rules(&all, size);
	if (rules == -1)
		return;
	for (size_t i = 0; i < s->nread; i++)
		landlock_allow(rules, s->read[i], FS_READ);
	for (size_t i = 0; i < s->nwrite; i++)
		landlock_allow(rules, s->write[i],
		    (FS_READ | FS_WRITE) & all.fs);
	if (s->role == SANDBOX_MAKER)
		allow_helpers(rules);
	/* a capsule.conf may come to name another zone */
	landlock_allow(rules, zone_files(), FS_READ);
	landlock_allow(rules, "/dev/urandom", LANDLOCK_ACCESS_FS_READ_FILE);
	landlock_restrict(rules);
}

/* ---- system calls: seccomp ---------------------------------------------- */

/* What both need to live, compute and read files. */
static const int common[] = {
	/* clang-format off */
	SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(write),
	SCMP_SYS(writev), SCMP_SYS(pwrite64), SCMP_SYS(close), SCMP_SYS(lseek),
	SCMP_SYS(openat), SCMP_SYS(openat2), SCMP_SYS(open), SCMP_SYS(fstat),
	SCMP_SYS(newfstatat), SCMP_SYS(stat), SCMP_SYS(lstat),
	SCMP_SYS(statx), SCMP_SYS(fstatfs), SCMP_SYS(statfs),
	SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(faccessat2),
	SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getdents64),
	SCMP_SYS(dup), SCMP_SYS(getcwd),
	SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(brk),
	SCMP_SYS(msync), SCMP_SYS(futex), SCMP_SYS(membarrier),
	SCMP_SYS(rseq), SCMP_SYS(getpid), SCMP_SYS(getppid), SCMP_SYS(gettid),
	SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid),
	SCMP_SYS(getegid), SCMP_SYS(getrandom), SCMP_SYS(uname),
	SCMP_SYS(sysinfo), SCMP_SYS(getrlimit), SCMP_SYS(getrusage),
	SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity),
	SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres),
	SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep),
	SCMP_SYS(gettimeofday), SCMP_SYS(time),
	SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack),
	SCMP_SYS(restart_syscall), SCMP_SYS(exit), SCMP_SYS(exit_group),
	SCMP_SYS(epoll_wait), SCMP_SYS(epoll_pwait), SCMP_SYS(epoll_pwait2),
	SCMP_SYS(epoll_ctl), SCMP_SYS(poll), SCMP_SYS(ppoll),
	SCMP_SYS(timerfd_settime),
	/* clang-format on */
};

static const int for_worker[] = {
	SCMP_SYS(accept4),
	SCMP_SYS(accept),
	SCMP_SYS(recvfrom),
	SCMP_SYS(recvmsg),
	SCMP_SYS(sendto),
	SCMP_SYS(sendmsg),
	SCMP_SYS(sendfile),
	SCMP_SYS(shutdown),
	SCMP_SYS(setsockopt),
	SCMP_SYS(getsockopt),
	SCMP_SYS(getsockname),
	SCMP_SYS(getpeername),
};

static const int for_publisher[] = {
	SCMP_SYS(rename),
	SCMP_SYS(renameat),
	SCMP_SYS(renameat2),
	SCMP_SYS(linkat),
	SCMP_SYS(unlinkat),
	SCMP_SYS(ftruncate),
	SCMP_SYS(fallocate),
	SCMP_SYS(fsync),
	SCMP_SYS(fdatasync),
	SCMP_SYS(mkdirat),
	SCMP_SYS(fchmod),
	SCMP_SYS(fchown),
	SCMP_SYS(recvfrom),
	SCMP_SYS(recvmsg),
	SCMP_SYS(sendto),
	SCMP_SYS(sendmsg),
};

static const int for_indexer[] = {
	SCMP_SYS(inotify_add_watch),
	SCMP_SYS(inotify_rm_watch),
	SCMP_SYS(inotify_init1),
	SCMP_SYS(rename),
	SCMP_SYS(renameat),
	SCMP_SYS(renameat2),
	SCMP_SYS(unlink),
	SCMP_SYS(unlinkat),
	SCMP_SYS(ftruncate),
	SCMP_SYS(fallocate),
	SCMP_SYS(fsync),
	SCMP_SYS(fdatasync),
	SCMP_SYS(mkdir),
	SCMP_SYS(mkdirat),
	SCMP_SYS(rmdir),
	SCMP_SYS(fchmod),
	SCMP_SYS(fchmodat),
	SCMP_SYS(fchown),
	SCMP_SYS(umask),
	SCMP_SYS(utimensat),
	SCMP_SYS(flock),
	SCMP_SYS(sendto),
	SCMP_SYS(sendmsg),
};

/* Files, as the indexer; and to start a helper, which the loader maps. */
static const int for_maker[] = {
	SCMP_SYS(rename),
	SCMP_SYS(renameat),
	SCMP_SYS(renameat2),
	SCMP_SYS(unlink),
	SCMP_SYS(unlinkat),
	SCMP_SYS(symlinkat),
	SCMP_SYS(symlink),
	SCMP_SYS(fsync),
	SCMP_SYS(ftruncate),
	SCMP_SYS(umask),
	SCMP_SYS(fchdir),
	SCMP_SYS(mkdir),
	SCMP_SYS(mkdirat),
	SCMP_SYS(rmdir),
	SCMP_SYS(chmod),
	SCMP_SYS(fchmod),
	SCMP_SYS(fchmodat),
	SCMP_SYS(utimensat),
	SCMP_SYS(execve),
	SCMP_SYS(clone),
	SCMP_SYS(clone3),
	SCMP_SYS(fork),
	SCMP_SYS(vfork),
	SCMP_SYS(wait4),
	SCMP_SYS(waitid),
	SCMP_SYS(kill),
	SCMP_SYS(pipe),
	SCMP_SYS(pipe2),
	SCMP_SYS(dup2),
	SCMP_SYS(dup3),
	SCMP_SYS(close_range),
	SCMP_SYS(mmap),
	SCMP_SYS(mprotect),
	SCMP_SYS(arch_prctl),
	SCMP_SYS(set_tid_address),
	SCMP_SYS(set_robust_list),
	SCMP_SYS(prctl),
	SCMP_SYS(seccomp),
	SCMP_SYS(alarm),
	SCMP_SYS(setitimer),
	SCMP_SYS(setrlimit),
	SCMP_SYS(prlimit64),
	SCMP_SYS(sendto),
};

static const struct {
	const int *calls;
	size_t n;
} for_role[SANDBOX_ROLES] = {
	[SANDBOX_WORKER] = { for_worker,
	    sizeof for_worker / sizeof *for_worker },
	[SANDBOX_INDEXER] = { for_indexer,
	    sizeof for_indexer / sizeof *for_indexer },
	[SANDBOX_MAKER] = { for_maker, sizeof for_maker / sizeof *for_maker },
	[SANDBOX_PUBLISHER] = { for_publisher,
	    sizeof for_publisher / sizeof *for_publisher },
};

static void
permit(scmp_filter_ctx filter, const int *calls, size_t n)
{
	for (size_t i = 0; i < n; i++)
		seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0);
}

/* Memory may be mapped, but never so that it can be run. */
static void
permit_memory(scmp_filter_ctx filter)
{
	seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
	    SCMP_A2(SCMP_CMP_MASKED_EQ, 4 /* PROT_EXEC */, 0));
	seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
	    SCMP_A2(SCMP_CMP_MASKED_EQ, 4, 0));
}

/*
 * Flags, copies, and locks on files.  Not who is told of what happens on a
 * descriptor: F_SETOWN with F_SETSIG is a signal to any process of the user,
 * where Landlock does not hold it back.  A lease is the indexer's way of seeing
 * that a file is being written; its signal comes to itself.
 */
static void
permit_descriptors(scmp_filter_ctx filter, enum sandbox_role role)
{
	static const int commands[] = { F_GETFD, F_SETFD, F_GETFL, F_SETFL,
		F_DUPFD, F_DUPFD_CLOEXEC, F_GETLK, F_SETLK, F_SETLKW,
		F_OFD_GETLK, F_OFD_SETLK, F_OFD_SETLKW };

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1,
		    SCMP_A1(SCMP_CMP_EQ, (scmp_datum_t)commands[i], 0));
	if (role == SANDBOX_INDEXER)
		seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1,
		    SCMP_A1(SCMP_CMP_EQ, F_SETLEASE, 0));
}

/* A signal to nobody but ourselves (abort, and what the C library raises). */
static void
permit_own_signals(scmp_filter_ctx filter)
{
	seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
	    SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0));
}

/* Limits may be asked for, not raised. */
static void
permit_asking(scmp_filter_ctx filter)
{
	seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1,
	    SCMP_A2(SCMP_CMP_EQ, 0, 0));
	seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(ioctl), 1,
	    SCMP_A1(SCMP_CMP_EQ, SIOCOUTQ, 0));
}

/* A stream to a process that it has a channel to, and to nothing else. */
static void
permit_pairs(scmp_filter_ctx filter)
{
	seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(socketpair), 1,
	    SCMP_A0(SCMP_CMP_EQ, AF_UNIX, 0));
}

static void
confine_calls(const struct sandbox *s)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));

	if (filter == NULL)
		return;
	permit(filter, common, sizeof common / sizeof *common);
	permit(filter, for_role[s->role].calls, for_role[s->role].n);
	if (s->role == SANDBOX_WORKER)
		permit_pairs(filter);
	permit_memory(filter);
	permit_descriptors(filter, s->role);
	permit_own_signals(filter);
	permit_asking(filter);
	seccomp_load(filter);
	seccomp_release(filter);
}

/* ---- all of it ---------------------------------------------------------- */

static void
limit(__rlimit_resource_t what, rlim_t most)
{
	struct rlimit r = { most, most };

	setrlimit(what, &r);
}

/*
 * The capability to bind low ports came with the process (systemd) and has
 * served; root, who was told to stay root, reads the files of others by his.
 */
static void
drop_capabilities(void)
{
	struct __user_cap_header_struct head = {
		.version = _LINUX_CAPABILITY_VERSION_3
	};
	struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = { 0 };

	if (geteuid() != 0)
		(void)syscall(SYS_capset, &head, none);
}

void
sandbox_enter(const struct sandbox *s)
{
	tzset(); /* reads /etc/localtime, which will be out of reach, */
	(void)zone_of_machine(); /* as does this */
	limit(RLIMIT_CORE, 0);   /* a core would hold the keys */
	/* Nor may others of the user look into us, while there are others. */
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
	if (s->role != SANDBOX_MAKER)
		limit(RLIMIT_NPROC, 0);
	limit(RLIMIT_AS, (2UL << 30) + (rlim_t)s->connections * 65536);
	drop_capabilities();
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1)
		return;
	confine_files(s);
	confine_calls(s);
}

void
sandbox_report(void)
{
	long version = landlock_version();

	if (version < 1)
		log_warning("this kernel has no Landlock: files are kept apart "
			    "by permissions alone");
	else if (version < 4)
		log_info("this kernel's Landlock is version %ld: no rules for "
			 "the network",
		    version);
	if (prctl(PR_GET_SECCOMP, 0, 0, 0, 0) == -1 && errno == EINVAL)
		log_warning("this kernel has no seccomp: system calls are not "
			    "restricted");
}
