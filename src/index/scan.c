#include "index/scan.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "capsule/capsule.h"
#include "capsule/dirwalk.h"
#include "index/ingest.h"
#include "index/scan_open.h"
#include "index/scan_take.h"
#include "text/now.h"
#include "text/zone.h"

#define SLICE_MS     200      /* of a transaction, */
#define FIRST_MS     500      /* and while all is new */
#define SLICE_WEIGHT 8000000  /* bytes of text of a transaction */
#define FOLDER_MS    4000     /* a folder that came or went is taken in */
#define FOLDER_BYTES 16000000 /* at once, when it is no larger than this */
#define NEWS_MS      2000     /* what is gone waits for no more of them */

/* ---- a walk beside the index --------------------------------------------- */

/* How much may be done in one transaction. */
struct slice {
	int64_t end_ms; /* of now_ms(CLOCK_MONOTONIC) */
	size_t weight;
};

static bool
is_used_up(const struct scan *s, const struct slice *slice)
{
	return now_ms(CLOCK_MONOTONIC) >= slice->end_ms ||
	       index_writer_weight(s->in.index) >= slice->weight;
}

static void
pass(struct scan *s, const char *path)
{
	buf_clear(&s->at);
	buf_adds(&s->at, path);
}

/*
 * Look at what the index holds behind s->at and in front of next (NULL: up to
 * end; NULL: all), which the walk did not find.  True when the path after
 * those is next itself; known is filled then.
 */
static bool
look_at_missing_before(struct scan *s, const char *next, const char *end,
    struct index_file *known)
{
	struct buf path = { 0 };
	int order = -1;

	while (order < 0 && index_file_after(s->in.index, buf_str(&s->at),
				&path, known) == 1) {
		if (end != NULL && strcmp(path.data, end) >= 0)
			break;
		if (next != NULL)
			order = strcmp(path.data, next);
		if (order < 0) {
			pass(s, path.data);
			scan_take_missing(s, path.data);
		}
	}
	buf_free(&path);
	return order == 0;
}

/*
 * Compare what the walk finds with what the index holds between s->at and end
 * (exclusive; NULL: none), both in the order of their paths.  True when the
 * walk is through.
 */
static bool
merge(struct scan *s, struct dirwalk *walk, const char *end,
    const struct slice *slice)
{
	struct index_file known;
	struct found f;

	while (!is_used_up(s, slice)) {
		bool through = dirwalk_next(walk, &f) == 0;
		bool is_known = look_at_missing_before(s,
		    through ? NULL : f.path, end, &known);

		if (through)
			return true;
		scan_take_compare(s, &f, is_known ? &known : NULL, false);
		pass(s, f.path);
	}
	return false;
}

/*
 * What was seen to be gone stands nowhere else, where nobody has looked: a move
 * is news before the old path is gone.  A first look knows nothing of the old
 * paths, and has to be told of all moves.
 */
static bool
is_settled(struct scan *s)
{
	int64_t now = now_ms(CLOCK_MONOTONIC);

	if (s->unsettled_ms == 0)
		s->unsettled_ms = now;
	if ((s->gone.n > 0 || s->first) && s->news != NULL &&
	    now - s->unsettled_ms < NEWS_MS && s->news(s->news_ctx))
		return false;
	s->unsettled_ms = 0;
	return true;
}

/* True when all of them are gone. */
static bool
drop_missing(struct scan *s, const struct slice *slice)
{
	while (s->gone.n > 0 && !is_used_up(s, slice)) {
		char *path = s->gone.path[--s->gone.n];

		scan_take_path(s, path);
		free(path);
	}
	if (s->gone.n > 0)
		return false;
	paths_free(&s->gone);
	return true;
}

static void
begin_walk(struct scan *s)
{
	struct stat st;

	/* Another folder in the root's place was filled before. */
	if (stat(s->root, &st) == 0 &&
	    (st.st_dev != s->dev || st.st_ino != s->ino) &&
	    scan_open_root(s, NULL) == 0)
		s->first = true;
	s->walk = dirwalk_new(s->dir, "");
	buf_clear(&s->at);
	paths_free(&s->gone);
	s->wanted = false;
	scan_take_path(s, CAPSULE_CONF); /* what all the lists stand on */
}

int
scan_all(struct scan *s, bool *more, struct problem *why)
{
	struct slice slice = { now_ms(CLOCK_MONOTONIC) +
				   (s->first ? FIRST_MS : SLICE_MS),
		SLICE_WEIGHT };
	bool through, done;

	*more = true;
	if (scan_begin(s, why) == -1)
		return -1;
	if (s->walk == NULL)
		begin_walk(s);
	through = merge(s, s->walk, NULL, &slice) && is_settled(s) &&
		  drop_missing(s, &slice);
	if (through)
		index_set_complete(s->in.index);
	if (scan_commit(s, &done, why) == -1)
		return -1;
	if (done && through) {
		dirwalk_free(s->walk);
		s->walk = NULL;
		s->first = false;
		s->made_anew = 0;
	}
	*more = s->walk != NULL || s->wanted;
	return 0;
}

/* ---- some paths ---------------------------------------------------------- */

static void
look_below(struct scan *s, const char *folder, const struct slice *slice)
{
	struct dirwalk *walk = dirwalk_new(s->dir, folder);
	struct buf end = { 0 };

	buf_clear(&s->at);
	buf_addf(&s->at, "%s/", folder);
	buf_addf(&end, "%s0", folder);
	if (!merge(s, walk, end.data, slice) || dirwalk_met_link(walk))
		s->wanted = true;
	dirwalk_free(walk);
	buf_free(&end);
}

/*
 * A file that has gone with its folder is the folder's affair, which is told of
 * with the place where it went: a thousand files are moved at once, or not.
 */
static bool
went_with_folder(const struct scan *s, const char *path)
{
	const char *slash = strrchr(path, '/');
	struct buf folder = { 0 };
	struct found f;

	if (slash == NULL)
		return false;
	buf_add(&folder, path, (size_t)(slash - path));
	dirwalk_look(s->dir, buf_str(&folder), &f);
	buf_free(&folder);
	return f.kind == FOUND_GONE;
}

/* gone: look at what is there no more, else at what is there. */
static void
look_told(struct scan *s, const char *path, bool gone,
    const struct slice *slice)
{
	struct found f;

	if (path[0] == '\0' || dirwalk_is_behind_link(s->dir, path)) {
		s->wanted = true; /* which of its names counts? */
		return;
	}
	dirwalk_look(s->dir, path, &f);
	if ((f.kind == FOUND_GONE) != gone ||
	    (gone && went_with_folder(s, path)))
		return;
	if (f.kind == FOUND_FOLDER && dirwalk_is_link(s->dir, path))
		s->wanted = true;
	if ((f.kind == FOUND_FOLDER && dirwalk_enters(path)) ||
	    (gone && index_folder_known(s->in.index, path)))
		look_below(s, path, slice);
	if (gone)
		scan_take_missing(s, path);
	else
		scan_take(s, &f, true);
}

/* False: there are news. */
static bool
look_at_all_told(struct scan *s, const char *const *paths, size_t n)
{
	struct slice slice = { now_ms(CLOCK_MONOTONIC) + FOLDER_MS,
		FOLDER_BYTES };

	for (size_t i = 0; i < n; i++)
		look_told(s, paths[i], false, &slice);
	/* What there was no time for may be what these were moved to. */
	for (size_t i = 0; i < n && !s->wanted; i++)
		look_told(s, paths[i], true, &slice);
	if (s->wanted)
		return true;
	if (!is_settled(s))
		return false;
	if (!drop_missing(s, &slice))
		s->wanted = true;
	return true;
}

int
scan_paths(struct scan *s, const char *const *paths, size_t n, bool *settled,
    struct problem *why)
{
	struct buf at;
	struct paths gone;
	bool done, first;

	*settled = true;
	if (scan_begin(s, why) == -1) {
		scan_want_all(s);
		return -1;
	}
	at = s->at; /* a walk's, which goes on afterwards */
	gone = s->gone;
	memset(&s->at, 0, sizeof s->at);
	memset(&s->gone, 0, sizeof s->gone);
	first = s->first;
	s->first = false; /* what moves while it lasts leaves its old path */
	*settled = look_at_all_told(s, paths, n);
	s->first = first;
	buf_free(&s->at);
	paths_free(&s->gone);
	s->at = at;
	s->gone = gone;
	if (s->wanted)
		scan_want_all(s);
	return scan_commit(s, &done, why);
}

/* ---- time ---------------------------------------------------------------- */

/*
 * One that has gone meanwhile may have been moved: whoever watches tells of it
 * together with its new place, and until then it is where it was.
 */
static void
look_again(struct scan *s, const char *path)
{
	struct found f;

	scan_take_look(s, path, &f);
	if (f.kind != FOUND_GONE)
		scan_take(s, &f, false);
}

static void
look_at_waiting(struct scan *s)
{
	struct paths due = s->waiting;

	memset(&s->waiting, 0, sizeof s->waiting);
	for (size_t i = 0; i < due.n; i++)
		if (due.path[i][strlen(due.path[i]) - 1] == '/')
			scan_want_all(s); /* a folder could not be opened */
		else
			look_again(s, due.path[i]);
	paths_free(&due);
	if (s->missed && s->waiting.n == 0)
		scan_want_all(s);
	if (s->waiting.n == 0)
		s->missed = false;
}

static int
catch_up(struct scan *s, struct problem *why)
{
	enum ingested how = INGESTED;
	struct buf path = { 0 };
	bool done;

	if (scan_begin(s, why) == -1)
		return -1;
	look_at_waiting(s);
	while (how != INGEST_LATER &&
	       index_file_due(s->in.index, s->in.now, &path) == 1 &&
	       index_writer_weight(s->in.index) < SLICE_WEIGHT) {
		how = ingest_file(&s->in, path.data, NULL, NULL);
		if (how == INGEST_GONE)
			ingest_gone(&s->in, path.data);
	}
	buf_free(&path);
	return scan_commit(s, &done, why);
}

void
scan_rest(struct scan *s)
{
	if (s->in.index == NULL || s->walk != NULL || s->wanted ||
	    s->waiting.n > 0)
		return;
	scan_figures(s, &s->held);
	s->due = index_next_due(s->in.index);
	index_writer_close(s->in.index);
	s->in.index = NULL;
	s->resting = true;
}

/* Resting, and nothing is due; nor was the index removed. */
static bool
may_rest_on(const struct scan *s, int64_t now)
{
	return s->resting && s->due > now && !s->wanted && s->waiting.n == 0 &&
	       access(s->index_path, F_OK) == 0;
}

int
scan_due(struct scan *s, int64_t *next, struct problem *why)
{
	int64_t now = now_ns(CLOCK_REALTIME) / 1000000000, due;
	bool more = false;

	*next = now + 1;
	if (may_rest_on(s, now)) {
		*next = s->due;
		return 0;
	}
	if (s->in.index == NULL || s->waiting.n > 0 ||
	    index_next_due(s->in.index) <= now)
		if (catch_up(s, why) == -1)
			return -1;
	if (s->walk == NULL && !s->wanted && index_writer_worn(s->in.index) &&
	    scan_renew(s, why) == -1)
		return -1;
	if ((s->walk != NULL || s->wanted) && scan_all(s, &more, why) == -1)
		return -1;
	due = index_next_due(s->in.index);
	if (s->walk != NULL || s->wanted)
		*next = 0;
	else if (s->waiting.n == 0 || due < now + 1)
		*next = due;
	return 0;
}

void
scan_figures(struct scan *s, struct scan_figures *out)
{
	*out = s->held;
	if (s->in.index != NULL)
		index_writer_figures(s->in.index, out);
	out->hidden.next_zone_s =
	    zone_offset(s->in.conf.dates.zone, out->hidden.next);
}

const struct date_rules *
scan_dates(const struct scan *s)
{
	return &s->in.conf.dates;
}

size_t
scan_problems(struct scan *s, struct problem *list, size_t n)
{
	return s->in.index == NULL
		   ? 0
		   : index_writer_problems(s->in.index, list, n);
}

const char *
scan_at(struct scan *s)
{
	return buf_str(&s->at);
}
