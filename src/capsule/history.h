#ifndef CAPSULE_HISTORY_H
#define CAPSULE_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"

struct buf;
struct put_source;

/*
 * The versions that uploads replaced or deleted, in the capsule's folder
 * history/: "history/articles/x.md/20261130T155501.123Z" is what articles/x.md
 * held until that moment (UTC), and the same with ".by" says by whom it was
 * replaced, and from where.  Any of it may be deleted by hand.
 */
#define HISTORY_TIME_SIZE 21 /* "20261130T155501.123Z" with its NUL */

/* A moment (milliseconds since 1970) as names of files have it. */
void history_time(char out[HISTORY_TIME_SIZE], int64_t ms);

/* Who changed a file, how, and from where. */
struct history_by {
	const char *what;        /* "replaced", "deleted", "reverted" */
	const char *name;        /* one line */
	const char *fingerprint; /* of the certificate, or "" */
	const char *from;        /* an address, or "" */
};

struct history_version {
	const char *path; /* of the file, below the capsule's root */
	char time[HISTORY_TIME_SIZE];
	uint64_t size;
	struct history_by by;
};

/*
 * Keep what a file held.  dir is the capsule's folder, now_ms since 1970.  0,
 * or -1 with the reason.
 */
int history_keep(int dir, const char *path, const struct put_source *source,
    const struct history_by *by, int64_t now_ms, struct problem *why);

/*
 * The versions of one file, or of all ("") in the capsule's folder root, the
 * newest first; in the arena.  A history that is not there is empty.
 */
size_t history_list(struct arena *a, const char *root, const char *path,
    const struct history_version **list);
/*
 * The newest version of a file whose time begins so ("20261130"): 1, or 0
 * when there is none.
 */
int history_find(struct arena *a, const char *root, const char *path,
    const char *time, struct history_version *out);
/* Append what a version holds, at most max bytes.  0, or -1 with the reason. */
int history_read(int dir, const char *path, const char *time, size_t max,
    struct buf *out, struct problem *why);

/* A text's version, as addresses carry it: 16 hexadecimal digits. */
#define HISTORY_VERSION_SIZE 17
const char *history_version(const void *data, size_t len,
    char out[HISTORY_VERSION_SIZE]);
/*
 * Append what a file held when it was of this version, at most max bytes;
 * false when it is not kept.
 */
bool history_find_version(const char *root, int dir, const char *path,
    const char *version, size_t max, struct buf *out);

/*
 * Delete what is older than so many days, and then the oldest beyond so many
 * bytes; 0 is no limit.
 */
void history_prune(const char *root, int dir, unsigned days, uint64_t bytes,
    int64_t now_ms);

#endif
