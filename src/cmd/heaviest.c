#include "cmd/heaviest.h"

#include <string.h>

#include "base/filewalk.h"
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

struct pictures {
	struct heaviest *h;
	const char *capsule;
};

static bool
add_picture(void *ctx, const struct walked_file *f)
{
	struct pictures *p = ctx;

	if (lint_is_picture(f->name))
		weigh(p->h, p->h->pictures, f->below, f->size, p->capsule);
	return true;
}

void
heaviest_add(struct heaviest *h, const char *capsule, const char *root,
    const char *index)
{
	struct pictures pictures = { h, capsule };

	add_pages(h, capsule, index);
	filewalk(root, "articles", false, add_picture, &pictures);
	filewalk(root, "static", false, add_picture, &pictures);
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
