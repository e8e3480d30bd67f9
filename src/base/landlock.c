#include "base/landlock.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

long
landlock_version(void)
{
	return syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);
}

int
landlock_rules(const void *attr, size_t size)
{
	return (int)syscall(SYS_landlock_create_ruleset, attr, size, 0);
}

void
landlock_allow(int rules, const char *path, uint64_t access)
{
	struct landlock_path_beneath_attr below = { 0 };
	struct stat st;
	int fd = open(path, O_PATH | O_CLOEXEC);

	if (fd == -1)
		return;
	if (fstat(fd, &st) == 0 && !S_ISDIR(st.st_mode))
		access &= LANDLOCK_ACCESS_FS_READ_FILE |
			  LANDLOCK_ACCESS_FS_WRITE_FILE |
			  LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_FS_TRUNCATE;
	below.allowed_access = access;
	below.parent_fd = fd;
	syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH,
	    &below, 0);
	close(fd);
}

void
landlock_restrict(int rules)
{
	syscall(SYS_landlock_restrict_self, rules, 0);
	close(rules);
}
