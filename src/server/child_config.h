#ifndef SERVER_CHILD_CONFIG_H
#define SERVER_CHILD_CONFIG_H

#include "server/access_log.h"
#include "server/config.h"
#include "server/limits.h"
#include "server/listener.h"
#include "server/stats.h"

/*
 * What the supervisor's children are forked with: a configuration and all that
 * was opened for it.  A reload makes another one.
 */
struct child_config {
	struct config *config; /* owned, like the rest */
	struct tls *tls;
	struct listeners listeners;
	struct access_log *log;
	char *index_folder;
	const char **indexes; /* the capsules' index files, in the arena of
				 config */

	/* Borrowed, and the same for all. */
	struct limits_table *limits;
	struct stats *stats;
};

/* Which of the children this is. */
struct child {
	const struct child_config *errand;
	unsigned number; /* of the worker, from 1; 0: the indexer */
	int place;       /* on the stats, and in the limits' table */
	int ready;       /* a byte is written here when it serves; owned */
};

/* The child serves: tell the supervisor. */
void child_ready(struct child *c);

/* Serve until told to leave; the exit status. */
int worker_run(struct child *c);
int indexer_run(struct child *c);

#endif
