#ifndef IMPORT_NOTES_H
#define IMPORT_NOTES_H

#include <stdbool.h>

#include "base/problem.h"
#include "base/sha256.h"

struct buf;

/*
 * What is remembered of what was brought in: CAPSULE/.chasqui/imported, a file
 * of SQLite.  Authors can write there, so what it says of paths is not
 * believed.
 */
struct notes;

#define NOTES_PATH_SIZE 512 /* below the root; made of slugs */

/* What the notes say of an item. */
struct noted {
	char path[NOTES_PATH_SIZE];
	char written[SHA256_HEX_SIZE]; /* what we wrote there, or "" */
	char beside[SHA256_HEX_SIZE];  /* what we laid beside it, or "" */
};

/* dry: a copy in memory is worked on.  NULL with the reason. */
struct notes *notes_open(const char *root, bool dry, struct problem *why);
/* Write down what was noted.  0, or -1 with the reason. */
int notes_close(struct notes *n, struct problem *why);

/* Of a path that no import writes nothing is known. */
bool notes_find(struct notes *n, const char *identity, struct noted *noted);
bool notes_has_path(struct notes *n, const char *path);
int notes_write(struct notes *n, const char *identity,
    const struct noted *noted, struct problem *why);
/* What was noted under one identity is so under another. */
void notes_rename(struct notes *n, const char *from, const char *to);

/*
 * A source begins: the identities that are met in it from here on; one that
 * was met before with another meaning (itself) is made longer.
 */
void notes_begin(struct notes *n);
void notes_meet(struct notes *n, const char *identity, const char *itself,
    struct buf *unique);

#endif
