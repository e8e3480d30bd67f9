#include "cmd/lint_files.h"

#include <fts.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "capsule/redirects.h"
#include "cmd/lint_picture.h"
#include "page/item_type.h"

/* What is told, and of which folder it was told already. */
struct walk {
	struct arena arena;
	size_t root_len; /* of the root's path, its '/' included */
	size_t most_kb;
	struct lint_pictures *pictures;
	problem_sink *sink;
	void *ctx;
	const char *told; /* the folder whose pictures were told of last */
};

static void __attribute__((format(printf, 3, 4)))
tell(const struct walk *w, const char *path, const char *fmt, ...)
{
	struct problem found = { 0 };
	va_list ap;

	va_start(ap, fmt);
	problem_setv(&found, 0, fmt, ap);
	va_end(ap);
	problem_in(&found, path + w->root_len);
	w->sink(w->ctx, &found);
}

static bool
ends_with(const char *name, const char *end)
{
	size_t len = strlen(name), n = strlen(end);

	return len > n && strcasecmp(name + len - n, end) == 0;
}

bool
lint_is_picture(const char *name)
{
	char type = item_type(name, NULL);

	return type == 'I' || type == 'g';
}

/* Does the folder, or one above it below articles/, have an index.md? */
static bool
is_in_bundle(struct walk *w, const char *folder)
{
	char *at = arena_strdup(&w->arena, folder);
	char *slash;

	while (strlen(at) > w->root_len + strlen("articles")) {
		if (access(arena_printf(&w->arena, "%s/index.md", at), F_OK) ==
			0 ||
		    access(arena_printf(&w->arena, "%s/index.markdown", at),
			F_OK) == 0)
			return true;
		slash = strrchr(at, '/');
		*slash = '\0';
	}
	return false;
}

static void
look_at_picture(struct walk *w, const FTSENT *e, bool article)
{
	size_t kb = ((size_t)e->fts_statp->st_size + 1023) / 1024;
	struct problem why = { 0 };
	const char *folder = arena_strndup(&w->arena, e->fts_path,
	    (size_t)e->fts_pathlen - e->fts_namelen - 1);

	if (kb > w->most_kb)
		tell(w, e->fts_path,
		    "has %zu kB, and images_max is %zu: readers on slow lines "
		    "wait long for it",
		    kb, w->most_kb);
	if (lint_picture(w->pictures, e->fts_path, &why) == -1) {
		problem_in(&why, e->fts_path + w->root_len);
		w->pictures->note(w->ctx, &why);
	}
	if (!article || (w->told != NULL && strcmp(w->told, folder) == 0))
		return;
	w->told = folder;
	if (!is_in_bundle(w, folder))
		tell(w, e->fts_path,
		    "pictures are served only beside an index.md: make NAME.md "
		    "NAME/index.md and put its pictures there, or put them "
		    "below static/");
}

static void
look(struct walk *w, const FTSENT *e, bool article)
{
	if (lint_is_picture(e->fts_name))
		look_at_picture(w, e, article);
	else if (article && (ends_with(e->fts_name, ".md.new") ||
				ends_with(e->fts_name, ".markdown.new")))
		tell(w, e->fts_path,
		    "a new version that waits, as %.*s was changed by hand: "
		    "take what you want of it, and remove it",
		    (int)(e->fts_namelen - strlen(".new")), e->fts_name);
}

/* Files before folders, so that those of one folder come in a row. */
static int
files_first(const FTSENT **a, const FTSENT **b)
{
	bool x = (*a)->fts_info == FTS_D, y = (*b)->fts_info == FTS_D;

	return x != y ? x - y : strcmp((*a)->fts_name, (*b)->fts_name);
}

static void
walk_folder(struct walk *w, const char *root, const char *name)
{
	char *const paths[] = { arena_printf(&w->arena, "%s/%s", root, name),
		NULL };
	FTS *tree = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR, files_first);
	bool article = strcmp(name, "articles") == 0;
	FTSENT *e;

	if (tree == NULL)
		return;
	while ((e = fts_read(tree)) != NULL) {
		if (e->fts_info == FTS_D && e->fts_level > 0 &&
		    e->fts_name[0] == '.')
			fts_set(tree, e, FTS_SKIP);
		else if (e->fts_info == FTS_F && e->fts_name[0] != '.')
			look(w, e, article);
	}
	fts_close(tree);
}

/* The lines of redirects.txt that lead nowhere are silent else. */
static void
look_at_redirects(struct walk *w, const char *root)
{
	struct buf text = { 0 };
	struct problem why = { 0 };
	const char *path = arena_printf(&w->arena, "%s/" REDIRECTS_FILE, root);

	if (access(path, F_OK) == -1)
		return;
	if (buf_read_file(&text, path, REDIRECTS_MAX, &why) == 0)
		redirects_check(buf_str(&text), text.len, REDIRECTS_FILE,
		    w->sink, w->ctx);
	else
		tell(w, path, "%s", why.sentence);
	buf_free(&text);
}

void
lint_files(const char *root, size_t most_kb, struct lint_pictures *pictures,
    problem_sink *sink, void *ctx)
{
	struct walk w = { .root_len = strlen(root) + 1,
		.most_kb = most_kb,
		.pictures = pictures,
		.sink = sink,
		.ctx = ctx };

	walk_folder(&w, root, "articles");
	walk_folder(&w, root, "static");
	look_at_redirects(&w, root);
	arena_free(&w.arena);
}
