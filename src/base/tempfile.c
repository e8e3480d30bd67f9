#include "base/tempfile.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
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

int
tempfile_folder(char out[TEMPFILE_FOLDER_SIZE], struct problem *why)
{
	const char *where = getenv("TMPDIR");

	(void)snprintf(out, TEMPFILE_FOLDER_SIZE, "%s/chasqui-XXXXXX",
	    where != NULL && where[0] == '/' ? where : "/tmp");
	if (mkdtemp(out) != NULL)
		return 0;
	problem_errno(why, "cannot make a temporary folder");
	problem_in(why, out);
	out[0] = '\0';
	return -1;
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
