#ifndef BASE_PUT_H
#define BASE_PUT_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct problem;

/* What is to be written: bytes, or where they are NULL an open file's. */
struct put_source {
	const void *data;
	size_t len; /* of data */
	int fd;     /* read from its start to its end; borrowed */
};

/*
 * Write a file somewhere below the folder dirfd, and never outside: path is
 * relative, as file_open_below() wants it, and folders that are missing are
 * made.  The bytes are written beside their place, flushed to the disk and
 * renamed: a reader sees the old content or the new, never a part, and a
 * process that is killed leaves nothing behind.  A file that is replaced keeps
 * its mode; mode is for a new one.  What root writes belongs to the folder's
 * owner.  0, or -1 with the reason and nothing changed (but folders).
 */
int put_below(int dirfd, const char *path, const struct put_source *source,
    mode_t mode, struct problem *why);
/*
 * Remove a file below dirfd, with the folders that are empty then, but for
 * the first of the path.  0, or -1 with the reason.
 */
int put_remove(int dirfd, const char *path, struct problem *why);

#endif
