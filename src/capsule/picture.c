#include "capsule/picture.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"

/* Where a link leads that has no small form to lead to. */
static const char fits[] = "fits", cannot[] = "cannot";

#define HEX_DIGITS (SHA256_HEX_SIZE - 1)

const char *
picture_folder(struct arena *a, const char *state)
{
	return arena_printf(a, "%s/pictures", state);
}

bool
picture_is_name(const char *path)
{
	static const char *const extensions[] = { "jpg", "jpeg", "png", "gif",
		"webp" };
	const char *extension = file_extension(path);

	for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
		if (strcasecmp(extension, extensions[i]) == 0)
			return true;
	return false;
}

const char *
picture_key(const struct stat *st, const struct picture_want *want,
    char out[SHA256_HEX_SIZE])
{
	char text[160];
	int n = snprintf(text, sizeof text, "%ju %ju %jd %jd.%09ld %zu %d",
	    (uintmax_t)st->st_dev, (uintmax_t)st->st_ino, (intmax_t)st->st_size,
	    (intmax_t)st->st_mtim.tv_sec, st->st_mtim.tv_nsec, want->max,
	    (int)want->grey);

	return sha256_hex(text, (size_t)n, out);
}

bool
picture_is_small_name(const char *name)
{
	size_t n = strspn(name, "0123456789abcdef");

	return n == HEX_DIGITS &&
	       (strcmp(name + n, ".jpg") == 0 || strcmp(name + n, ".png") == 0);
}

void
picture_find(int dir, const char *key, struct picture *out)
{
	struct stat st;
	ssize_t n;

	*out = (struct picture){ .state = PICTURE_UNKNOWN };
	n = dir == -1 ? -1
		      : readlinkat(dir, key, out->name, sizeof out->name - 1);
	if (n < 0)
		return;
	out->name[n] = '\0';
	if (strcmp(out->name, fits) == 0) {
		out->state = PICTURE_FITS;
	} else if (strcmp(out->name, cannot) == 0) {
		out->state = PICTURE_CANNOT;
	} else if (picture_is_small_name(out->name) &&
		   fstatat(dir, out->name, &st, AT_SYMLINK_NOFOLLOW) == 0) {
		out->state = PICTURE_HAS_SMALLER;
		out->size = (uint64_t)st.st_size;
	}
}

/* Whole under its name, or not there. */
static int
write_small(int dir, const char *name, const void *bytes, size_t len)
{
	static const char beside[] = ".new";
	int fd = openat(dir, beside,
	    O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0640);
	int failed;

	if (fd == -1)
		return -1;
	failed = file_write_all(fd, bytes, len);
	if (close(fd) == -1 || failed == -1 ||
	    renameat(dir, beside, dir, name) == -1) {
		failed = errno;
		unlinkat(dir, beside, 0);
		errno = failed;
		return -1;
	}
	return 0;
}

int
picture_keep(int dir, const char *key, enum picture_state state,
    const void *bytes, size_t len)
{
	char name[PICTURE_NAME_SIZE];

	if (len > 0) {
		bool png = memcmp(bytes, "\x89PNG", len < 4 ? len : 4) == 0;

		sha256_hex(bytes, len, name);
		memcpy(name + HEX_DIGITS, png ? ".png" : ".jpg", 5);
		if (write_small(dir, name, bytes, len) == -1)
			return -1;
	} else {
		(void)snprintf(name, sizeof name, "%s",
		    state == PICTURE_FITS ? fits : cannot);
	}
	(void)unlinkat(dir, key, 0);
	return symlinkat(name, dir, key);
}
