#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <linux/openat2.h>
#include <sys/syscall.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/problem.h"

#define TRIES 8 /* at a path whose folders are moved while it is opened */

int
file_write_all(int fd, const void *data, size_t len)
{
	const char *p = data;
	ssize_t n;

	while (len > 0) {
		n = write(fd, p, len);
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1)
			return -1;
		p += n;
		len -= (size_t)n;
	}
	return 0;
}

/* After a rename: the folder's entry too shall survive a loss of power. */
static void
flush_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd == -1)
		return; /* written it is, and some systems cannot do this */
	fsync(fd);
	close(fd);
}

/*
 * What root writes belongs to whom the folder belongs to: a certificate that
 * an operator makes must be readable for the server's user.
 */
static void
give_to_owner(int fd, const char *folder)
{
	struct stat st;

	if (geteuid() != 0 || stat(folder, &st) == -1 || st.st_uid == 0)
		return;
	if (fchown(fd, st.st_uid, st.st_gid) == -1)
		return; /* some file systems have no owners */
}

int
file_write(const char *path, const void *data, size_t len, mode_t mode,
    struct problem *why)
{
	const char *name = file_name(path);
	struct buf folder = { 0 }, beside = { 0 };
	int fd, result = -1;

	buf_add(&folder, path, (size_t)(name - path));
	/* a name may have 255 bytes: leave room for the ends */
	buf_addf(&beside, "%s.%.200s.tmpXXXXXX", buf_str(&folder), name);
	fd = mkostemp(beside.data, O_CLOEXEC);
	if (fd == -1) {
		problem_errno(why, "cannot be created");
		goto done;
	}
	give_to_owner(fd, folder.len > 0 ? folder.data : ".");
	if (file_write_all(fd, data, len) == -1 || fchmod(fd, mode) == -1 ||
	    fsync(fd) == -1) {
		problem_errno(why, "cannot be written");
		close(fd);
		unlink(beside.data);
	} else if (close(fd) == -1 || rename(beside.data, path) == -1) {
		problem_errno(why, "cannot be put in place");
		unlink(beside.data);
	} else {
		flush_folder(folder.len > 0 ? folder.data : ".");
		result = 0;
	}
done:
	if (result == -1)
		problem_in(why, path);
	buf_free(&folder);
	buf_free(&beside);
	return result;
}

/* The same for a folder that was just made. */
static void
give_folder_to_owner(const char *path)
{
	struct buf above = { 0 };
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd == -1)
		return;
	buf_addf(&above, "%s/..", path);
	give_to_owner(fd, buf_str(&above));
	close(fd);
	buf_free(&above);
}

/* mkdir() for which an existing folder is success. */
static int
make_one(const char *path, mode_t mode)
{
	struct stat st;
	int error;

	if (mkdir(path, mode) == 0) {
		give_folder_to_owner(path);
		return 0;
	}
	error = errno;
	if (stat(path, &st) == 0) {
		if (S_ISDIR(st.st_mode))
			return 0;
		error = ENOTDIR;
	}
	errno = error;
	return -1;
}

int
file_make_folder(const char *path, mode_t mode, struct problem *why)
{
	struct buf part = { 0 };
	const char *end = path;
	int result = 0;

	while (result == 0 && *end != '\0') {
		end += strspn(end, "/");
		end += strcspn(end, "/");
		buf_clear(&part);
		buf_add(&part, path, (size_t)(end - path));
		result = make_one(part.data, mode);
	}
	if (result == -1) {
		problem_errno(why, "cannot be created");
		problem_in(why, buf_str(&part));
	}
	buf_free(&part);
	return result;
}

/* Relative, and no component is empty or begins with a dot. */
static bool
is_plain(const char *path)
{
	if (*path == '\0')
		return false;
	for (;;) {
		if (*path == '/' || *path == '.')
			return false;
		path += strcspn(path, "/");
		if (*path == '\0' || path[1] == '\0')
			return true;
		path++;
	}
}

#define OPEN_FLAGS (O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)

static int
open_beneath(int dirfd, const char *path)
{
	struct open_how how = {
		.flags = OPEN_FLAGS,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
	};
	long fd = -1;

	for (int i = 0; i < TRIES; i++) {
		fd = syscall(SYS_openat2, dirfd, path, &how, sizeof how);
		if (fd != -1 || (errno != EAGAIN && errno != EINTR))
			break;
	}
	return (int)fd;
}

/*
 * The same without openat2(): one component after the other, each opened
 * where the last one is, and no link followed.
 */
static int
open_stepwise(int dirfd, const char *path)
{
	int at = dirfd, fd = -1, error;
	char part[256];
	size_t len;

	for (;;) {
		len = strcspn(path, "/");
		if (len >= sizeof part) {
			errno = ENAMETOOLONG;
			fd = -1;
			break;
		}
		memcpy(part, path, len);
		part[len] = '\0';
		path += len;
		fd = openat(at, part,
		    OPEN_FLAGS | O_NOFOLLOW | (*path == '/' ? O_DIRECTORY : 0));
		path += strspn(path, "/");
		if (fd == -1 || *path == '\0')
			break;
		if (at != dirfd)
			close(at);
		at = fd;
	}
	error = errno;
	if (at != dirfd)
		close(at);
	errno = error;
	return fd;
}

/*
 * What of an absolute path stands below the folder dirfd; NULL when it does
 * not lead through that folder.
 */
static const char *
part_below(int dirfd, const char *path)
{
	char *prefix = xstrdup(path);
	const char *below = NULL;
	struct stat root, st;

	if (fstat(dirfd, &root) == -1)
		root = (struct stat){ 0 };
	for (char *end = prefix; below == NULL && *end != '\0';) {
		end += strspn(end, "/");
		end += strcspn(end, "/");
		if (*end == '\0')
			break;
		*end = '\0';
		if (stat(prefix, &st) == 0 && st.st_dev == root.st_dev &&
		    st.st_ino == root.st_ino)
			below = path + (end + 1 - prefix);
		*end = '/';
	}
	free(prefix);
	return below == NULL ? NULL : below + strspn(below, "/");
}

/*
 * The path with the first absolute link in it replaced by what it leads to
 * below dirfd, in out.  False: there is none, or it leads out.
 */
static bool
follow_absolute(int dirfd, const char *path, struct buf *out)
{
	char target[PATH_MAX];
	const char *below;
	ssize_t len;

	for (size_t n = strcspn(path, "/");;
	     n += 1 + strcspn(path + n + 1, "/")) {
		buf_clear(out);
		buf_add(out, path, n);
		len =
		    readlinkat(dirfd, buf_str(out), target, sizeof target - 1);
		if (len > 0 && target[0] == '/')
			break;
		if (path[n] == '\0' || path[n + 1] == '\0')
			return false;
	}
	target[len] = '\0';
	below = part_below(dirfd, target);
	if (below == NULL)
		return false;
	path += out->len;
	buf_clear(out);
	buf_addf(out, "%s%s", below, path);
	return true;
}

#define MOST_ABSOLUTE 8 /* links in one path */

/*
 * As open_beneath(), which follows no absolute link: one that leads to a place
 * below the root is taken for what stands there.  What is opened in the end is
 * opened beneath the root, whatever was changed meanwhile.
 */
static int
open_through_links(int dirfd, const char *path)
{
	struct buf now = { 0 }, next = { 0 };
	int fd = open_beneath(dirfd, path), error = errno;

	buf_adds(&now, path);
	for (int i = 0; i < MOST_ABSOLUTE && fd == -1 && error == EXDEV; i++) {
		if (!follow_absolute(dirfd, now.data, &next) ||
		    !is_plain(buf_str(&next)))
			break;
		buf_clear(&now);
		buf_adds(&now, next.data);
		fd = open_beneath(dirfd, now.data);
		error = errno;
	}
	buf_free(&now);
	buf_free(&next);
	errno = error;
	return fd;
}

/* What all comes to "there is no such file" for a reader. */
static int
as_not_found(int error)
{
	switch (error) {
	case ENOTDIR:
	case ELOOP:
	case EXDEV:
	case ENXIO:
	case ENODEV:
	case ENAMETOOLONG:
		return ENOENT;
	default:
		return error;
	}
}

int
file_open_below(int dirfd, const char *path, bool folder, struct stat *st)
{
	int fd;

	if (!is_plain(path)) {
		errno = ENOENT;
		return -1;
	}
	fd = open_through_links(dirfd, path);
	/* EPERM: how filters of older containers refuse what they do not know
	 */
	if (fd == -1 && (errno == ENOSYS || errno == EPERM))
		fd = open_stepwise(dirfd, path);
	if (fd == -1) {
		errno = as_not_found(errno);
		return -1;
	}
	if (fstat(fd, st) == 0 &&
	    (S_ISREG(st->st_mode) || (folder && S_ISDIR(st->st_mode))))
		return fd;
	close(fd);
	errno = ENOENT;
	return -1;
}

/* The path of an open file, as the kernel knows it; its length, or 0. */
static size_t
place_of(int fd, char *out, size_t size)
{
	char link[32];
	ssize_t n;

	(void)snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	n = readlink(link, out, size - 1);
	if (n <= 0 || (size_t)n == size - 1)
		return 0;
	out[n] = '\0';
	return (size_t)n;
}

bool
file_place_below(int dirfd, int fd, char *out, size_t size)
{
	char root[PATH_MAX], place[PATH_MAX];
	size_t n = place_of(dirfd, root, sizeof root);
	size_t len = place_of(fd, place, sizeof place);

	if (n == 1) /* "/" */
		n = 0;
	if (len <= n + 1 || len - n > size || memcmp(place, root, n) != 0 ||
	    place[n] != '/')
		return false;
	memcpy(out, place + n + 1, len - n);
	return true;
}

const char *
file_join(char *out, size_t size, const char *dir, const char *name)
{
	size_t len = strlen(dir);
	const char *between = len > 0 && dir[len - 1] != '/' ? "/" : "";
	int n;

	if (*name == '/')
		n = snprintf(out, size, "%s", name);
	else
		n = snprintf(out, size, "%s%s%s", dir, between, name);
	return n >= 0 && (size_t)n < size ? out : NULL;
}

bool
file_is_at_or_below(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	return len == 0 || (strncmp(path, folder, len) == 0 &&
			       (path[len] == '/' || path[len] == '\0'));
}

const char *
file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

const char *
file_extension(const char *path)
{
	const char *name = file_name(path), *dot = strrchr(name, '.');

	return dot != NULL ? dot + 1 : name + strlen(name);
}
