#ifndef SERVER_CHILD_H
#define SERVER_CHILD_H

#include <stdbool.h>

#include "server/child_config.h"
#include "server/sandbox.h"

/*
 * One of the supervisor's children, as it sees itself after the fork.  What
 * kinds there are is the supervisor's table; children.h starts and replaces
 * them.
 */
struct child;

enum child_access {
	ACCESS_NONE,
	ACCESS_READ,
	ACCESS_WRITE,
	ACCESS_PUBLISH, /* read a capsule that takes uploads, and write to the
			   folders of it that they go to */
};

struct child_kind {
	const char *name; /* in the log and in `chasqui status` */
	/* Serve until told to leave (SIGTERM, SIGQUIT); the exit status. */
	int (*run)(struct child *c);
	enum sandbox_role role;
	/* The folders it may reach. */
	enum child_access capsules, indexes;
	enum child_access made; /* small pictures and books */
	/*
	 * Serves readers: as many as `workers` says, with the listening sockets
	 * and TLS's keys; the server is ready when all of them are.  Else there
	 * is one, never two at a time, and it holds neither.
	 */
	bool serves;
	/* Is there anything for it to do?  NULL: always. */
	bool (*wanted)(const struct config *config);
	/*
	 * After a reload the new one begins at once, while the old one, which
	 * is told (SIGQUIT) to take nothing new, finishes what it has.
	 */
	bool finishes;
};

struct child {
	const struct child_kind *kind;
	struct child_config *config; /* this process's copy */
	unsigned number;             /* from 1 */
	int place; /* in the stats, and in the limits' table */
	int ready; /* a pipe to the supervisor; owned */
};

#define CHILD_NAME_SIZE 32

/* "worker 2", "indexer".  Returns out. */
const char *child_name(const struct child_kind *kind, unsigned number,
    char out[CHILD_NAME_SIZE]);

/* Give up the files and system calls that its kind does not need. */
void child_confine(const struct child *c);

/* The child serves: tell the supervisor, which reads the other end. */
void child_ready(struct child *c);
/* The place of a child that told so; -1: no more have. */
int child_ready_place(int fd);

#endif
