#include "import/folder.h"

#include <dirent.h>
#include <fts.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/problem.h"

#define FOLDERS_DEEP 16
#define POSTS_TABLE  "posts.csv" /* Substack's */

static bool
is_one_of(const char *kind, const char *const *kinds)
{
	for (; *kinds != NULL; kinds++)
		if (strcasecmp(kind, *kinds) == 0)
			return true;
	return false;
}

/* Google's Takeout has a page that only says what is in it. */
static bool
is_page(const char *name)
{
	static const char *const kinds[] = { "html", "htm", NULL };

	return is_one_of(file_extension(name), kinds) &&
	       strcmp(name, "archive_browser.html") != 0;
}

static bool
is_feed(const char *name)
{
	static const char *const kinds[] = { "xml", "rss", "atom", "json",
		NULL };

	return is_one_of(file_extension(name), kinds);
}

bool
folder_holds(const char *name)
{
	const char *last = file_name(name);

	return is_page(last) || is_feed(last) || strcmp(last, POSTS_TABLE) == 0;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A folder's sources as they are found. */
struct finding {
	struct folder *folder;
	struct arena *a;
	bool whole; /* the last one was an export: what is below is its own */
};

static void
add(struct finding *f, const char *path)
{
	struct folder *to = f->folder;

	to->path = arena_room(f->a, (void *)to->path, to->n, sizeof *to->path);
	to->path[to->n++] = path;
}

/* The files of a kind right in a folder; -1 with errno: it cannot be read. */
static int
add_files(struct finding *f, const char *name, bool (*is)(const char *name))
{
	DIR *dir = opendir(name);
	size_t before = f->folder->n;
	struct dirent *d;

	if (dir == NULL)
		return -1;
	while ((d = readdir(dir)) != NULL)
		if (d->d_name[0] != '.' && is(d->d_name))
			add(f, arena_printf(f->a, "%s/%s", name, d->d_name));
	closedir(dir);
	if (f->folder->n > before)
		qsort(f->folder->path + before, f->folder->n - before,
		    sizeof *f->folder->path, by_name);
	return 0;
}

/* What a folder is read from; its folders do not count, but "posts". */
static int
add_folder(struct finding *f, const char *name)
{
	const char *posts = arena_printf(f->a, "%s/posts", name);
	const char *table = arena_printf(f->a, "%s/" POSTS_TABLE, name);
	size_t before = f->folder->n;
	struct stat st;

	f->whole = true;
	if (stat(table, &st) == 0 && S_ISREG(st.st_mode)) {
		add(f, table);
		return 0;
	}
	if (stat(posts, &st) == 0 && S_ISDIR(st.st_mode) &&
	    add_files(f, posts, is_page) == -1)
		return -1;
	if (f->folder->n > before)
		return 0;
	f->whole = false;
	return add_files(f, name, is_page);
}

static int
in_order(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

/* "one_files": what a browser saves with "one.html", frames among it. */
static bool
is_of_page(const FTSENT *e)
{
	static const char end[] = "_files";
	const size_t len = sizeof end - 1;

	return e->fts_level > 0 && e->fts_namelen > len &&
	       strcmp(e->fts_name + e->fts_namelen - len, end) == 0;
}

/*
 * One folder of those unpacked: its fts_number says whether it has pages or is
 * below one that has, as a saved site is.  There feeds are what the pages lead
 * to, or a program's notes ("manifest.json").
 */
static int
add_unpacked(struct finding *f, struct finding *beside, FTS *fts, FTSENT *e)
{
	const size_t before = f->folder->n;
	bool site = e->fts_parent->fts_number != 0, whole = false;

	if (is_of_page(e))
		return fts_set(fts, e, FTS_SKIP);
	if (add_folder(f, e->fts_path) == -1)
		return -1;
	if (f->folder->n > before) {
		whole = f->whole;
		site = true;
	}
	if (add_files(site ? beside : f, e->fts_path, is_feed) == -1 ||
	    (whole && add_files(beside, e->fts_path, is_page) == -1))
		return -1;
	e->fts_number = site;
	if (whole || (!site && f->folder->n > before) ||
	    e->fts_level >= FOLDERS_DEEP)
		(void)fts_set(fts, e, FTS_SKIP);
	return 0;
}

int
folder_read_deep(struct folder *f, struct folder *beside, struct arena *a,
    const char *name, struct problem *why)
{
	struct finding found = { .folder = f, .a = a };
	struct finding left = { .folder = beside, .a = a };
	char *const top[] = { arena_strdup(a, name), NULL };
	FTS *fts = fts_open(top, FTS_PHYSICAL | FTS_NOCHDIR, in_order);
	FTSENT *e;
	int rc = fts == NULL ? -1 : 0;

	*f = *beside = (struct folder){ .n = 0 };
	while (rc == 0 && (e = fts_read(fts)) != NULL)
		if (e->fts_info == FTS_D)
			rc = add_unpacked(&found, &left, fts, e);
	if (rc == -1)
		problem_errno(why, "cannot be opened");
	if (fts != NULL)
		(void)fts_close(fts);
	return rc == -1 ? problem_in(why, name) : 0;
}

int
folder_read(struct folder *f, struct arena *a, const char *name,
    struct problem *why)
{
	struct finding found = { .folder = f, .a = a };

	*f = (struct folder){ .n = 0 };
	if (add_folder(&found, name) == 0)
		return 0;
	problem_errno(why, "cannot be opened");
	return problem_in(why, name);
}
