#ifndef SERVER_CHILDREN_H
#define SERVER_CHILDREN_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "server/child.h"

/*
 * The supervisor's child processes.  One that ends by itself is replaced, the
 * first time at once and then with growing delay; after a reload new ones
 * begin before the old ones leave.
 */

/* The place of one child, whoever fills it just now. */
struct slot {
	const struct child_kind *kind;
	unsigned number; /* among its kind, from 1 */
	int place;       /* in the stats; -1: nobody is here */
	pid_t pid;
	bool ready;
	unsigned failures; /* in a row */
	uint64_t since, due;
};

/* A child that was replaced and finishes what it has. */
struct retiring {
	const struct child_kind *kind;
	pid_t pid;
	int place;
	bool told;
	uint64_t since;
};

struct children {
	const struct child_kind *kinds; /* borrowed */
	size_t nkinds;
	struct stats *stats;         /* borrowed */
	struct limits_table *limits; /* borrowed */
	struct child_config *config; /* borrowed: what children begin with */
	struct slot *slots;          /* owned; in the order of kinds */
	size_t nslots;
	struct retiring *retiring; /* owned */
	size_t nretiring;
	uint64_t changed;   /* when these slots were made */
	uint64_t dismissed; /* when the old ones were told to leave */
	bool changing;      /* the old ones are not told to leave yet */
	bool ending;        /* nobody is replaced any more */
	int ready_in[2];    /* a pipe: child_ready() */
	sigset_t signals; /* that the supervisor blocks, and children do not */
	int close_first[8]; /* descriptors not for children; -1: none */
};

/*
 * Begin without children.  The first of the kinds is what the others wait for,
 * a moment, at the start.  0, or -1 with errno.
 */
int children_begin(struct children *c, const struct child_kind *kinds,
    size_t nkinds, struct stats *stats, struct limits_table *limits);
/* Begin anew with this configuration; who is there now is told to leave later.
 */
void children_change(struct children *c, struct child_config *config);

/* A descriptor that is readable when somebody became ready. */
int children_fd(const struct children *c);
void children_note_ready(struct children *c);
bool children_ready(const struct children *c);
/* Look who has ended (after SIGCHLD). */
void children_reap(struct children *c);
/*
 * Start who is due, and tell the old ones to leave when these are ready.
 * Returns in how many milliseconds to call again at the latest; -1: never.
 */
int children_tend(struct children *c);
/* Send a signal to all, and replace nobody any more. */
void children_end(struct children *c, int signal);
bool children_gone(const struct children *c);
void children_free(struct children *c);

#endif
