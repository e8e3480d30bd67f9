#include "import/folder.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/problem.h"

static bool
is_page(const char *name)
{
	const char *kind = file_extension(name);

	return name[0] != '.' &&
	       (strcasecmp(kind, "html") == 0 || strcasecmp(kind, "htm") == 0);
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
add(struct folder *f, struct arena *a, size_t *cap, const char *path)
{
	if (f->n == *cap) {
		size_t more = *cap > 0 ? *cap * 2 : 64;

		f->path = arena_grow(a, f->path, *cap * sizeof *f->path,
		    more * sizeof *f->path);
		*cap = more;
	}
	f->path[f->n++] = path;
}

static int
list_pages(struct folder *f, struct arena *a, const char *name,
    struct problem *why)
{
	DIR *dir = opendir(name);
	size_t cap = 0;
	struct dirent *d;

	if (dir == NULL) {
		problem_errno(why, "cannot be opened");
		return problem_in(why, name);
	}
	while ((d = readdir(dir)) != NULL)
		if (is_page(d->d_name))
			add(f, a, &cap,
			    arena_printf(a, "%s/%s", name, d->d_name));
	closedir(dir);
	if (f->n > 0)
		qsort(f->path, f->n, sizeof *f->path, by_name);
	return 0;
}

int
folder_read(struct folder *f, struct arena *a, const char *name,
    struct problem *why)
{
	const char *posts = arena_printf(a, "%s/posts", name);
	const char *table = arena_printf(a, "%s/posts.csv", name);
	size_t cap = 0;
	struct stat st;

	*f = (struct folder){ .n = 0 };
	if (stat(table, &st) == 0 && S_ISREG(st.st_mode)) {
		add(f, a, &cap, table);
		return 0;
	}
	if (stat(posts, &st) == 0 && S_ISDIR(st.st_mode))
		name = posts;
	if (list_pages(f, a, name, why) == -1)
		return -1;
	if (f->n > 0)
		return 0;
	problem_set(why, 0, "is a folder without pages: name a file");
	return problem_in(why, name);
}
