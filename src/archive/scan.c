#include "archive/scan.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "archive/take_in.h"
#include "archive/walk.h"
#include "base/alloc.h"
#include "base/buf.h"

#define SLICE_MS     200        /* of a transaction, */
#define FIRST_MS     500        /* and while all is new */
#define SLICE_WEIGHT 4000000    /* bytes of text of a transaction */
#define SETTLE_NS    300000000  /* nothing was written for so long */
#define RACY_NS      2000000000 /* a time stamp may hide a later change */
#define MOST_WAITING 1000
#define MOST_ANEW    2 /* then it is the disk that is damaged */

struct scan {
	char *root, *index_path; /* owned */
	int dir;                 /* owned */
	dev_t dev;
	ino_t ino;
	struct take_in in; /* owns in.index */

	/* A look at everything that is under way. */
	struct walk *walk; /* owned; NULL: none is */
	struct buf at;     /* what came last */
	bool wanted;       /* begin one */
	bool first;        /* nothing was looked at yet: take all as it is */
	int made_anew;     /* how often since a look was through */

	/*
	 * Files that were being written when they were looked at, and what
	 * could not be looked at.
	 */
	char **waiting; /* owned, nwaiting of them */
	size_t nwaiting;
};

/* ---- clocks -------------------------------------------------------------- */

static int64_t
clock_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int64_t
wall_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* ---- opening ------------------------------------------------------------- */

static int
open_root(struct scan *s, struct problem *why)
{
	struct stat st;
	int fd = open(s->root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd == -1 || fstat(fd, &st) == -1) {
		problem_errno(why, "cannot open the capsule's folder");
		if (fd != -1)
			close(fd);
		return problem_in(why, s->root);
	}
	if (s->dir != -1)
		close(s->dir);
	s->dir = s->in.dir = fd;
	s->dev = st.st_dev;
	s->ino = st.st_ino;
	return 0;
}

static void
say(struct scan *s, const char *sentence)
{
	struct problem p = { 0 };

	if (s->in.sink == NULL)
		return;
	problem_set(&p, 0, "%s", sentence);
	problem_in(&p, s->index_path);
	s->in.sink(s->in.ctx, &p);
}

static int
open_index(struct scan *s, struct problem *why)
{
	struct stat st;
	bool made, there = stat(s->index_path, &st) == 0;

	s->in.index = index_writer_open(s->index_path, &made, why);
	if (s->in.index == NULL)
		return -1;
	if (made && there)
		say(s, "the index was damaged or of another version: "
		       "it is made anew");
	if (made)
		s->wanted = s->first = true;
	return 0;
}

struct scan *
scan_new(const char *root, const char *index_path, size_t max,
    problem_sink *sink, void *ctx, struct problem *why)
{
	struct scan *s = xcalloc(1, sizeof *s);

	s->root = xstrdup(root);
	s->index_path = xstrdup(index_path);
	s->dir = -1;
	s->in.max = max;
	s->in.sink = sink;
	s->in.ctx = ctx;
	s->first = true;
	if (open_root(s, why) == -1 || open_index(s, why) == -1) {
		scan_free(s);
		return NULL;
	}
	return s;
}

static void
forget_waiting(struct scan *s)
{
	for (size_t i = 0; i < s->nwaiting; i++)
		free(s->waiting[i]);
	s->nwaiting = 0;
}

void
scan_free(struct scan *s)
{
	if (s == NULL)
		return;
	forget_waiting(s);
	free(s->waiting);
	walk_free(s->walk);
	buf_free(&s->at);
	buf_free(&s->in.src);
	index_writer_close(s->in.index);
	if (s->dir != -1)
		close(s->dir);
	free(s->root);
	free(s->index_path);
	free(s);
}

/* ---- transactions -------------------------------------------------------- */

static void
want_all(struct scan *s)
{
	walk_free(s->walk);
	s->walk = NULL;
	s->wanted = true;
}

/* The index was removed or is beyond use: another one, and all from anew. */
static int
start_over(struct scan *s, struct problem *why)
{
	index_writer_close(s->in.index);
	want_all(s);
	return open_index(s, why);
}

static int
begin(struct scan *s, struct problem *why)
{
	if (s->in.index == NULL                   ? open_index(s, why) == -1
	    : !index_writer_in_place(s->in.index) ? start_over(s, why) == -1
						  : 0)
		return -1;
	s->in.now = wall_ns() / 1000000000;
	return index_writer_begin(s->in.index, why);
}

/*
 * *done: it is in the index.  Else nothing was changed, and everything has to
 * be looked at again: because of an error (-1), or in an index made anew (0).
 */
static int
commit(struct scan *s, bool *done, struct problem *why)
{
	bool damaged;

	*done = index_writer_commit(s->in.index, &damaged, why) == 0;
	if (*done)
		return 0;
	want_all(s);
	if (!damaged || s->made_anew++ == MOST_ANEW)
		return -1;
	say(s, "the index is damaged: it is made anew");
	unlink(s->index_path);
	return start_over(s, why);
}

/* ---- one path ------------------------------------------------------------ */

static bool
same(const struct index_file *a, const struct index_file *b)
{
	return a->size == b->size && a->mtime_ns == b->mtime_ns &&
	       a->ctime_ns == b->ctime_ns && a->inode == b->inode;
}

/* Somebody may still be writing: look again in a moment. */
static void
wait_for(struct scan *s, const char *path)
{
	for (size_t i = 0; i < s->nwaiting; i++)
		if (strcmp(s->waiting[i], path) == 0)
			return;
	if (s->nwaiting == MOST_WAITING)
		return;
	s->waiting =
	    xreallocarray(s->waiting, s->nwaiting + 1, sizeof *s->waiting);
	s->waiting[s->nwaiting++] = xstrdup(path);
}

static const char *
why_not(enum found_kind kind)
{
	switch (kind) {
	case FOUND_ODD:
		return "it is not a file";
	case FOUND_OUTSIDE:
		return "this link leads out of the capsule, or nowhere";
	case FOUND_LOOP:
		return "this link leads to a folder that it stands in";
	case FOUND_DEEP:
		return "this folder is nested too deeply, or behind too many "
		       "links";
	case FOUND_UNREADABLE:
		return "this folder cannot be read";
	case FOUND_FILE:
	case FOUND_FOLDER:
	case FOUND_GONE:
	case FOUND_NOT_NOW:
		break;
	}
	return "";
}

/*
 * known: what the index says of it, or NULL.  told: somebody says that it
 * changed, and has settled.
 */
static void
compare(struct scan *s, const struct found *f, const struct index_file *known,
    bool told)
{
	struct index_file now = take_in_state(&f->st);
	int64_t wall = wall_ns();

	if (known != NULL && same(known, &now) &&
	    !(told && wall - now.ctime_ns < RACY_NS))
		return;
	if (f->kind == FOUND_NOT_NOW)
		wait_for(s, f->path);
	else if (f->kind != FOUND_FILE)
		take_in_refused(&s->in, f->path, &f->st, why_not(f->kind));
	else if (!told && !s->first && wall - now.mtime_ns < SETTLE_NS &&
		 wall >= now.mtime_ns)
		wait_for(s, f->path);
	else if (!take_in_file(&s->in, f->path))
		wait_for(s, f->path);
}

/* What stands at this path now, whatever the index thinks. */
static void
look(struct scan *s, const char *path, bool told)
{
	struct index_file known;
	struct found f;
	int is_known = index_file_get(s->in.index, path, &known);

	walk_look(s->dir, path, &f);
	if (f.kind != FOUND_GONE && f.kind != FOUND_FOLDER && walk_wanted(path))
		compare(s, &f, is_known == 1 ? &known : NULL, told);
	else if (is_known == 1)
		take_in_gone(&s->in, path);
}

/* ---- a walk beside the index --------------------------------------------- */

/*
 * The index's next path behind s->at, if it comes before `until` (NULL: the
 * end of what is walked); known is filled.
 */
static bool
next_known(struct scan *s, struct buf *path, struct index_file *known)
{
	return index_file_after(s->in.index, buf_str(&s->at), path, known) == 1;
}

static void
pass(struct scan *s, const char *path)
{
	buf_clear(&s->at);
	buf_adds(&s->at, path);
}

/*
 * Compare what the walk finds with what the index holds between s->at and end
 * (exclusive; NULL: none), both in the order of their paths.  deadline: of
 * clock_ms().  True when the walk is through.
 */
static bool
merge(struct scan *s, struct walk *walk, const char *end, int64_t deadline)
{
	struct buf path = { 0 };
	struct index_file known;
	struct found f;
	bool has, through = false;
	int order;

	while (!through && clock_ms() < deadline &&
	       index_writer_weight(s->in.index) < SLICE_WEIGHT) {
		through = walk_next(walk, &f) == 0;
		for (;;) {
			has = next_known(s, &path, &known);
			if (has && end != NULL && strcmp(path.data, end) >= 0)
				has = false;
			order = !has      ? 1
				: through ? -1
					  : strcmp(path.data, f.path);
			if (order >= 0)
				break;
			pass(s, path.data);
			look(s, path.data, false);
		}
		if (through)
			break;
		compare(s, &f, order == 0 ? &known : NULL, false);
		pass(s, f.path);
	}
	buf_free(&path);
	return through;
}

int
scan_all(struct scan *s, bool *more, struct problem *why)
{
	struct stat st;
	bool through, done;

	*more = true;
	if (begin(s, why) == -1)
		return -1;
	if (s->walk == NULL) {
		if (stat(s->root, &st) == 0 &&
		    (st.st_dev != s->dev || st.st_ino != s->ino))
			open_root(s, NULL);
		s->walk = walk_new(s->dir, "");
		buf_clear(&s->at);
		s->wanted = false;
	}
	through = merge(s, s->walk, NULL,
	    clock_ms() + (s->first ? FIRST_MS : SLICE_MS));
	if (through)
		index_set_complete(s->in.index);
	if (commit(s, &done, why) == -1)
		return -1;
	if (done && through) {
		walk_free(s->walk);
		s->walk = NULL;
		s->first = false;
		s->made_anew = 0;
	}
	*more = s->walk != NULL || s->wanted;
	return 0;
}

/* ---- some paths ---------------------------------------------------------- */

static void
look_below(struct scan *s, const char *folder)
{
	struct walk *walk = walk_new(s->dir, folder);
	struct buf end = { 0 }, at = s->at;

	memset(&s->at, 0, sizeof s->at);
	buf_addf(&s->at, "%s/", folder);
	buf_addf(&end, "%s0", folder);
	if (!merge(s, walk, end.data, clock_ms() + SLICE_MS))
		want_all(s);
	walk_free(walk);
	buf_free(&end);
	buf_free(&s->at);
	s->at = at;
}

static void
look_told(struct scan *s, const char *path)
{
	struct found f;

	if (path[0] == '\0') {
		want_all(s);
		return;
	}
	walk_look(s->dir, path, &f);
	if ((f.kind == FOUND_FOLDER && walk_enters(path)) ||
	    (f.kind == FOUND_GONE && index_folder_known(s->in.index, path)))
		look_below(s, path);
	look(s, path, true);
}

int
scan_paths(struct scan *s, const char *const *paths, size_t n,
    struct problem *why)
{
	bool done;

	if (begin(s, why) == -1) {
		want_all(s);
		return -1;
	}
	for (size_t i = 0; i < n; i++)
		look_told(s, paths[i]);
	return commit(s, &done, why);
}

/* ---- time ---------------------------------------------------------------- */

static void
look_at_waiting(struct scan *s)
{
	char **paths = s->waiting;
	size_t n = s->nwaiting;

	s->waiting = NULL;
	s->nwaiting = 0;
	for (size_t i = 0; i < n; i++) {
		if (paths[i][strlen(paths[i]) - 1] == '/')
			want_all(s); /* a folder could not be opened */
		else
			look(s, paths[i], false);
		free(paths[i]);
	}
	free(paths);
}

static int
catch_up(struct scan *s, struct problem *why)
{
	struct buf path = { 0 };
	bool done;

	if (begin(s, why) == -1)
		return -1;
	look_at_waiting(s);
	while (index_file_due(s->in.index, s->in.now, &path) == 1 &&
	       index_writer_weight(s->in.index) < SLICE_WEIGHT &&
	       take_in_file(&s->in, path.data))
		continue;
	buf_free(&path);
	return commit(s, &done, why);
}

int
scan_due(struct scan *s, int64_t *next, struct problem *why)
{
	int64_t now = wall_ns() / 1000000000, due;
	bool more = false;

	*next = now + 1;
	if (s->in.index == NULL || s->nwaiting > 0 ||
	    index_next_due(s->in.index) <= now)
		if (catch_up(s, why) == -1)
			return -1;
	if (s->walk == NULL && !s->wanted)
		more = index_tidy(s->in.index);
	else if (scan_all(s, &more, why) == -1)
		return -1;
	due = index_next_due(s->in.index);
	if (s->walk != NULL || s->wanted)
		*next = 0;
	else if (more)
		*next = now;
	else if (s->nwaiting == 0 || due < now + 1)
		*next = due;
	return 0;
}
