#include "base/tempfile.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/problem.h"

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
