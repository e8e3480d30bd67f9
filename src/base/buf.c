#include "base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/problem.h"

#define FIRST 64 /* bytes of the smallest buf */
#define CHUNK                                                                  \
	((size_t)32 * 1024) /* read at once where the length is not known */

void
buf_reserve(struct buf *b, size_t more)
{
	size_t want = b->len + more + 1, cap = b->cap;

	if (want <= cap && more < want)
		return;
	if (more > SIZE_MAX / 2 || b->len > SIZE_MAX / 4)
		xreallocarray(NULL, SIZE_MAX, 2); /* ends the process */
	cap = cap < FIRST / 2 ? FIRST : cap * 2;
	if (cap < want)
		cap = want;
	b->data = xrealloc(b->data, cap);
	b->cap = cap;
	b->data[b->len] = '\0';
}

void
buf_addu(struct buf *b, uint64_t number)
{
	char digits[20];
	size_t i = sizeof digits;

	do
		digits[--i] = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	buf_add(b, digits + i, sizeof digits - i);
}

void
buf_add_count(struct buf *b, uint64_t n, const char *one, const char *many)
{
	buf_addf(b, "%" PRIu64 " %s", n, n == 1 ? one : many);
}

void
buf_fill(struct buf *b, char c, size_t n)
{
	buf_reserve(b, n);
	memset(b->data + b->len, c, n);
	b->len += n;
	b->data[b->len] = '\0';
}

void
buf_addf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	size_t room;
	int n;

	buf_reserve(b, strlen(fmt));
	room = b->cap - b->len;
	va_start(ap, fmt);
	n = vsnprintf(b->data + b->len, room, fmt, ap);
	va_end(ap);
	if (n >= 0 && (size_t)n >= room) {
		buf_reserve(b, (size_t)n);
		va_start(ap, fmt);
		n = vsnprintf(b->data + b->len, (size_t)n + 1, fmt, ap);
		va_end(ap);
	}
	if (n > 0)
		b->len += (size_t)n;
	b->data[b->len] = '\0';
}

void
buf_clear(struct buf *b)
{
	buf_cut(b, 0);
}

void
buf_cut(struct buf *b, size_t len)
{
	if (len >= b->len)
		return;
	b->len = len;
	b->data[len] = '\0';
}

const char *
buf_str(struct buf *b)
{
	return b->data != NULL ? b->data : "";
}

char *
buf_keep(struct buf *b, struct arena *a)
{
	char *copy = arena_strndup(a, buf_str(b), b->len);

	buf_free(b);
	return copy;
}

void
buf_free(struct buf *b)
{
	if (b->data == NULL) /* as most are that were made in case of need */
		return;
	free(b->data);
	*b = (struct buf){ 0 };
}

/* How many bytes fd is likely to give: one more than its size shows its end. */
static size_t
expected(int fd, size_t max)
{
	struct stat st;

	if (fstat(fd, &st) == -1 || !S_ISREG(st.st_mode) || st.st_size < 0)
		return CHUNK;
	if ((uintmax_t)st.st_size > max)
		return max + 1;
	return (size_t)st.st_size + 1;
}

int
buf_read_fd(struct buf *b, int fd, size_t max, struct problem *why)
{
	size_t start = b->len, want, room;
	ssize_t n;

	if (max > SIZE_MAX / 4)
		max = SIZE_MAX / 4;
	want = expected(fd, max);
	for (;;) {
		buf_reserve(b, want);
		room = b->cap - b->len - 1;
		if (room > max + 1 - (b->len - start))
			room = max + 1 - (b->len - start);
		n = read(fd, b->data + b->len, room);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return problem_errno(why, "cannot be read");
		if (n == 0)
			return 0;
		b->len += (size_t)n;
		b->data[b->len] = '\0';
		if (b->len - start > max) {
			buf_cut(b, start + max);
			return problem_set(why, 0, "is longer than %zu bytes",
			    max);
		}
		want = b->cap - b->len > 1 ? 1 : CHUNK;
	}
}

int
buf_read_file(struct buf *b, const char *path, size_t max, struct problem *why)
{
	struct stat st;
	int fd, result;

	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd == -1) {
		problem_errno(why, "cannot be opened");
		return problem_in(why, path);
	}
	if (fstat(fd, &st) == -1)
		result = problem_errno(why, "cannot be read");
	else if (S_ISDIR(st.st_mode))
		result = problem_set(why, 0, "is a folder, not a file");
	else if (!S_ISREG(st.st_mode))
		result = problem_set(why, 0, "is not a regular file");
	else
		result = buf_read_fd(b, fd, max, why);
	close(fd);
	return result == 0 ? 0 : problem_in(why, path);
}
