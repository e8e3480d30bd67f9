#include "publish/spool.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/problem.h"

#define FLAGS (O_RDWR | O_CLOEXEC)

/* Where the file system has no files without names, one that loses its own. */
static int
open_named(int dir)
{
	unsigned long number = 0;
	char name[64];
	int fd;

	(void)!getrandom(&number, sizeof number, 0);
	(void)snprintf(name, sizeof name, "history/.spool%016lx", number);
	fd = openat(dir, name, FLAGS | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
	if (fd != -1)
		(void)unlinkat(dir, name, 0);
	return fd;
}

int
spool_open(int dir, struct problem *why)
{
	int fd;

	(void)mkdirat(dir, "history", 0755);
	fd = openat(dir, "history", FLAGS | O_TMPFILE, 0600);
	if (fd == -1)
		fd = open_named(dir);
	return fd == -1 ? problem_errno(why, "no place for an upload") : fd;
}
