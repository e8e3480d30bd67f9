#include "import/core/own_folder.h"

#include <sys/stat.h>

#include "base/file.h"

/* Is it a link?  What is not there is none. */
static bool
is_link(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISLNK(st.st_mode);
}

int
own_folder_path(const char *root, const char *name, bool make,
    char out[PATH_MAX], struct problem *why)
{
	char folder[PATH_MAX];

	if (file_join(folder, sizeof folder, root, ".chasqui") == NULL ||
	    file_join(out, PATH_MAX, folder, name) == NULL) {
		problem_set(why, 0, "the folder's name is too long");
		return problem_in(why, root);
	}
	if (is_link(folder) || is_link(out)) {
		problem_set(why, 0, "is a link, which an import never follows");
		return problem_in(why, is_link(folder) ? folder : out);
	}
	return make ? file_make_folder(folder, 0755, why) : 0;
}
