#include "index/scan_take.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/array.h"
#include "base/file.h"
#include "text/now.h"

#define RACY_NS      2000000000 /* a time stamp may hide a later change */
#define MOST_WAITING 1000
#define MOST_GONE    100000

/* ---- paths --------------------------------------------------------------- */

static void
paths_add(struct paths *p, const char *path)
{
	p->path = array_room(p->path, p->n, sizeof *p->path);
	p->path[p->n++] = xstrdup(path);
}

static bool
paths_hold(const struct paths *p, const char *path)
{
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->path[i], path) == 0)
			return true;
	return false;
}

void
paths_free(struct paths *p)
{
	for (size_t i = 0; i < p->n; i++)
		free(p->path[i]);
	free(p->path);
	memset(p, 0, sizeof *p);
}

/* ---- one path ------------------------------------------------------------ */

void
scan_say(struct scan *s, const char *path, const char *sentence)
{
	struct problem p = { 0 };

	if (s->in.sink == NULL)
		return;
	problem_set(&p, 0, "%s", sentence);
	problem_in(&p, path);
	s->in.sink(s->in.ctx, &p);
}

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
	if (paths_hold(&s->waiting, path))
		return;
	if (s->waiting.n == MOST_WAITING)
		s->missed = true;
	else
		paths_add(&s->waiting, path);
}

static void
drop(struct scan *s, const char *path)
{
	ingest_gone(&s->in, path);
	s->files -= s->files > 0;
}

/* What was moved here is no longer there: the paths of it that are gone. */
#define MOST_TWINS 8 /* hard links of one file are all there, mostly */
static void
find_left(struct scan *s, const char *path, const struct index_file *now,
    struct paths *left)
{
	struct buf at = { 0 }, twin = { 0 };
	struct found f;

	for (int i = 0; i < MOST_TWINS && index_file_twin(s->in.index, now,
					      buf_str(&at), &twin) == 1;
	     i++) {
		buf_clear(&at);
		buf_add(&at, twin.data, twin.len);
		if (strcmp(at.data, path) == 0)
			continue;
		dirwalk_look(s->dir, at.data, &f);
		if (f.kind == FOUND_GONE)
			paths_add(left, at.data);
	}
	buf_free(&at);
	buf_free(&twin);
}

/*
 * Has somebody opened it for writing?  The kernel tells it of our own files,
 * and root of all: then there can be no lease on them.
 */
static bool
is_open_for_writing(const struct scan *s, const char *path)
{
	struct stat st;
	int fd = file_open_below(s->dir, path, false, &st);
	bool written;

	if (fd == -1)
		return false;
	written = fcntl(fd, F_SETLEASE, F_RDLCK) == -1 && errno == EAGAIN;
	close(fd); /* and the lease ends */
	return written;
}

/*
 * May it be half written?  Whoever told that it has settled told of an earlier
 * time.  Nobody told: a change of the file's name, behind the last to its
 * bytes, says that somebody was through with it.
 */
static bool
may_be_half(const struct scan *s, const char *path, const struct index_file *f,
    int64_t wall, bool told)
{
	if (wall < f->mtime_ns ||
	    wall - f->mtime_ns >= DIRWALK_SETTLE_MS * INT64_C(1000000))
		return false;
	if (told)
		return f->size == 0 || is_open_for_writing(s, path);
	return f->ctime_ns == f->mtime_ns;
}

static const char *
why_not(enum found_kind kind)
{
	switch (kind) {
	case FOUND_ODD:
		return "it is not a file";
	case FOUND_OUTSIDE:
		return "this link leads out of the capsule, or nowhere";
	case FOUND_AGAIN:
		return "this link leads to a folder that is taken in under "
		       "another name";
	case FOUND_DEEP:
		return "this folder is nested too deeply";
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

/* There is no room for another one. */
static bool
is_full(struct scan *s, const char *path)
{
	char sentence[120];

	if (s->files < s->most) {
		s->too_many = false;
		return false;
	}
	if (!s->too_many) {
		(void)snprintf(sentence, sizeof sentence,
		    "the archive has more than %zu files (files_most): this "
		    "one and more are left out",
		    s->most);
		scan_say(s, path, sentence);
	}
	s->too_many = true;
	return true;
}

/*
 * Take a file in, and drop the paths that it left: both are told at once, and
 * nobody finds an article missing, or twice.  One that goes meanwhile is left
 * as it was: it may have been moved on.
 */
static enum ingested
take_file(struct scan *s, const char *path, const struct index_file *now,
    int64_t wall, bool told)
{
	enum ingested how = INGEST_LATER;
	struct paths left = { 0 };

	if (!s->first)
		find_left(s, path, now, &left);
	if (s->first || left.n > 0 || !may_be_half(s, path, now, wall, told))
		how = ingest_file(&s->in, path, now, &left);
	if (how == INGESTED)
		s->files -= left.n < s->files ? left.n : s->files;
	paths_free(&left);
	return how;
}

void
scan_take_compare(struct scan *s, const struct found *f,
    const struct index_file *known, bool told)
{
	struct index_file now = ingest_state(&f->st);
	int64_t wall = now_ns(CLOCK_REALTIME);
	enum ingested how = INGESTED;

	if (known != NULL && same(known, &now) &&
	    !(told && wall - now.ctime_ns < RACY_NS))
		return;
	if (known == NULL && is_full(s, f->path))
		return;
	if (f->kind == FOUND_FILE)
		how = take_file(s, f->path, &now, wall, told);
	else if (f->kind == FOUND_NOT_NOW)
		how = INGEST_LATER;
	else
		ingest_refused(&s->in, f->path, &f->st, why_not(f->kind));
	s->files += known == NULL && how == INGESTED;
	if (how == INGEST_LATER)
		wait_for(s, f->path);
}

void
scan_take(struct scan *s, const struct found *f, bool told)
{
	struct index_file known;
	int is_known = index_file_get(s->in.index, f->path, &known);

	if (f->kind != FOUND_GONE && f->kind != FOUND_FOLDER &&
	    dirwalk_wanted(f->path))
		scan_take_compare(s, f, is_known == 1 ? &known : NULL, told);
	else if (is_known == 1)
		drop(s, f->path);
}

void
scan_take_look(struct scan *s, const char *path, struct found *f)
{
	dirwalk_look(s->dir, path, f);
	if (f->kind != FOUND_GONE && s->walk != NULL &&
	    dirwalk_is_behind_link(s->dir, path))
		f->kind = FOUND_GONE;
}

void
scan_take_path(struct scan *s, const char *path)
{
	struct found f;

	scan_take_look(s, path, &f);
	scan_take(s, &f, false);
}

void
scan_take_missing(struct scan *s, const char *path)
{
	struct found f;

	scan_take_look(s, path, &f);
	if (f.kind == FOUND_GONE && s->gone.n < MOST_GONE)
		paths_add(&s->gone, path);
	else
		scan_take(s, &f, false);
}
