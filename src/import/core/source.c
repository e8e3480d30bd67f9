#include "import/core/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/tempfile.h"
#include "import/core/gunzip.h"

#define HEAD_SIZE (64u * 1024)
#define GZIP_MARK 3 /* bytes that tell it */

int
source_open(struct source *s, const char *name, struct problem *why)
{
	struct stat st;

	*s = (struct source){ .name = name,
		.path = name,
		.url = "",
		.charset = "",
		.fd = STDIN_FILENO };
	if (strcmp(name, "-") == 0)
		return 0;
	s->fd = open(name, O_RDONLY | O_CLOEXEC);
	if (s->fd == -1 || fstat(s->fd, &st) == -1) {
		problem_errno(why, "cannot be opened");
		source_close(s);
		return problem_in(why, name);
	}
	if (S_ISDIR(st.st_mode)) {
		problem_set(why, 0, "is a folder: name a file");
		source_close(s);
		return problem_in(why, name);
	}
	s->size = st.st_size > 0 ? (uint64_t)st.st_size : 0;
	return 0;
}

void
source_of_buf(struct source *s, const char *name, const char *url,
    struct buf *body)
{
	*s = (struct source){ .name = name,
		.path = "",
		.url = url,
		.charset = "",
		.fd = -1,
		.head = *body };
	s->size = body->len;
	s->begun = true;
	*body = (struct buf){ 0 };
}

void
source_of_fd(struct source *s, const char *name, const char *url, int fd,
    uint64_t size)
{
	*s = (struct source){ .name = name,
		.path = "",
		.url = url,
		.charset = "",
		.fd = fd,
		.size = size };
}

void
source_close(struct source *s)
{
	if (s->fd > STDIN_FILENO)
		close(s->fd);
	s->fd = -1;
	buf_free(&s->head);
	gunzip_free(s->gunzip);
	s->gunzip = NULL;
}

static long
read_packed(struct source *s, void *out, size_t len)
{
	ssize_t n;

	if (s->gunzip != NULL)
		return gunzip_read(s->gunzip, out, len);
	do
		n = s->fd == -1 ? 0 : read(s->fd, out, len);
	while (n == -1 && errno == EINTR);
	return (long)n;
}

/* What gzip has packed: the first bytes say so. */
static void
begin(struct source *s)
{
	s->begun = true;
	if (s->fd == -1 || !gunzip_is(buf_str(&s->head), s->head.len))
		return;
	s->gunzip = gunzip_new(s->fd, s->head.data, s->head.len);
	s->size = 0; /* of what it holds is not known */
	buf_clear(&s->head);
}

const char *
source_head(struct source *s, size_t *len)
{
	while (s->head.len < HEAD_SIZE) {
		long n;

		buf_reserve(&s->head, HEAD_SIZE);
		n = read_packed(s, s->head.data + s->head.len,
		    HEAD_SIZE - s->head.len);
		if (n > 0)
			s->head.len += (size_t)n;
		if (!s->begun && (n <= 0 || s->head.len > GZIP_MARK))
			begin(s);
		else if (n <= 0)
			break;
	}
	*len = s->head.len;
	return buf_str(&s->head);
}

long
source_read(struct source *s, void *out, size_t len)
{
	size_t left;
	long n;

	if (!s->begun)
		source_head(s, &left);
	left = s->head.len - s->given;
	if (left > 0) {
		n = (long)(left < len ? left : len);
		memcpy(out, s->head.data + s->given, (size_t)n);
		s->given += (size_t)n;
	} else {
		n = read_packed(s, out, len);
	}
	if (n > 0)
		s->read += (uint64_t)n;
	return n;
}

/* Standard input to a file without a name. */
static int
spool(struct source *s, struct problem *why)
{
	char piece[HEAD_SIZE];
	int fd = tempfile_open(why);
	long n = -1;

	while (fd != -1 && (n = source_read(s, piece, sizeof piece)) > 0)
		if (file_write_all(fd, piece, (size_t)n) == -1)
			break;
	if (n != 0 && fd != -1) {
		problem_errno(why, "the temporary file");
		close(fd);
		fd = -1;
	}
	if (fd == -1)
		return -1;
	s->size = s->read;
	s->fd = fd;
	return 0;
}

int
source_rewind(struct source *s, struct problem *why)
{
	if (s->fd == -1) {
		s->given = 0;
		s->read = 0;
		return 0;
	}
	if (lseek(s->fd, 0, SEEK_SET) == -1 &&
	    (spool(s, why) == -1 || lseek(s->fd, 0, SEEK_SET) == -1))
		return problem_in(why, s->name);
	s->head.len = s->given = 0;
	s->read = 0;
	s->begun = false;
	gunzip_free(s->gunzip);
	s->gunzip = NULL;
	return 0;
}

int
source_slurp(struct source *s, struct buf *out, size_t max, struct problem *why)
{
	while (out->len <= max) {
		long n;

		buf_reserve(out, HEAD_SIZE);
		n = source_read(s, out->data + out->len, HEAD_SIZE);
		if (n == -1) {
			problem_errno(why, "cannot be read");
			return problem_in(why, s->name);
		}
		if (n == 0)
			break;
		out->len += (size_t)n;
		out->data[out->len] = '\0';
	}
	if (out->len > max) {
		problem_set(why, 0, "is larger than %zu MB", max >> 20);
		return problem_in(why, s->name);
	}
	return 0;
}
