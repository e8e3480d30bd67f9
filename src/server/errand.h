#ifndef SERVER_ERRAND_H
#define SERVER_ERRAND_H

#include "server/access_log.h"
#include "server/config.h"
#include "server/limits.h"
#include "server/listener.h"
#include "server/status.h"

/*
 * What the supervisor's children are forked with: a configuration and all that
 * was opened for it.  A reload makes another one.
 */
struct errand {
	struct config *config; /* owned, like the rest */
	struct tls *tls;
	struct listeners listeners;
	struct access_log *log;
	char *index_folder;
	const char **indexes; /* the capsules' index files, in the arena of
				 config */

	/* Borrowed, and the same for all. */
	struct limits_table *limits;
	struct board *board;
};

/* Which of the children this is. */
struct child {
	const struct errand *errand;
	unsigned number; /* of the worker, from 1; 0: the librarian */
	int place;       /* on the board, and in the limits' table */
	int ready;       /* a byte is written here when it serves; owned */
};

/* The child serves: tell the supervisor. */
void child_ready(struct child *c);

/* Serve until told to leave; the exit status. */
int worker_run(struct child *c);
int librarian_run(struct child *c);

#endif
