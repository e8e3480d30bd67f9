#include "cmd/trial.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "archive/scan.h"
#include "cmd/cmd.h"

/* 0, or -1 with the reason. */
static int
make_folder(struct trial *t, struct problem *why)
{
	const char *where = getenv("TMPDIR");

	(void)snprintf(t->folder, sizeof t->folder, "%s/chasqui-index.XXXXXX",
	    where != NULL && where[0] != '\0' ? where : "/tmp");
	if (mkdtemp(t->folder) != NULL) {
		(void)snprintf(t->index, sizeof t->index, "%s/index",
		    t->folder);
		return 0;
	}
	problem_errno(why, "cannot make a folder for the index");
	problem_in(why, t->folder);
	t->folder[0] = '\0';
	return -1;
}

int
trial_make(struct trial *t, const char *root, size_t max, problem_sink *sink,
    void *ctx, struct problem *why)
{
	struct scan *s;
	bool more = true;
	int result;

	*t = (struct trial){ 0 };
	if (make_folder(t, why) == -1)
		return -1;
	s = scan_new(root, t->index, max, sink, ctx, why);
	result = s != NULL ? 0 : -1;
	for (size_t steps = 1; result == 0 && more; steps++) {
		cmd_progress("steps of taking in", steps);
		result = scan_all(s, &more, why);
	}
	scan_free(s);
	return result;
}

/* All in it is ours: the index and what SQLite keeps beside it. */
void
trial_remove(struct trial *t)
{
	DIR *d = t->folder[0] != '\0' ? opendir(t->folder) : NULL;
	struct dirent *e;

	if (d == NULL)
		return;
	while ((e = readdir(d)) != NULL)
		if (e->d_name[0] != '.')
			unlinkat(dirfd(d), e->d_name, 0);
	closedir(d);
	rmdir(t->folder);
	t->folder[0] = '\0';
}
