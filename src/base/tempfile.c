#include "base/tempfile.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <unistd.h>

#include "base/problem.h"

#define FOLDERS 16 /* held open at once while a tree is removed */

int
tempfile_open(struct problem *why)
{
	FILE *file = tmpfile();
	int fd = -1;

	if (file != NULL) {
		fd = fcntl(fileno(file), F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
		(void)fclose(file);
	}
	if (fd == -1)
		problem_errno(why, "no temporary file");
	return fd;
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

int
tempfile_remove(const char *path)
{
	return nftw(path, remove_one, FOLDERS, FTW_DEPTH | FTW_PHYS);
}
