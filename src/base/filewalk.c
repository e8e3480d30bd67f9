#include "base/filewalk.h"

#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"

/* Those of one folder come in a row. */
static int
files_first(const FTSENT **a, const FTSENT **b)
{
	bool x = (*a)->fts_info == FTS_D, y = (*b)->fts_info == FTS_D;

	return x != y ? x - y : strcmp((*a)->fts_name, (*b)->fts_name);
}

bool
filewalk(const char *root, const char *folder, bool follow, file_seen *each,
    void *ctx)
{
	struct buf top = { 0 };
	FTS *fts;
	FTSENT *e;
	bool go_on = true;

	buf_addf(&top, "%s/%s", root, folder);
	fts = fts_open((char *const[]){ top.data, NULL },
	    (follow ? FTS_LOGICAL : FTS_PHYSICAL) | FTS_NOCHDIR, files_first);
	/* to its end even when it is over: glibc leaks one cut short */
	while (fts != NULL && (e = fts_read(fts)) != NULL)
		if (!go_on || (e->fts_level > 0 && e->fts_name[0] == '.'))
			fts_set(fts, e, FTS_SKIP);
		else if (e->fts_info == FTS_F)
			go_on = each(ctx,
			    &(struct walked_file){ .path = e->fts_path,
				.below = e->fts_path + strlen(root) + 1,
				.name = e->fts_path + e->fts_pathlen -
					e->fts_namelen,
				.size = (uint64_t)e->fts_statp->st_size });
	if (fts != NULL)
		fts_close(fts);
	buf_free(&top);
	return go_on;
}
