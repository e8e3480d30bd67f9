#include "capsule/dirwalk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/map.h"
#include "capsule/capsule.h"
#include "text/markdown_name.h"

#define MOST_BYTES 3800 /* of a path: the system takes 4096, all in all */
#define MOST_UP    64   /* folders between a link's end and the root */

/* One and the same folder, whatever its names. */
struct folder_id {
	dev_t dev;
	ino_t ino;
};

/* A folder that the walk stands in. */
struct level {
	struct arena arena; /* owns the names */
	const char **names; /* sorted; a folder's has a '/' behind */
	size_t n, next;
	size_t len; /* of the path that leads here */
	int fd;     /* owned */
};

struct dirwalk {
	int dir;
	struct level level[DIRWALK_DEEP];
	size_t depth;
	struct buf path; /* of the last thing found */
	bool begun;
	bool part; /* it began below the root */
	bool met_link;
	struct arena arena; /* owned; of the keys of */
	struct map taken;   /* struct folder_id: folders that were entered */
};

/* ---- which names count --------------------------------------------------- */

static bool
ends_with(const char *s, size_t len, const char *end)
{
	size_t n = strlen(end);

	return len >= n && strncasecmp(s + len - n, end, n) == 0;
}

/* Editors' and tools' own files, and hidden ones. */
static bool
ignored(const char *name, size_t len)
{
	static const char *const ends[] = { "~", ".tmp", ".swp", ".swo", ".bak",
		".orig", ".rej" };

	if (len == 0 || name[0] == '.' ||
	    (len > 1 && name[0] == '#' && name[len - 1] == '#'))
		return true;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (ends_with(name, len, ends[i]))
			return true;
	return false;
}

bool
dirwalk_ignores(const char *path)
{
	for (;;) {
		size_t len = strcspn(path, "/");

		if (ignored(path, len))
			return true;
		if (path[len] == '\0' || path[len + 1] == '\0')
			return false;
		path += len + 1;
	}
}

static const char *const folders[] = { "articles/", "pages/", "topics/" };

static bool
below_a_folder(const char *path)
{
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		if (strncmp(path, folders[i], strlen(folders[i])) == 0)
			return true;
	return false;
}

bool
dirwalk_wanted(const char *path)
{
	if (strcmp(path, CAPSULE_CONF) == 0 ||
	    strcmp(path, CAPSULE_NOTICE) == 0)
		return true;
	return below_a_folder(path) && !dirwalk_ignores(path) &&
	       markdown_ending(path, strlen(path)) > 0;
}

bool
dirwalk_enters(const char *path)
{
	size_t len = strlen(path);

	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		if (len + 1 == strlen(folders[i]) &&
		    memcmp(path, folders[i], len) == 0)
			return true;
	return below_a_folder(path) && !dirwalk_ignores(path);
}

/* ---- looking at one path ------------------------------------------------- */

bool
dirwalk_may_pass(int error)
{
	return error == EMFILE || error == ENFILE || error == ENOMEM ||
	       error == EIO || error == EINTR || error == EAGAIN ||
	       error == ESTALE || error == ETXTBSY;
}

/* Where a link leads, if it stays below the root. */
static void
look_behind(int dir, struct found *out)
{
	struct stat st;
	int fd = file_open_below(dir, out->path, true, &st);

	if (fd == -1) {
		out->kind =
		    dirwalk_may_pass(errno) ? FOUND_NOT_NOW : FOUND_OUTSIDE;
		return;
	}
	close(fd);
	out->st = st;
	out->kind = S_ISDIR(st.st_mode) ? FOUND_FOLDER : FOUND_FILE;
}

/* What stands at at/name, which is out->path below dir? */
static void
look_at(int dir, int at, const char *name, struct found *out)
{
	if (fstatat(at, name, &out->st, AT_SYMLINK_NOFOLLOW) == -1)
		out->kind = FOUND_GONE;
	else if (S_ISLNK(out->st.st_mode))
		look_behind(dir, out);
	else if (S_ISDIR(out->st.st_mode))
		out->kind = FOUND_FOLDER;
	else
		out->kind = S_ISREG(out->st.st_mode) ? FOUND_FILE : FOUND_ODD;
}

void
dirwalk_look(int dir, const char *path, struct found *out)
{
	struct stat st;
	char *parent = xstrdup(path), *slash = strrchr(parent, '/');
	int fd;

	memset(out, 0, sizeof *out);
	out->path = path;
	out->kind = FOUND_GONE;
	if (slash == NULL) {
		look_at(dir, dir, path, out);
	} else if (slash[1] != '\0') {
		*slash = '\0';
		fd = file_open_below(dir, parent, true, &st);
		if (fd != -1) {
			look_at(dir, fd, slash + 1, out);
			close(fd);
		} else if (dirwalk_may_pass(errno)) {
			out->kind = FOUND_NOT_NOW;
		}
	}
	free(parent);
}

/* ---- walking ------------------------------------------------------------- */

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A link to a folder elsewhere: what is in it will be missed. */
static bool
is_folder_outside(int at, const char *name, const struct found *f)
{
	struct stat st;

	return f->kind == FOUND_OUTSIDE && fstatat(at, name, &st, 0) == 0 &&
	       S_ISDIR(st.st_mode);
}

/* Is anything of the archive there, and is it a folder? */
static bool
is_of_archive(struct dirwalk *w, const struct level *l, const struct dirent *e,
    bool *folder)
{
	struct found f = { .path = w->path.data };

	*folder = e->d_type == DT_DIR;
	if (e->d_type != DT_DIR && e->d_type != DT_REG) {
		look_at(w->dir, l->fd, e->d_name, &f);
		*folder = f.kind == FOUND_FOLDER;
		if (!*folder && is_folder_outside(l->fd, e->d_name, &f))
			return dirwalk_enters(w->path.data);
	}
	return *folder ? dirwalk_enters(w->path.data)
		       : dirwalk_wanted(w->path.data);
}

/* Keep the name of an entry, when anything of the archive can be there. */
static void
add_name(struct dirwalk *w, struct level *l, const struct dirent *e)
{
	size_t len = strlen(e->d_name);
	bool folder;
	char *name;

	if (ignored(e->d_name, len))
		return;
	buf_cut(&w->path, l->len);
	buf_add(&w->path, e->d_name, len);
	if (!is_of_archive(w, l, e, &folder))
		return;
	name = arena_alloc(&l->arena, len + 2);
	memcpy(name, e->d_name, len + 1);
	if (folder)
		memcpy(name + len, "/", 2);
	l->names = array_room(l->names, l->n, sizeof *l->names);
	l->names[l->n++] = name;
}

static void
leave(struct dirwalk *w)
{
	struct level *l = &w->level[--w->depth];

	close(l->fd);
	free(l->names);
	arena_free(&l->arena);
}

/* Stand in the folder fd (owned from now on), whose path is w->path. */
static void
enter(struct dirwalk *w, int fd)
{
	struct level *l = &w->level[w->depth++];
	struct dirent *e;
	DIR *d;

	memset(l, 0, sizeof *l);
	l->fd = fd;
	l->len = w->path.len;
	fd = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	d = fd == -1 ? NULL : fdopendir(fd);
	if (d == NULL) {
		if (fd != -1)
			close(fd);
		return;
	}
	while ((e = readdir(d)) != NULL)
		add_name(w, l, e);
	closedir(d);
	if (l->n > 0)
		qsort(l->names, l->n, sizeof *l->names, by_bytes);
}

static bool
is_same(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* Is this one of the folders that all walks go through? */
static bool
is_archive_folder(int dir, const struct stat *st)
{
	struct stat top;

	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
		if (fstatat(dir, folders[i], &top, 0) == 0 && is_same(&top, st))
			return true;
	return false;
}

/*
 * Does the folder fd stand in one that is walked through by its own name?  What
 * a link leads to is then there already.
 */
static bool
is_in_archive(int dir, int fd)
{
	struct stat root, st;
	bool found = false;
	int at = dup(fd), up;

	if (fstat(dir, &root) == -1)
		root = (struct stat){ 0 };
	for (int i = 0; i < MOST_UP && at != -1 && !found; i++) {
		if (fstat(at, &st) == -1 || is_same(&st, &root))
			break;
		found = is_archive_folder(dir, &st);
		up = openat(at, "..", O_PATH | O_DIRECTORY | O_CLOEXEC);
		close(at);
		at = up;
	}
	if (at != -1)
		close(at);
	return found;
}

/* Take a folder, unless it was taken under another name. */
static bool
take_once(struct dirwalk *w, const struct stat *st)
{
	struct folder_id *id = arena_calloc(&w->arena, 1, sizeof *id);
	size_t n = w->taken.n;

	id->dev = st->st_dev;
	id->ino = st->st_ino;
	map_add(&w->taken, (const char *)id, sizeof *id);
	return w->taken.n > n;
}

/*
 * Enter the folder at w->path (with its '/'), named so in the level above.
 * FOUND_FOLDER when the walk stands in it now, else why not.
 */
static enum found_kind
enter_named(struct dirwalk *w, const char *name, struct stat *st)
{
	const struct level *above = &w->level[w->depth - 1];
	char *bare = xstrndup(name, strlen(name) - 1);
	struct stat own;
	bool link = fstatat(above->fd, bare, st, AT_SYMLINK_NOFOLLOW) == 0 &&
		    S_ISLNK(st->st_mode);
	int fd;

	free(bare);
	own = *st;
	w->met_link = w->met_link || link;
	if (w->part && link)
		return FOUND_GONE;
	if (w->depth == DIRWALK_DEEP || w->path.len > MOST_BYTES)
		return FOUND_DEEP;
	bare = xstrndup(w->path.data, w->path.len - 1);
	fd = file_open_below(w->dir, bare, true, st);
	free(bare);
	if (fd == -1)
		return dirwalk_may_pass(errno) ? FOUND_NOT_NOW
		       : errno == EACCES       ? FOUND_UNREADABLE
					       : FOUND_GONE;
	if ((link && w->depth > 1 && is_in_archive(w->dir, fd)) ||
	    !take_once(w, st)) {
		close(fd);
		/* what comes to the folder is no news of the link */
		if (link)
			*st = own;
		return FOUND_AGAIN;
	}
	enter(w, fd);
	return FOUND_FOLDER;
}

static void
begin(struct dirwalk *w)
{
	struct stat st;
	int fd;

	w->begun = true;
	if (w->path.len == 0) {
		fd = openat(w->dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	} else {
		w->part = true;
		fd = file_open_below(w->dir, w->path.data, true, &st);
		buf_addc(&w->path, '/');
	}
	if (fd != -1)
		enter(w, fd);
}

struct dirwalk *
dirwalk_new(int dir, const char *from)
{
	struct dirwalk *w = xcalloc(1, sizeof *w);

	w->dir = dir;
	buf_adds(&w->path, from);
	return w;
}

void
dirwalk_free(struct dirwalk *w)
{
	if (w == NULL)
		return;
	while (w->depth > 0)
		leave(w);
	buf_free(&w->path);
	map_free(&w->taken);
	arena_free(&w->arena);
	free(w);
}

bool
dirwalk_met_link(const struct dirwalk *w)
{
	return w->met_link;
}

bool
dirwalk_is_link(int dir, const char *path)
{
	struct stat st;

	return fstatat(dir, path, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISLNK(st.st_mode);
}

bool
dirwalk_is_behind_link(int dir, const char *path)
{
	char *part = xstrdup(path);
	bool link = false;

	for (char *end = part; (end = strchr(end, '/')) != NULL && !link;) {
		*end = '\0';
		link = dirwalk_is_link(dir, part);
		*end++ = '/';
	}
	free(part);
	return link;
}

int
dirwalk_next(struct dirwalk *w, struct found *out)
{
	if (!w->begun)
		begin(w);
	while (w->depth > 0) {
		struct level *l = &w->level[w->depth - 1];
		const char *name;

		if (l->next == l->n) {
			leave(w);
			continue;
		}
		name = l->names[l->next++];
		buf_cut(&w->path, l->len);
		buf_adds(&w->path, name);
		memset(out, 0, sizeof *out);
		out->path = w->path.data;
		if (name[strlen(name) - 1] == '/')
			out->kind = enter_named(w, name, &out->st);
		else
			look_at(w->dir, l->fd, name, out);
		if (out->kind != FOUND_FOLDER && out->kind != FOUND_GONE)
			return 1;
	}
	return 0;
}
