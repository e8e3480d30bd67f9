#ifndef TESTS_KERNEL_H
#define TESTS_KERNEL_H

/* What this kernel can do, or qemu-user, which stands for one. */
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdbool.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static inline bool
kernel_has_openat2(void)
{
	struct open_how how = { .flags = O_PATH };
	long fd = syscall(SYS_openat2, AT_FDCWD, ".", &how, sizeof how);

	if (fd != -1)
		close((int)fd);
	return fd != -1;
}

static inline bool
kernel_has_seccomp(void)
{
	return prctl(PR_GET_SECCOMP) != -1;
}

#endif
