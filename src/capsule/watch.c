#include "capsule/watch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/array.h"
#include "base/buf.h"
#include "base/file.h"
#include "capsule/dirwalk.h"
#include "capsule/watch_hub.h"
#include "text/now.h"

#define SETTLE_MS    300
#define GONE_MS      150   /* something else may come to a name */
#define ROOTLESS_MS  500   /* is the root there again? */
#define BLIND_MS     10000 /* a look at all, where not all can be watched */
#define MOST_PENDING 4096  /* more changes at once are "everything" */

#define EVENTS                                                                 \
	(IN_CLOSE_WRITE | IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_FROM |  \
	    IN_MOVED_TO | IN_ATTRIB | IN_MOVE_SELF | IN_DELETE_SELF |          \
	    IN_ONLYDIR)

/*
 * A folder that a link leads to has one watch, under the path by which it was
 * found first; what happens there happens at the other path too.
 */
struct alias {
	struct alias *next;
	char *first, *other; /* owned */
};

/* A path that changed, and is reported at its time. */
struct pending {
	char *path;     /* owned */
	int64_t due_ms; /* of now_ms(CLOCK_MONOTONIC) */
};

struct watch {
	char *root; /* owned */
	int fd;
	int dir;                 /* the root; -1 while it is gone */
	struct alias *aliases;   /* owned */
	struct pending *pending; /* owned */
	size_t npending;
	bool everything; /* is to be reported */
	bool afresh;     /* watch all folders anew */
	bool blind;      /* some folder could not be watched */
	int64_t blind_due_ms;
};

/* ---- what is to be reported -----------------------------------------------
 */

static struct pending *
find_pending(struct watch *w, const char *path)
{
	for (size_t i = 0; i < w->npending; i++)
		if (strcmp(w->pending[i].path, path) == 0)
			return &w->pending[i];
	return NULL;
}

static void
forget_pending(struct watch *w)
{
	for (size_t i = 0; i < w->npending; i++)
		free(w->pending[i].path);
	w->npending = 0;
}

static void
report_in(struct watch *w, const char *path, int64_t ms)
{
	struct pending *p = find_pending(w, path);

	if (p == NULL && w->npending == MOST_PENDING) {
		forget_pending(w);
		w->everything = true;
		return;
	}
	if (p == NULL) {
		w->pending =
		    array_room(w->pending, w->npending, sizeof *w->pending);
		p = &w->pending[w->npending++];
		p->path = xstrdup(path);
	}
	p->due_ms = now_ms(CLOCK_MONOTONIC) + ms;
}

/* ---- watched folders ----------------------------------------------------- */

static void
remember_alias(struct watch *w, const char *first, const char *other)
{
	struct alias *a = xmalloc(sizeof *a);

	a->first = xstrdup(first);
	a->other = xstrdup(other);
	a->next = w->aliases;
	w->aliases = a;
}

/*
 * Forget the folders at and below path; their watches end.  With links about,
 * another path may need one of them: then all is watched afresh.
 */
static void
forget(struct watch *w, const char *path)
{
	for (const struct alias *a = w->aliases; a != NULL; a = a->next)
		if (file_is_at_or_below(a->first, path) ||
		    file_is_at_or_below(a->other, path))
			w->afresh = true;
	hub_forget(w, path);
}

static void
forget_all(struct watch *w)
{
	struct alias *a;

	forget(w, "");
	while ((a = w->aliases) != NULL) {
		w->aliases = a->next;
		free(a->first);
		free(a->other);
		free(a);
	}
	if (w->dir != -1)
		close(w->dir);
	w->dir = -1;
	w->afresh = w->blind = false;
}

/*
 * Folders still to be watched: a stack of paths, as what is found on the way
 * is watched too.
 */
struct to_watch {
	char **path;
	size_t n;
	int64_t tell_ms; /* report the files in them then; -1: do not */
};

static void
push(struct to_watch *list, const char *path)
{
	list->path = array_room(list->path, list->n, sizeof *list->path);
	list->path[list->n++] = xstrdup(path);
}

static size_t
depth(const char *path)
{
	size_t n = 0;

	for (; *path != '\0'; path++)
		n += *path == '/';
	return n;
}

static bool
may_be_folder(const struct dirent *e)
{
	return e->d_type == DT_DIR || e->d_type == DT_LNK ||
	       e->d_type == DT_UNKNOWN;
}

/*
 * What is in a folder: folders go on the list; files, when the folder is new,
 * are to be reported.  (The one who reads the folder now may find a file half
 * written whose end comes before the folder is watched.)
 */
static void
look_into(struct watch *w, struct to_watch *list, int fd, const char *path)
{
	struct buf name = { 0 };
	struct dirent *e;
	DIR *d = fdopendir(fd);

	if (d == NULL) {
		close(fd);
		return;
	}
	while ((e = readdir(d)) != NULL) {
		buf_clear(&name);
		if (path[0] != '\0')
			buf_addf(&name, "%s/", path);
		buf_adds(&name, e->d_name);
		if (may_be_folder(e) && dirwalk_enters(name.data) &&
		    depth(name.data) < DIRWALK_DEEP)
			push(list, name.data);
		else if (list->tell_ms >= 0 && dirwalk_wanted(name.data))
			report_in(w, name.data, list->tell_ms);
	}
	closedir(d);
	buf_free(&name);
}

/* Open a folder below the root; -1 when there is none. */
static int
open_folder(struct watch *w, const char *path)
{
	struct stat st;
	int fd;

	if (path[0] == '\0')
		return openat(w->dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	fd = file_open_below(w->dir, path, true, &st);
	if (fd == -1 || S_ISDIR(st.st_mode))
		return fd;
	close(fd);
	return -1;
}

/* Watch one folder, and put those in it on the list. */
static void
watch_one(struct watch *w, struct to_watch *list, const char *path)
{
	const char *known = NULL;
	char where[PATH_MAX];
	int fd = open_folder(w, path);
	bool watched;

	if (fd == -1)
		return;
	watched = file_join(where, sizeof where, w->root, path) != NULL &&
		  hub_add(w, where, path, EVENTS, &known) == 0;
	if (!watched && errno != ENOENT && errno != ENOTDIR)
		w->blind = true;
	if (known != NULL && strcmp(known, path) != 0 &&
	    !file_is_at_or_below(path, known))
		remember_alias(w, known, path);
	if (!watched || known != NULL)
		close(fd);
	else
		look_into(w, list, fd, path);
}

static void
watch_tree(struct watch *w, const char *path, int64_t tell_ms)
{
	struct to_watch list = { .tell_ms = tell_ms };
	char *next;

	push(&list, path);
	while (list.n > 0) {
		next = list.path[--list.n];
		watch_one(w, &list, next);
		free(next);
	}
	free(list.path);
}

/* Watch the root and all in it.  False while there is no root. */
static bool
watch_all(struct watch *w)
{
	forget_all(w);
	w->dir = open(w->root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	w->everything = true;
	if (w->dir == -1)
		return false;
	watch_tree(w, "", -1);
	return true;
}

/* ---- changes ------------------------------------------------------------- */

/* Report a path, and by which other paths links lead to it. */
static void
report(struct watch *w, const char *path, int64_t ms)
{
	struct buf other = { 0 };

	report_in(w, path, ms);
	for (const struct alias *a = w->aliases; a != NULL; a = a->next) {
		if (!file_is_at_or_below(path, a->first))
			continue;
		buf_clear(&other);
		buf_addf(&other, "%s%s", a->other, path + strlen(a->first));
		report_in(w, other.data, ms);
	}
	buf_free(&other);
}

/* Who makes a file, or empties one, means to fill it. */
static bool
is_empty(struct watch *w, const char *path)
{
	struct stat st;

	return fstatat(w->dir, path, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISREG(st.st_mode) && st.st_size == 0;
}

/* When a file is to be looked at: -1 leaves it as it is planned. */
static int64_t
settling(struct watch *w, const char *path, uint32_t mask)
{
	if (mask & IN_MODIFY)
		return DIRWALK_SETTLE_MS;
	if (mask & (IN_CREATE | IN_CLOSE_WRITE)) {
		if (is_empty(w, path))
			return DIRWALK_SETTLE_MS;
		return mask & IN_CREATE ? SETTLE_MS : 0;
	}
	if (mask & (IN_DELETE | IN_MOVED_FROM)) /* editors put another there */
		return GONE_MS;
	if (mask & IN_MOVED_TO)
		return 0;
	return find_pending(w, path) != NULL ? -1 : GONE_MS;
}

/*
 * A folder that is moved here was filled elsewhere: what is in it is whole.
 * One that goes may be given another place, or another one its place.
 */
static void
folder_changed(struct watch *w, const char *path, uint32_t mask)
{
	bool gone = (mask & (IN_DELETE | IN_MOVED_FROM)) != 0;

	if (!dirwalk_enters(path))
		return;
	if (gone)
		forget(w, path);
	else
		watch_tree(w, path, mask & IN_MOVED_TO ? 0 : SETTLE_MS);
	report(w, path, gone ? GONE_MS : 0);
}

static bool
is_alias(struct watch *w, const char *path)
{
	for (const struct alias *a = w->aliases; a != NULL; a = a->next)
		if (strcmp(a->other, path) == 0 || strcmp(a->first, path) == 0)
			return true;
	return false;
}

static void
name_changed(struct watch *w, const char *path, uint32_t mask)
{
	int64_t ms;

	if ((mask & IN_ISDIR) != 0 ||
	    ((mask & (IN_CREATE | IN_MOVED_TO)) != 0 && dirwalk_enters(path) &&
		/* which the event does not tell */
		dirwalk_is_link(w->dir, path)) ||
	    ((mask & (IN_DELETE | IN_MOVED_FROM)) != 0 && is_alias(w, path)))
		folder_changed(w, path, mask);
	if ((mask & IN_ISDIR) != 0 || !dirwalk_wanted(path))
		return;
	ms = settling(w, path, mask);
	if (ms >= 0)
		report(w, path, ms);
}

static void
happened(struct watch *w, const char *folder, const struct inotify_event *e)
{
	struct buf path = { 0 };

	if (folder == NULL ||
	    (folder[0] == '\0' && (e->mask & (IN_MOVE_SELF | IN_DELETE_SELF))))
		w->afresh = true;
	if (folder == NULL || e->len == 0)
		return;
	if (folder[0] != '\0')
		buf_addf(&path, "%s/", folder);
	buf_adds(&path, e->name);
	name_changed(w, path.data, e->mask);
	buf_free(&path);
}

/* ---- for the indexer --------------------------------------------------- */

struct watch *
watch_new(const char *root, struct problem *why)
{
	struct watch *w = xcalloc(1, sizeof *w);

	w->root = xstrdup(root);
	w->dir = -1;
	w->fd = hub_join(w);
	if (w->fd == -1) {
		problem_errno(why, "cannot watch the folder");
		goto fail;
	}
	if (hub_is_blind_to(root)) {
		problem_set(why, 0,
		    "changes on this kind of file system cannot be watched");
		goto fail;
	}
	if (!watch_all(w) || w->blind) {
		problem_errno(why, "cannot watch the folder");
		goto fail;
	}
	w->everything = false;
	return w;

fail:
	problem_in(why, root);
	watch_free(w);
	return NULL;
}

void
watch_free(struct watch *w)
{
	if (w == NULL)
		return;
	forget_all(w);
	forget_pending(w);
	free(w->pending);
	hub_leave(w);
	free(w->root);
	free(w);
}

int
watch_fd(const struct watch *w)
{
	return w->fd;
}

/* Report what is due; when the next is, or INT64_MAX. */
static int64_t
report_due(struct watch *w, watch_changed *changed, void *ctx)
{
	int64_t now = now_ms(CLOCK_MONOTONIC), next = INT64_MAX;
	size_t left = 0;

	for (size_t i = 0; i < w->npending; i++) {
		struct pending *p = &w->pending[i];

		if (p->due_ms <= now) {
			changed(ctx, p->path);
			free(p->path);
			continue;
		}
		next = p->due_ms < next ? p->due_ms : next;
		w->pending[left++] = *p;
	}
	w->npending = left;
	return next;
}

int
watch_read(struct watch *w, watch_changed *changed, void *ctx)
{
	int64_t next, now;

	hub_read(happened);
	now = now_ms(CLOCK_MONOTONIC);
	if (w->afresh || w->dir == -1)
		watch_all(w);
	if (w->blind && now >= w->blind_due_ms) {
		w->everything = true;
		w->blind_due_ms = now + BLIND_MS;
	}
	if (w->everything && w->dir != -1) {
		w->everything = false;
		changed(ctx, "");
	}
	next = report_due(w, changed, ctx);
	if (w->blind && w->blind_due_ms < next)
		next = w->blind_due_ms;
	if (w->dir == -1 && now + ROOTLESS_MS < next)
		next = now + ROOTLESS_MS;
	if (next == INT64_MAX)
		return -1;
	now = now_ms(CLOCK_MONOTONIC);
	return next <= now ? 0 : (int)(next - now);
}

bool
watch_has_news(const struct watch *w)
{
	struct pollfd p = { .fd = w->fd, .events = POLLIN };

	return poll(&p, 1, 0) == 1;
}
