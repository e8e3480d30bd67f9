#include <dirent.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/tempfile.h"
#include "import/core/unzip.h"
#include "import/folder.h"
#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_problem(void *ctx, const struct problem *found)
{
	(void)ctx;
	must(*found->sentence != '\0', "a problem has a sentence", found->file);
}

/* Nothing but the folder that it was unpacked into. */
static void
check_outside(const char *above)
{
	DIR *dir = opendir(above);
	const struct dirent *d;

	while (dir != NULL && (d = readdir(dir)) != NULL)
		must(d->d_name[0] == '.' || strcmp(d->d_name, "in") == 0,
		    "nothing is unpacked elsewhere", d->d_name);
	if (dir != NULL)
		closedir(dir);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct intake in = { check_item, check_topic, check_skipped,
		check_problem, NULL, NULL };
	char above[TEMPFILE_FOLDER_SIZE], folder[TEMPFILE_FOLDER_SIZE + 3];
	struct problem why = { .file = "" };
	int fd = memfd_create("zip", MFD_CLOEXEC);

	must(fd != -1 && file_write_all(fd, data, size) == 0 &&
		 tempfile_folder(above, &why) == 0,
	    "there is room", why.sentence);
	(void)snprintf(folder, sizeof folder, "%s/in", above);
	must(mkdir(folder, 0700) == 0, "there is room", folder);
	if (unzip(fd, folder, folder_holds, &in, &why) == -1)
		must(*why.sentence != '\0', "a refusal has a reason", "");
	check_outside(above);
	(void)tempfile_remove(above);
	close(fd);
	return 0;
}
