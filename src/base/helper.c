#include "base/helper.h"

#include <limits.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"

/* The folder of the program that runs; "" when the system does not tell. */
static void
own_folder(char out[PATH_MAX])
{
	ssize_t len = readlink("/proc/self/exe", out, PATH_MAX - 1);
	char *slash;

	out[len > 0 ? len : 0] = '\0';
	slash = strrchr(out, '/');
	if (slash != NULL)
		*slash = '\0';
}

/* execv takes its words as what they are not meant to be. */
static void
become(const char *program, const char *const *argv)
{
	execv(program, (char *const *)argv);
}

void
helper_exec(const char *program, const char *const *argv)
{
	/* The second is for an installation that was moved as a whole. */
	static const char *const beside[] = { "", "../libexec/chasqui/" };
	char folder[PATH_MAX], path[PATH_MAX];
	struct buf name = { 0 };

	own_folder(folder);
	for (size_t i = 0; i < 2 && folder[0] != '\0'; i++) {
		buf_clear(&name);
		buf_addf(&name, "%s%s", beside[i], program);
		if (file_join(path, sizeof path, folder, buf_str(&name)))
			become(path, argv);
	}
	buf_free(&name);
	if (file_join(path, sizeof path, CHASQUI_LIBEXEC, program) != NULL)
		become(path, argv);
}

void
helper_exec_self(const char *const *argv)
{
	become("/proc/self/exe", argv);
	_exit(127);
}
