#ifndef SERVER_SANDBOX_H
#define SERVER_SANDBOX_H

#include <stddef.h>

#include "base/problem.h"

/*
 * What a child gives up before it sees a byte from outside: privileges, then
 * files (Landlock), then system calls (seccomp).
 */

/*
 * Become this user, with his groups, for good.  0, or -1 with the reason.
 * Only root can.
 */
int sandbox_become(const char *user, struct problem *why);

enum sandbox_role {
	SANDBOX_WORKER,  /* answers: reads files, accepts connections */
	SANDBOX_INDEXER, /* writes the index: no network at all */
	SANDBOX_MAKER,   /* starts our helpers, which confine themselves */
	/* writes uploads, which come over sockets that it is given */
	SANDBOX_PUBLISHER,
	SANDBOX_ROLES
};

struct sandbox {
	enum sandbox_role role;
	/* Folders, absolute: what lies below may be read, or also written. */
	const char *const *read;
	size_t nread;
	const char *const *write;
	size_t nwrite;
	unsigned connections; /* for the memory limit */
};

/*
 * Give up the rest: for good, and for all that this process might start.  What
 * the kernel lacks is left out.
 */
void sandbox_enter(const struct sandbox *s);
/* Say once in the log which of it this kernel lacks. */
void sandbox_report(void);

#endif
