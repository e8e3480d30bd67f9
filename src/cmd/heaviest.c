#include "cmd/heaviest.h"

#include <fts.h>
#include <string.h>
#include <sys/stat.h>

#include "cmd/lint_files.h"
#include "index/index.h"
#include "text/size.h"

#define LEAST 1000 /* bytes */

static void
weigh(struct heaviest *h, struct heavy list[HEAVIEST], const char *path,
    uint64_t bytes, const char *capsule)
{
	size_t at = HEAVIEST;

	while (at > 0 && bytes > list[at - 1].bytes)
		at--;
	if (at == HEAVIEST || bytes < LEAST)
		return;
	memmove(&list[at + 1], &list[at], (HEAVIEST - 1 - at) * sizeof *list);
	list[at] =
	    (struct heavy){ arena_strdup(&h->arena, path), bytes, capsule };
}

static void
add_pages(struct heaviest *h, const char *capsule, const char *index)
{
	struct index *ix = index_open(index, NULL);
	struct arena a = { 0 };
	const struct heavy_file *files;
	size_t n = 0;

	if (ix != NULL && index_begin(ix, NULL) == 0) {
		n = index_heaviest_files(ix, &a, HEAVIEST, &files);
		index_end(ix);
	}
	for (size_t i = 0; i < n; i++)
		weigh(h, h->pages, files[i].path, files[i].bytes, capsule);
	index_close(ix);
	arena_free(&a);
}

static int
by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

static void
add_pictures(struct heaviest *h, const char *capsule, const char *root)
{
	char *const folders[] = { arena_printf(&h->arena, "%s/articles", root),
		arena_printf(&h->arena, "%s/static", root), NULL };
	FTS *tree = fts_open(folders, FTS_PHYSICAL | FTS_NOCHDIR, by_name);
	FTSENT *e;

	while (tree != NULL && (e = fts_read(tree)) != NULL)
		if (e->fts_level > 0 && e->fts_name[0] == '.')
			fts_set(tree, e, FTS_SKIP);
		else if (e->fts_info == FTS_F && lint_is_picture(e->fts_name))
			weigh(h, h->pictures, e->fts_path + strlen(root) + 1,
			    (uint64_t)e->fts_statp->st_size, capsule);
	if (tree != NULL)
		fts_close(tree);
}

void
heaviest_add(struct heaviest *h, const char *capsule, const char *root,
    const char *index)
{
	add_pages(h, capsule, index);
	add_pictures(h, capsule, root);
}

static void
tell(const struct heavy list[HEAVIEST], const char *what, problem_sink *sink,
    void *ctx)
{
	for (size_t i = 0; i < HEAVIEST && list[i].path != NULL; i++) {
		struct problem found = { 0 };
		char size[SIZE_SHOWN];

		problem_set(&found, 0, "heaviest %s %zu: %s", what, i + 1,
		    size_show(list[i].bytes, size));
		problem_in(&found, list[i].path);
		sink(ctx, &found);
	}
}

void
heaviest_tell(const struct heaviest *h, problem_sink *sink, void *ctx)
{
	tell(h->pages, "page", sink, ctx);
	tell(h->pictures, "picture", sink, ctx);
}

void
heaviest_free(struct heaviest *h)
{
	arena_free(&h->arena);
	*h = (struct heaviest){ 0 };
}
