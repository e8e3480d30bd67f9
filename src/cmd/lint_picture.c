#include "cmd/lint_picture.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/buf.h"
#include "capsule/picture_small.h"

#define LEAST 1000 /* bytes */

static bool
known_good(const struct lint_pictures *p, int fd)
{
	struct picture known;
	char key[SHA256_HEX_SIZE];
	struct stat st;

	if (fstat(fd, &st) == -1 || st.st_size < LEAST)
		return true;
	picture_find(p->known, picture_key(&st, &p->want, key), &known);
	return known.state == PICTURE_FITS ||
	       known.state == PICTURE_HAS_SMALLER;
}

static int
look_into(struct lint_pictures *p, int fd, struct problem *why)
{
	struct buf out = { 0 };
	enum small_made made = picture_small(fd, &p->want, NULL, &out, why);

	buf_free(&out);
	p->missing = made == SMALL_NO_HELPER;
	return made == SMALL_CANNOT ? -1 : 0;
}

int
lint_picture(struct lint_pictures *p, const char *path, struct problem *why)
{
	int fd, result = 0;

	if (p->missing || !picture_is_name(path))
		return 0;
	fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd == -1)
		return 0; /* it has gone */
	if (!known_good(p, fd))
		result = look_into(p, fd, why);
	close(fd);
	return result;
}
