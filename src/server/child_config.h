#ifndef SERVER_CHILD_CONFIG_H
#define SERVER_CHILD_CONFIG_H

#include <stdbool.h>

#include "base/problem.h"
#include "config/config.h"
#include "server/access_log.h"
#include "server/limits.h"
#include "server/listener.h"
#include "server/stats.h"

/*
 * What the supervisor's children are forked with: a configuration and all that
 * was opened for it.  A reload makes another one.
 */
struct child_config {
	struct config *config; /* owned, like the rest */
	struct tls *tls;       /* NULL in a child that serves nobody */
	struct listeners listeners;
	struct access_log *log;
	char *index_folder;
	const char **indexes; /* the capsules' index files, in the arena of
				 config */

	/* Borrowed, and the same for all. */
	struct limits_table *limits;
	struct stats *stats;
	const int *channel; /* handover_channel()'s */
	/* A pipe of packets, from workers to the maker: books to be made. */
	int orders[2];
};

/* What outlives a reload. */
struct child_shared {
	struct limits_table *limits;
	struct stats *stats;
	const int *channel;
	const char *index_folder;
	int orders[2];
	bool writable; /* the state folder is */
};

/*
 * Open all that a configuration needs; config is taken over, whatever comes.
 *
 * old  what a reload replaces, or NULL: listening sockets and certificates
 *      that live in memory alone are shared with it
 *
 * NULL with the reason, and nothing of old has changed; *refused: not the
 * configuration is wrong, the system said no.
 */
struct child_config *child_config_new(struct config *config,
    const struct child_config *old, const struct child_shared *shared,
    bool *refused, struct problem *why);
void child_config_free(struct child_config *c);

#endif
