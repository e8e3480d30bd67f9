#ifndef BASE_LANDLOCK_H
#define BASE_LANDLOCK_H

#include <linux/landlock.h>
#include <stddef.h>
#include <stdint.h>

/* The kernel's calls of Landlock, for which the C library has no functions. */

/* Later than Debian 12's headers; from version 3 on. */
#define LANDLOCK_FS_TRUNCATE (1ULL << 14)

/* The version of Landlock that this kernel has; below 1: none. */
long landlock_version(void);
/* Rules that forbid what attr handles, size bytes of it; -1: there are none. */
int landlock_rules(const void *attr, size_t size);
/* Allow some access below a path; a path that is not there needs none. */
void landlock_allow(int rules, const char *path, uint64_t access);
/* The rules hold for this process from now on; they are closed. */
void landlock_restrict(int rules);

#endif
