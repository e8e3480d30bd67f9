#include "cmd/lint_files.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/filewalk.h"
#include "capsule/redirects.h"
#include "cmd/lint_picture.h"
#include "page/item_type.h"

/* What is told, of files by their paths below the root, and to whom. */
struct walk {
	struct arena arena;
	const char *root;
	size_t most_kb;
	struct lint_pictures *pictures;
	problem_sink *sink;
	void *ctx;
	bool articles;    /* the walk is through articles/ */
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
	problem_in(&found, path);
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

static bool
is_there(struct walk *w, const char *folder, const char *name)
{
	return access(
		   arena_printf(&w->arena, "%s/%s/%s", w->root, folder, name),
		   F_OK) == 0;
}

/* Does the folder, or one above it below articles/, have an index.md? */
static bool
is_in_bundle(struct walk *w, const char *folder)
{
	char *at = arena_strdup(&w->arena, folder);
	char *slash;

	while ((slash = strrchr(at, '/')) != NULL) {
		if (is_there(w, at, "index.md") ||
		    is_there(w, at, "index.markdown"))
			return true;
		*slash = '\0';
	}
	return false;
}

static void
look_at_picture(struct walk *w, const struct walked_file *f)
{
	size_t kb = ((size_t)f->size + 1023) / 1024;
	struct problem why = { 0 };
	const char *folder = arena_strndup(&w->arena, f->below,
	    (size_t)(f->name - f->below) - 1);

	if (kb > w->most_kb)
		tell(w, f->below,
		    "has %zu kB, and images_max is %zu: readers on slow lines "
		    "wait long for it",
		    kb, w->most_kb);
	if (lint_picture(w->pictures, f->path, &why) == -1) {
		problem_in(&why, f->below);
		w->pictures->note(w->ctx, &why);
	}
	if (!w->articles || (w->told != NULL && strcmp(w->told, folder) == 0))
		return;
	w->told = folder;
	if (!is_in_bundle(w, folder))
		tell(w, f->below,
		    "pictures are served only beside an index.md: make NAME.md "
		    "NAME/index.md and put its pictures there, or put them "
		    "below static/");
}

static bool
look(void *ctx, const struct walked_file *f)
{
	struct walk *w = ctx;

	if (lint_is_picture(f->name))
		look_at_picture(w, f);
	else if (w->articles && (ends_with(f->name, ".md.new") ||
				    ends_with(f->name, ".markdown.new")))
		tell(w, f->below,
		    "a new version that waits, as %.*s was changed by hand: "
		    "take what you want of it, and remove it",
		    (int)(strlen(f->name) - strlen(".new")), f->name);
	return true;
}

/* The lines of redirects.txt that lead nowhere are silent else. */
static void
look_at_redirects(struct walk *w)
{
	struct buf text = { 0 };
	struct problem why = { 0 };
	const char *path =
	    arena_printf(&w->arena, "%s/" REDIRECTS_FILE, w->root);

	if (access(path, F_OK) == -1)
		return;
	if (buf_read_file(&text, path, REDIRECTS_MAX, &why) == 0)
		redirects_check(buf_str(&text), text.len, REDIRECTS_FILE,
		    w->sink, w->ctx);
	else
		tell(w, REDIRECTS_FILE, "%s", why.sentence);
	buf_free(&text);
}

void
lint_files(const char *root, size_t most_kb, struct lint_pictures *pictures,
    problem_sink *sink, void *ctx)
{
	struct walk w = { .root = root,
		.most_kb = most_kb,
		.pictures = pictures,
		.sink = sink,
		.ctx = ctx };

	w.articles = true;
	filewalk(root, "articles", false, look, &w);
	w.articles = false;
	filewalk(root, "static", false, look, &w);
	look_at_redirects(&w);
	arena_free(&w.arena);
}
