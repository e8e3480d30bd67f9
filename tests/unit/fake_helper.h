#ifndef TESTS_FAKE_HELPER_H
#define TESTS_FAKE_HELPER_H

#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/helper.h"

/*
 * A program of a helper's name beside the test's own, where base/helper.h
 * looks first: a script of the shell.  fake_helper_remove() at the end.
 */

static char fake_helper_path[PATH_MAX];

static inline int
fake_helper_make(const char *name, const char *script)
{
	char own[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", own, sizeof own - 1);
	FILE *f;

	if (len <= 0)
		return -1;
	own[len] = '\0';
	if (snprintf(fake_helper_path, sizeof fake_helper_path, "%s/%s",
		dirname(own), name) >= (int)sizeof fake_helper_path)
		return -1;
	f = fopen(fake_helper_path, "we");
	if (f == NULL)
		return -1;
	fprintf(f, "#!/bin/sh\n%s", script);
	return fclose(f) == 0 ? chmod(fake_helper_path, 0755) : -1;
}

static inline int
fake_helper_remove(void)
{
	return unlink(fake_helper_path);
}

#endif
