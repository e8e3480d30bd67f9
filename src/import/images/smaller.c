#include "import/images/smaller.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"

/* Both ends are of one program. */
struct ask {
	struct picture_want want;
	size_t len; /* of the picture, which follows */
};

struct answer {
	enum small_made made;
	size_t len; /* of the small form, which follows */
	struct problem why;
};

/* Whole, or false: the other end has gone. */
static bool
receive(int fd, void *to, size_t len)
{
	char *p = to;

	while (len > 0) {
		ssize_t n = read(fd, p, len);

		if (n == 0 || (n == -1 && errno != EINTR))
			return false;
		if (n > 0) {
			p += n;
			len -= (size_t)n;
		}
	}
	return true;
}

/* send() raises no signal where the other end has gone. */
static bool
give(int fd, const void *bytes, size_t len)
{
	const char *p = bytes;

	while (len > 0) {
		ssize_t n = send(fd, p, len, MSG_NOSIGNAL);

		if (n == -1 && errno != EINTR)
			return false;
		if (n > 0) {
			p += n;
			len -= (size_t)n;
		}
	}
	return true;
}

/* ---- outside ------------------------------------------------------------- */

/* The picture as a file that has no name; -1 with the reason. */
static int
file_of(const struct buf *picture, struct problem *why)
{
	int fd = memfd_create("picture", MFD_CLOEXEC);

	if (fd != -1 && file_write_all(fd, picture->data, picture->len) == 0 &&
	    lseek(fd, 0, SEEK_SET) == 0)
		return fd;
	problem_errno(why, "no small form");
	if (fd != -1)
		close(fd);
	return -1;
}

static bool
answer_one(int fd, struct buf *picture, struct buf *small)
{
	struct ask ask;
	struct answer answer = { .made = SMALL_CANNOT };
	int file;

	if (!receive(fd, &ask, sizeof ask) || ask.len > PICTURE_FILE_MOST)
		return false;
	buf_clear(picture);
	buf_clear(small);
	buf_reserve(picture, ask.len);
	if (!receive(fd, picture->data, ask.len))
		return false;
	picture->len = ask.len;
	file = file_of(picture, &answer.why);
	if (file != -1) {
		answer.made =
		    picture_small(file, &ask.want, NULL, small, &answer.why);
		close(file);
	}
	answer.len = small->len;
	return give(fd, &answer, sizeof answer) &&
	       give(fd, small->data, small->len);
}

void
smaller_serve(int fd)
{
	struct buf picture = { 0 }, small = { 0 };

	while (answer_one(fd, &picture, &small))
		;
	buf_free(&picture);
	buf_free(&small);
}

/* ---- inside -------------------------------------------------------------- */

enum small_made
smaller_ask(int fd, const struct picture_want *want, const void *bytes,
    size_t len, struct buf *out, struct problem *why)
{
	struct ask ask;
	struct answer answer;

	memset(&ask, 0, sizeof ask); /* its gaps are sent as well */
	ask.want = *want;
	ask.len = len;
	if (len > PICTURE_FILE_MOST) {
		problem_set(why, 0,
		    "no small form: the picture's file is too large");
		return SMALL_CANNOT;
	}
	if (fd == -1 || !give(fd, &ask, sizeof ask) || !give(fd, bytes, len) ||
	    !receive(fd, &answer, sizeof answer))
		return SMALL_NO_HELPER;
	buf_reserve(out, answer.len);
	if (!receive(fd, out->data, answer.len))
		return SMALL_NO_HELPER;
	out->len = answer.len;
	*why = answer.why;
	return answer.made;
}
