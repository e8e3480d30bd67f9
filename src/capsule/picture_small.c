#include "capsule/picture_small.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/helper.h"
#include "base/problem.h"
#include "capsule/picture.h"
#include "text/now.h"

#define HELPER_MS  30000 /* it has ten seconds of CPU; the machine is busy */
#define SMALL_MOST (16UL << 20) /* bytes that are taken of it */

/* Exit statuses of the helper (src/picture/main.c). */
enum {
	HELPER_DONE = 0,
	HELPER_REFUSES = 1,   /* the picture */
	HELPER_MISSING = 127, /* it cannot be started */
};

#define HELPER_ENDED (-1) /* by a signal: the picture took too much */

/* Where what it writes can be read; -1: it could not be begun. */
static int
start(int picture, const struct picture_want *want, pid_t *child)
{
	char max[32];
	const char *const argv[] = { HELPER_PICTURE, max,
		want->grey ? "grey" : NULL, NULL };
	int out[2];

	(void)snprintf(max, sizeof max, "%zu", want->max);
	if (pipe2(out, O_CLOEXEC) == -1)
		return -1;
	*child = fork();
	if (*child == 0) {
		/* what it says in place of a picture is the reason */
		if (dup2(picture, STDIN_FILENO) == -1 ||
		    dup2(out[1], STDOUT_FILENO) == -1 ||
		    dup2(out[1], STDERR_FILENO) == -1)
			_exit(HELPER_MISSING);
		(void)close_range(STDERR_FILENO + 1, ~0U, 0);
		helper_exec(HELPER_PICTURE, argv);
		_exit(HELPER_MISSING);
	}
	close(out[1]);
	if (*child == -1) {
		close(out[0]);
		return -1;
	}
	return out[0];
}

/* All that it writes, until its end, ours or the time's. */
static void
listen_to(int fd, const volatile sig_atomic_t *stop, struct buf *out)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	int64_t end = now_ms(CLOCK_MONOTONIC) + HELPER_MS, left;
	ssize_t n;

	while ((stop == NULL || !*stop) && out->len < SMALL_MOST &&
	       (left = end - now_ms(CLOCK_MONOTONIC)) > 0) {
		if (poll(&p, 1, (int)left) != 1)
			continue;
		buf_reserve(out, 65536);
		n = read(fd, out->data + out->len, 65536);
		if (n <= 0)
			return;
		out->len += (size_t)n;
	}
}

/* Its exit status, or HELPER_ENDED. */
static int
run(int picture, const struct picture_want *want,
    const volatile sig_atomic_t *stop, struct buf *out)
{
	pid_t child;
	int status, fd = start(picture, want, &child);

	if (fd == -1)
		return HELPER_MISSING;
	listen_to(fd, stop, out);
	close(fd);
	kill(child, SIGKILL); /* harmless where it has ended */
	while (waitpid(child, &status, 0) == -1)
		if (errno != EINTR)
			return HELPER_MISSING;
	return WIFEXITED(status) ? WEXITSTATUS(status) : HELPER_ENDED;
}

/* The line that it wrote in place of a picture. */
static void
take_reason(struct buf *out, struct problem *why)
{
	while (out->len > 0 && out->data[out->len - 1] == '\n')
		buf_cut(out, out->len - 1);
	problem_set(why, 0, "no small form: %s",
	    out->len > 0 ? buf_str(out) : "decoding takes too much");
	buf_clear(out);
}

enum small_made
picture_small(int picture, const struct picture_want *want,
    const volatile sig_atomic_t *stop, struct buf *out, struct problem *why)
{
	int status = run(picture, want, stop, out);

	if (stop != NULL && *stop)
		return SMALL_GIVEN_UP;
	switch (status) {
	case HELPER_DONE:
		return out->len > 0 ? SMALL_MADE : SMALL_NEEDLESS;
	case HELPER_REFUSES:
	case HELPER_ENDED:
		take_reason(out, why);
		return SMALL_CANNOT;
	default: /* missing, or refused by the system: no picture's fault */
		buf_clear(out);
		return SMALL_NO_HELPER;
	}
}
