#ifndef SERVER_STATEDIR_H
#define SERVER_STATEDIR_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/problem.h"
#include "config/config.h"

/*
 * The state folder, as the supervisor holds it: locked against a second
 * server, with the index in a folder of its own that belongs to `user`.
 */
struct statedir {
	char *path;
	bool writable; /* certificates and keys can be kept */
	int lock;      /* owned; -1: none */
	/* Where the index is: below path; or made for this run, in memory. */
	char *index_folder;
	/* Small pictures and books: below path, when writable; in arena. */
	const char *pictures, *books;
	struct arena arena;
	bool own_folder; /* the latter: removed at the end */
};

/*
 * Make the folders, and take the lock.  A state folder that cannot be written
 * is no failure: the log says so, and the index is held in memory.
 *
 * -1 with the reason when another server has the lock; *pid is then its
 * process, else 0.
 */
int statedir_open(struct statedir *s, const struct config *config, long *pid,
    struct problem *why);
/*
 * The index's folder is gone (it may be deleted at any time): make it again,
 * and the lock, if that went with it.
 */
int statedir_mend(struct statedir *s, const struct config *config,
    struct problem *why);
void statedir_close(struct statedir *s);

#endif
