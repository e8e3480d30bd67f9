#include "base/put.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/problem.h"

#define PATH_SIZE 4096
#define NAME_SIZE 256
#define COPY_SIZE 65536
#define TRIES     8 /* at a name that nobody has */

/* ---- folders ------------------------------------------------------------- */

/* What root makes belongs to whom the folder around it belongs to. */
static void
give_to_owner(int fd, int folder)
{
	struct stat st;

	if (geteuid() == 0 && fstat(folder, &st) == 0 && st.st_uid != 0)
		(void)!fchown(fd, st.st_uid, st.st_gid);
}

/* The part of path that is len bytes long, as a folder: a descriptor or -1. */
static int
open_part(int dirfd, const char *path, size_t len)
{
	char part[PATH_SIZE];
	struct stat st;

	if (len == 0)
		return fcntl(dirfd, F_DUPFD_CLOEXEC, 0);
	memcpy(part, path, len);
	part[len] = '\0';
	return file_open_below(dirfd, part, true, &st);
}

/* Make the folder that is called so in one that is open. */
static int
make_part(int above, const char *name, size_t len)
{
	char part[NAME_SIZE];
	int fd;

	if (len >= sizeof part) {
		errno = ENAMETOOLONG;
		return -1;
	}
	memcpy(part, name, len);
	part[len] = '\0';
	if (mkdirat(above, part, 0755) == -1)
		return errno == EEXIST ? 0 : -1;
	fd = openat(above, part,
	    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd != -1) {
		give_to_owner(fd, above);
		close(fd);
	}
	return 0;
}

/* Make what is missing of the first len bytes of path, folder by folder. */
static int
make_folders(int dirfd, const char *path, size_t len)
{
	size_t start = 0;
	int made = 0;

	while (made == 0 && start < len) {
		size_t part = strcspn(path + start, "/");
		int above = open_part(dirfd, path, start == 0 ? 0 : start - 1);

		if (above == -1)
			return -1;
		made = make_part(above, path + start, part);
		close(above);
		start += part + 1;
	}
	return made;
}

/* Open the folder that a path's file is in; make: what is missing. */
static int
open_folder(int dirfd, const char *path, bool make)
{
	size_t len = (size_t)(file_name(path) - path);
	int fd;

	if (len > 0)
		len--; /* the '/' */
	if (len >= PATH_SIZE) {
		errno = ENAMETOOLONG;
		return -1;
	}
	fd = open_part(dirfd, path, len);
	if (fd == -1 && errno == ENOENT && make &&
	    make_folders(dirfd, path, len) == 0)
		fd = open_part(dirfd, path, len);
	return fd;
}

/* ---- the file beside ----------------------------------------------------- */

static void
beside_name(char out[NAME_SIZE], const char *name)
{
	unsigned long number = 0;

	(void)!getrandom(&number, sizeof number, 0);
	(void)snprintf(out, NAME_SIZE, ".%.200s.tmp%016lx", name, number);
}

/* A new file in the folder: without a name ("") where the system can do that.
 */
static int
create_beside(int folder, const char *name, char beside[NAME_SIZE])
{
	int fd = openat(folder, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

	beside[0] = '\0';
	for (int i = 0; fd == -1 && i < TRIES; i++) {
		beside_name(beside, name);
		fd = openat(folder, beside,
		    O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (fd == -1 && errno != EEXIST)
			break;
	}
	return fd;
}

static int
copy(int from, int to)
{
	char bytes[COPY_SIZE];
	off_t at = 0;
	ssize_t n;

	while ((n = pread(from, bytes, sizeof bytes, at)) > 0) {
		if (file_write_all(to, bytes, (size_t)n) == -1)
			return -1;
		at += n;
	}
	return n == 0 ? 0 : -1;
}

static int
fill(int fd, int folder, const struct put_source *source, mode_t mode)
{
	int written = source->data != NULL || source->fd == -1
			  ? file_write_all(fd, source->data, source->len)
			  : copy(source->fd, fd);

	if (written == -1)
		return -1;
	give_to_owner(fd, folder);
	return fchmod(fd, mode) == -1 || fsync(fd) == -1 ? -1 : 0;
}

/* Give a file without a name one, so that it can be renamed. */
static int
name_it(int fd, int folder, const char *name, char beside[NAME_SIZE])
{
	char self[64];

	if (beside[0] != '\0')
		return 0;
	(void)snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
	beside_name(beside, name);
	if (linkat(AT_FDCWD, self, folder, beside, AT_SYMLINK_FOLLOW) == 0)
		return 0;
	beside[0] = '\0';
	return -1;
}

/* A name that is a folder, or a link to one, is no file's place. */
static mode_t
mode_of(int folder, const char *name, mode_t mode)
{
	struct stat st;

	if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    S_ISREG(st.st_mode))
		return st.st_mode & 0777;
	return mode;
}

static int
put(int folder, const char *name, const struct put_source *source, mode_t mode,
    struct problem *why)
{
	char beside[NAME_SIZE];
	int fd = create_beside(folder, name, beside), result = -1;

	if (fd == -1)
		return problem_errno(why, "cannot be created");
	if (fill(fd, folder, source, mode_of(folder, name, mode)) == -1 ||
	    name_it(fd, folder, name, beside) == -1)
		problem_errno(why, "cannot be written");
	else
		result = 0;
	/* who sees it in its place must not find that it is open for writing */
	close(fd);
	if (result == 0 && renameat(folder, beside, folder, name) == -1)
		result = problem_errno(why, "cannot be put in place");
	if (result == 0)
		fsync(folder); /* some systems cannot; it is written */
	else if (beside[0] != '\0')
		unlinkat(folder, beside, 0);
	return result;
}

int
put_below(int dirfd, const char *path, const struct put_source *source,
    mode_t mode, struct problem *why)
{
	int folder = open_folder(dirfd, path, true), result;

	if (folder == -1)
		result = problem_errno(why, "its folder cannot be opened");
	else
		result = put(folder, file_name(path), source, mode, why);
	if (folder != -1)
		close(folder);
	if (result == -1)
		problem_in(why, path);
	return result;
}

/* ---- removing ------------------------------------------------------------ */

/* Of "a/b/c/x": c, then b, as long as they are empty. */
static void
remove_empty(int dirfd, const char *path)
{
	char part[PATH_SIZE];
	char *slash;

	if (snprintf(part, sizeof part, "%s", path) >= (int)sizeof part)
		return;
	while ((slash = strrchr(part, '/')) != NULL) {
		int above;

		*slash = '\0';
		if (strchr(part, '/') == NULL)
			return;
		above = open_folder(dirfd, part, false);
		if (above == -1)
			return;
		if (unlinkat(above, file_name(part), AT_REMOVEDIR) == -1) {
			close(above);
			return;
		}
		close(above);
	}
}

int
put_remove(int dirfd, const char *path, struct problem *why)
{
	int folder = open_folder(dirfd, path, false), result = 0;

	if (folder == -1 || unlinkat(folder, file_name(path), 0) == -1) {
		problem_errno(why, "cannot be removed");
		result = problem_in(why, path);
	}
	if (folder != -1) {
		fsync(folder);
		close(folder);
	}
	if (result == 0)
		remove_empty(dirfd, path);
	return result;
}
