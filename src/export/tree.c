#include "export/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/tempfile.h"

void
tree_drop(struct tree *t)
{
	if (t->beside[0] != '\0')
		(void)tempfile_remove(t->beside);
	t->beside[0] = '\0';
}

/* ---- beginning ----------------------------------------------------------- */

static bool
is_empty(const char *path)
{
	DIR *d = opendir(path);
	struct dirent *e;
	bool empty = d != NULL;

	if (d == NULL)
		return false;
	while (empty && (e = readdir(d)) != NULL)
		empty =
		    strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0;
	closedir(d);
	return empty;
}

/* Nobody's files are replaced by mistake. */
static int
may_replace(const char *path, struct problem *why)
{
	char mark[sizeof((struct tree *)0)->path + sizeof TREE_MARK];
	struct stat st;

	if (lstat(path, &st) == -1) {
		if (errno == ENOENT)
			return 0;
		return problem_errno(why, "cannot be looked at");
	}
	if (!S_ISDIR(st.st_mode))
		return problem_set(why, 0, "is there, and no folder");
	(void)snprintf(mark, sizeof mark, "%s/" TREE_MARK, path);
	if (access(mark, F_OK) == 0 || is_empty(path))
		return 0;
	return problem_set(why, 0,
	    "is a folder with other files than an export's: not replaced");
}

/* The path without the slashes at its end; -1: none, or too long. */
static int
take_path(struct tree *t, const char *path, struct problem *why)
{
	size_t len = strlen(path);

	while (len > 1 && path[len - 1] == '/')
		len--;
	/* room for what is put around the last name */
	if (len + 32 >= sizeof t->path)
		return problem_set(why, 0, "the path is too long");
	memcpy(t->path, path, len);
	t->path[len] = '\0';
	if (len == 0 || strcmp(file_name(t->path), ".") == 0 ||
	    strcmp(file_name(t->path), "..") == 0 ||
	    file_name(t->path)[0] == '\0')
		return problem_set(why, 0, "does not name a folder to make");
	return 0;
}

/* "a/b" with these around its last name: "a/.b.tmpXXXXXX". */
static void
name_beside(const struct tree *t, char *out, size_t size)
{
	const char *name = file_name(t->path);

	/* a name may have 255 bytes: leave room for the ends */
	(void)snprintf(out, size, "%.*s.%.200s.tmpXXXXXX",
	    (int)(name - t->path), t->path, name);
}

static int
may_be_file(const char *path, struct problem *why)
{
	struct stat st;

	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return problem_set(why, 0, "is there, and no regular file");
	return 0;
}

static int
begin(struct tree *t, const char *path, bool for_file, struct problem *why)
{
	if (take_path(t, path, why) == -1 ||
	    (for_file ? may_be_file(t->path, why)
		      : may_replace(t->path, why)) == -1)
		return -1;
	name_beside(t, t->beside, sizeof t->beside);
	if (mkdtemp(t->beside) == NULL) {
		t->beside[0] = '\0';
		return problem_errno(why, "cannot be created");
	}
	return 0;
}

int
tree_begin(struct tree *t, const char *path, bool for_file, struct problem *why)
{
	static const char mark[] =
	    "Made by `chasqui export`, which may replace this folder.\n";

	*t = (struct tree){ 0 };
	if (begin(t, path, for_file, why) == -1)
		return problem_in(why, path);
	if (tree_write(t, TREE_MARK, mark, sizeof mark - 1, why) == -1) {
		tree_drop(t);
		return -1;
	}
	t->files = 0;
	return 0;
}

/* ---- files --------------------------------------------------------------- */

/* A file of the tree, made with its folders; -1 with the reason. */
static int
create(struct tree *t, const char *file, struct problem *why)
{
	char path[sizeof t->beside + 1024];
	char *slash;
	int fd;

	if (file_join(path, sizeof path, t->beside, file) == NULL)
		return problem_set(why, 0, "the path is too long");
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	if (fd != -1 || errno != ENOENT)
		return fd == -1 ? problem_errno(why, "cannot be created") : fd;
	slash = strrchr(path, '/');
	*slash = '\0';
	if (file_make_folder(path, 0755, why) == -1)
		return -1;
	*slash = '/';
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	return fd == -1 ? problem_errno(why, "cannot be created") : fd;
}

static int
copy_all(int to, int from)
{
	char block[65536];
	ssize_t n;

	while ((n = read(from, block, sizeof block)) != 0) {
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1 || file_write_all(to, block, (size_t)n) == -1)
			return -1;
	}
	return 0;
}

/* Close it and tell, whatever was written. */
static int
finish(struct tree *t, const char *file, int fd, int result,
    struct problem *why)
{
	if (result == -1)
		problem_errno(why, "cannot be written");
	if (close(fd) == -1 && result == 0)
		result = problem_errno(why, "cannot be written");
	if (result == -1)
		return problem_in(why, file);
	t->files++;
	return 0;
}

int
tree_write(struct tree *t, const char *file, const void *data, size_t len,
    struct problem *why)
{
	int fd = create(t, file, why);

	if (fd == -1)
		return problem_in(why, file);
	return finish(t, file, fd, file_write_all(fd, data, len), why);
}

int
tree_copy(struct tree *t, const char *file, int from, struct problem *why)
{
	int fd = create(t, file, why);

	if (fd == -1)
		return problem_in(why, file);
	return finish(t, file, fd, copy_all(fd, from), why);
}

/* ---- ending -------------------------------------------------------------- */

/* All of it on the disk before its name leads to it. */
static void
flush(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd == -1)
		return;
	syncfs(fd);
	close(fd);
}

/*
 * Where another tree is in place the two are exchanged in one step; a file
 * system that cannot do that shows nothing for a moment.
 */
static int
exchange(const char *one, const char *other)
{
	char aside[sizeof((struct tree *)0)->beside];

	if (renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
	if (snprintf(aside, sizeof aside, "%s.old", one) >= (int)sizeof aside)
		return -1;
	if (rename(other, aside) == -1)
		return -1;
	if (rename(one, other) == -1) {
		(void)rename(aside, other);
		return -1;
	}
	return rename(aside, one);
}

static int
put_in_place(struct tree *t, bool there, struct problem *why)
{
	if (may_replace(t->path, why) == -1)
		return -1;
	if (chmod(t->beside, 0755) == -1)
		return problem_errno(why, "cannot be opened to readers");
	flush(t->beside);
	if ((there ? exchange(t->beside, t->path)
		   : rename(t->beside, t->path)) == -1)
		return problem_errno(why, "cannot be put in place");
	return 0;
}

int
tree_commit(struct tree *t, struct problem *why)
{
	bool there = access(t->path, F_OK) == 0;

	if (put_in_place(t, there, why) == -1)
		return problem_in(why, t->path);
	if (there)
		(void)tempfile_remove(t->beside);
	t->beside[0] = '\0';
	return 0;
}
