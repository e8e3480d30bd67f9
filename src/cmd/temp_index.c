#include "cmd/temp_index.h"

#include <stdbool.h>
#include <stdio.h>

#include "base/tempfile.h"
#include "index/scan.h"
#include "text/progress.h"

int
temp_index_make(struct temp_index *t, const char *root, size_t max,
    problem_sink *sink, void *ctx, struct problem *why)
{
	struct scan *s;
	bool more = true;
	int result;

	*t = (struct temp_index){ 0 };
	if (tempfile_folder(t->folder, why) == -1)
		return -1;
	(void)snprintf(t->index, sizeof t->index, "%s/index", t->folder);
	s = scan_new(root, t->index, max, sink, ctx, why);
	result = s != NULL ? 0 : -1;
	for (size_t steps = 1; result == 0 && more; steps++) {
		progress_show("steps of taking in", steps);
		result = scan_all(s, &more, why);
	}
	scan_free(s);
	return result;
}

void
temp_index_remove(struct temp_index *t)
{
	if (t->folder[0] != '\0')
		(void)tempfile_remove(t->folder);
	t->folder[0] = '\0';
}
