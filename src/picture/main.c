#include <dlfcn.h>
#include <errno.h>
#include <gd.h>
#include <seccomp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "picture/small.h"

/*
 * chasqui-picture MAX [grey]: read a picture on standard input, write its small
 * form of at most MAX bytes to standard output, or nothing when it is small
 * enough as it is.  A program of its own, since it decodes bytes of strangers:
 * it opens no file and no socket, and has 256 MB and 10 s.
 *
 * Exit status: 0 done; 1 the picture cannot be taken, with a sentence on
 * standard error; 2 wrong usage; 3 the system refused.
 */

#define MOST_MEMORY  (256UL << 20)
#define MOST_SECONDS 10
#define MOST_BYTES   (32UL << 20) /* of a picture's file */

static int
fail(int status, const char *sentence)
{
	fprintf(stderr, "%s\n", sentence);
	return status;
}

/* gd's own messages speak of its functions: they help nobody here. */
static void
hush(int priority, const char *format, va_list args)
{
	(void)priority;
	(void)format;
	(void)args;
}

static int
limit(void)
{
	static const struct rlimit memory = { MOST_MEMORY, MOST_MEMORY };
	static const struct rlimit seconds = { MOST_SECONDS, MOST_SECONDS };
	static const struct rlimit none = { 0, 0 };

	alarm(2 * MOST_SECONDS); /* for a pipe that gives nothing */
	if (setrlimit(RLIMIT_AS, &memory) == -1 ||
	    setrlimit(RLIMIT_CPU, &seconds) == -1 ||
	    setrlimit(RLIMIT_FSIZE, &none) == -1 ||
	    setrlimit(RLIMIT_CORE, &none) == -1 ||
	    setrlimit(RLIMIT_NPROC, &none) == -1)
		return -1;
	return 0;
}

/* gd of Debian 13 picks colours in threads of OpenMP: here it may have none. */
static void
have_one_thread(void)
{
	void *found = dlsym(RTLD_DEFAULT, "omp_set_num_threads");
	void (*set)(int);

	if (found == NULL)
		return;
	memcpy(&set, &found, sizeof set);
	set(1);
}

/* From here on: memory, the two pipes, the end. */
static int
confine(void)
{
	static const int calls[] = { SCMP_SYS(read), SCMP_SYS(write),
		SCMP_SYS(writev), SCMP_SYS(brk), SCMP_SYS(munmap),
		SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(futex),
		SCMP_SYS(fstat), SCMP_SYS(newfstatat), SCMP_SYS(lseek),
		SCMP_SYS(clock_gettime), SCMP_SYS(getrandom),
		SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask),
		SCMP_SYS(gettid), SCMP_SYS(getpid), SCMP_SYS(exit),
		SCMP_SYS(exit_group) };
	const unsigned exec = 4; /* PROT_EXEC */
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	int result = filter == NULL ? -1 : 0;

	for (size_t i = 0; result == 0 && i < sizeof calls / sizeof calls[0];
	     i++)
		result = seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0);
	if (result == 0)
		result = seccomp_rule_add(filter, SCMP_ACT_ALLOW,
		    SCMP_SYS(mmap), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, exec, 0));
	if (result == 0)
		result =
		    seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect),
			1, SCMP_A2(SCMP_CMP_MASKED_EQ, exec, 0));
	if (result == 0 && (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1 ||
			       seccomp_load(filter) != 0))
		result = -1;
	seccomp_release(filter);
	return result;
}

/* All of standard input, *len bytes; NULL: more than MOST_BYTES, or no memory.
 */
static unsigned char *
read_all(size_t *len)
{
	unsigned char *bytes = malloc(MOST_BYTES + 1);
	ssize_t n;

	*len = 0;
	while (bytes != NULL && *len <= MOST_BYTES) {
		n = read(STDIN_FILENO, bytes + *len, MOST_BYTES + 1 - *len);
		if (n == 0)
			return bytes;
		if (n == -1 && errno != EINTR)
			break;
		if (n > 0)
			*len += (size_t)n;
	}
	free(bytes);
	return NULL;
}

static int
write_all(const char *bytes, size_t len)
{
	ssize_t n;

	for (; len > 0; bytes += n, len -= (size_t)n) {
		n = write(STDOUT_FILENO, bytes, len);
		if (n == -1 && errno != EINTR)
			return -1;
		if (n == -1)
			n = 0;
	}
	return 0;
}

int
main(int argc, char **argv)
{
	struct small_want want = { 0 };
	unsigned char *bytes;
	void *out;
	size_t len, size;
	char *end;
	const char *why;

	if (argc < 2 || argc > 3 || (argc == 3 && strcmp(argv[2], "grey") != 0))
		return fail(2, "usage: chasqui-picture MAX [grey] <PICTURE");
	want.max = strtoul(argv[1], &end, 10);
	want.grey = argc == 3;
	if (want.max == 0 || *end != '\0')
		return fail(2, "MAX is a number of bytes");
	gdSetErrorMethod(hush);
	have_one_thread();
	if (limit() == -1 || confine() == -1)
		return fail(3, "cannot be confined, so nothing is decoded");
	bytes = read_all(&len);
	if (bytes == NULL)
		return fail(1, "the picture's file is too large");
	why = small_make(bytes, len, &want, &out, &size);
	if (why != NULL)
		return fail(1, why);
	return write_all(out, size) == 0 ? 0 : 3;
}
