#include "capsule/history.h"

#include <fcntl.h>
#include <fts.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/put.h"
#include "base/sha256.h"

#define FOLDER   "history"
#define BY       ".by"
#define BY_MAX   4096
#define SAME_MS  1000 /* versions of one file in one second */
#define DAY_MS   (24 * 3600 * 1000LL)
#define TIME_LEN (HISTORY_TIME_SIZE - 1)

/* ---- names --------------------------------------------------------------- */

void
history_time(char out[HISTORY_TIME_SIZE], int64_t ms)
{
	time_t seconds = (time_t)(ms / 1000);
	struct tm utc = { 0 };
	char stamp[HISTORY_TIME_SIZE] = "";

	gmtime_r(&seconds, &utc);
	(void)strftime(stamp, sizeof stamp, "%Y%m%dT%H%M%S", &utc);
	(void)snprintf(out, HISTORY_TIME_SIZE, "%.15s.%03uZ", stamp,
	    (unsigned)((uint64_t)ms % 1000));
}

/* "20261130T155501.123Z", and nothing else. */
static bool
is_time(const char *s)
{
	static const char shape[] = "00000000T000000.000Z";

	if (strlen(s) != TIME_LEN)
		return false;
	for (size_t i = 0; i < TIME_LEN; i++)
		if (shape[i] == '0' ? s[i] < '0' || s[i] > '9'
				    : s[i] != shape[i])
			return false;
	return true;
}

static const char *
version_path(struct arena *a, const char *path, const char *time,
    const char *end)
{
	return arena_printf(a, FOLDER "/%s/%s%s", path, time, end);
}

/* ---- keeping ------------------------------------------------------------- */

/* A moment at which no version of the file is kept yet. */
static void
free_time(struct arena *a, int dir, const char *path, int64_t now_ms,
    char time[HISTORY_TIME_SIZE])
{
	for (int i = 0; i < SAME_MS; i++) {
		history_time(time, now_ms + i);
		if (faccessat(dir, version_path(a, path, time, ""), F_OK, 0) ==
		    -1)
			return;
	}
}

static int
keep_by(int dir, const char *path, const struct history_by *by,
    struct problem *why)
{
	struct buf text = { 0 };
	struct put_source source = { .fd = -1 };
	int result;

	buf_addf(&text, "%s\n%s\n%s\n%s\n", by->what, by->name, by->fingerprint,
	    by->from);
	source.data = text.data;
	source.len = text.len;
	result = put_below(dir, path, &source, 0640, why);
	buf_free(&text);
	return result;
}

int
history_keep(int dir, const char *path, const struct put_source *source,
    const struct history_by *by, int64_t now_ms, struct problem *why)
{
	struct arena a = { 0 };
	char called[HISTORY_TIME_SIZE];
	int result;

	free_time(&a, dir, path, now_ms, called);
	result = keep_by(dir, version_path(&a, path, called, BY), by, why);
	if (result == 0)
		result = put_below(dir, version_path(&a, path, called, ""),
		    source, 0640, why);
	arena_free(&a);
	return result;
}

/* ---- reading ------------------------------------------------------------- */

/* The lines of a ".by" file; what is missing is "". */
static struct history_by
read_by(struct arena *a, const char *version)
{
	const char *line[4] = { "", "", "", "" };
	const char *file = arena_printf(a, "%s%s", version, BY);
	struct buf text = { 0 };
	char *s;

	if (buf_read_file(&text, file, BY_MAX, NULL) == 0) {
		s = arena_strndup(a, buf_str(&text), text.len);
		for (size_t i = 0; i < 4 && *s != '\0'; i++) {
			line[i] = s;
			s += strcspn(s, "\n");
			if (*s != '\0')
				*s++ = '\0';
		}
	}
	buf_free(&text);
	return (struct history_by){ line[0], line[1], line[2], line[3] };
}

struct versions {
	struct arena *a;
	struct history_version *list;
	size_t n;
};

static void
add_version(struct versions *v, const char *file, const char *root,
    const char *time, uint64_t size)
{
	size_t skip = strlen(root) + sizeof "/" FOLDER "/" - 1;
	size_t len = strlen(file);
	struct history_version *found;

	if (len < skip + TIME_LEN + 2)
		return;
	v->list = arena_room(v->a, v->list, v->n, sizeof *v->list);
	found = &v->list[v->n++];
	*found = (struct history_version){ .size = size };
	found->path =
	    arena_strndup(v->a, file + skip, len - skip - TIME_LEN - 1);
	memcpy(found->time, time, HISTORY_TIME_SIZE);
	found->by = read_by(v->a, file);
}

/* By time, the newest first, then by path. */
static int
newer_first(const void *one, const void *other)
{
	const struct history_version *a = one, *b = other;
	int order = strcmp(b->time, a->time);

	return order != 0 ? order : strcmp(a->path, b->path);
}

size_t
history_list(struct arena *a, const char *root, const char *path,
    const struct history_version **list)
{
	struct versions v = { .a = a };
	char *from[] = { arena_printf(a, "%s/" FOLDER "%s%s", root,
			     path[0] != '\0' ? "/" : "", path),
		NULL };
	FTS *walk = fts_open(from, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
	FTSENT *e;

	while (walk != NULL && (e = fts_read(walk)) != NULL) {
		if (e->fts_info == FTS_D && path[0] != '\0' && e->fts_level > 0)
			fts_set(walk, e, FTS_SKIP);
		else if (e->fts_info == FTS_F && is_time(e->fts_name))
			add_version(&v, e->fts_path, root, e->fts_name,
			    (uint64_t)e->fts_statp->st_size);
	}
	if (walk != NULL)
		fts_close(walk);
	if (v.n > 0)
		qsort(v.list, v.n, sizeof *v.list, newer_first);
	*list = v.list;
	return v.n;
}

int
history_find(struct arena *a, const char *root, const char *path,
    const char *time, struct history_version *out)
{
	const struct history_version *list;
	size_t n = history_list(a, root, path, &list);

	for (size_t i = 0; i < n; i++)
		if (strncmp(list[i].time, time, strlen(time)) == 0) {
			*out = list[i];
			return 1;
		}
	return 0;
}

int
history_read(int dir, const char *path, const char *time, size_t max,
    struct buf *out, struct problem *why)
{
	struct arena a = { 0 };
	const char *file = version_path(&a, path, time, "");
	struct stat st;
	int fd = file_open_below(dir, file, false, &st), result;

	if (fd == -1)
		result = problem_errno(why, "cannot be opened");
	else
		result = buf_read_fd(out, fd, max, why);
	if (fd != -1)
		close(fd);
	if (result == -1)
		problem_in(why, file);
	arena_free(&a);
	return result;
}

const char *
history_version(const void *data, size_t len, char out[HISTORY_VERSION_SIZE])
{
	char hex[SHA256_HEX_SIZE];

	sha256_hex(data, len, hex);
	memcpy(out, hex, HISTORY_VERSION_SIZE - 1);
	out[HISTORY_VERSION_SIZE - 1] = '\0';
	return out;
}

bool
history_find_version(const char *root, int dir, const char *path,
    const char *version, size_t max, struct buf *out)
{
	struct arena a = { 0 };
	const struct history_version *list;
	char of[HISTORY_VERSION_SIZE];
	size_t n = history_list(&a, root, path, &list), start = out->len;
	bool found = false;

	for (size_t i = 0; i < n && !found; i++) {
		buf_cut(out, start);
		found = list[i].size <= max &&
			history_read(dir, path, list[i].time, max, out, NULL) ==
			    0 &&
			strcmp(history_version(buf_str(out) + start,
				   out->len - start, of),
			    version) == 0;
	}
	if (!found)
		buf_cut(out, start);
	arena_free(&a);
	return found;
}

/* ---- limits -------------------------------------------------------------- */

void
history_prune(const char *root, int dir, unsigned days, uint64_t bytes,
    int64_t now_ms)
{
	struct arena a = { 0 };
	const struct history_version *list;
	char oldest[HISTORY_TIME_SIZE] = "";
	uint64_t sum = 0;
	size_t n = history_list(&a, root, "", &list);

	if (days > 0)
		history_time(oldest, now_ms - days * DAY_MS);
	for (size_t i = 0; i < n; i++) {
		const struct history_version *v = &list[i];

		sum += v->size;
		if (strcmp(v->time, oldest) >= 0 &&
		    (bytes == 0 || sum <= bytes))
			continue;
		(void)put_remove(dir, version_path(&a, v->path, v->time, ""),
		    NULL);
		(void)put_remove(dir, version_path(&a, v->path, v->time, BY),
		    NULL);
	}
	arena_free(&a);
}
