#ifndef SERVER_CHILDREN_H
#define SERVER_CHILDREN_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "server/child_config.h"

/*
 * The supervisor's children: one indexer and the workers.  Who ends by
 * himself is replaced, the first time at once and then with growing delay; a
 * new crew begins before the old one leaves.
 */
struct slot {
	unsigned number; /* 0: the indexer */
	int place;       /* on the stats; -1: nobody is at this post */
	pid_t pid;
	bool ready;
	unsigned failures; /* in a row */
	uint64_t since, due;
};

/* A child that was replaced and finishes what it has. */
struct retiring {
	pid_t pid;
	int place;
	bool indexer, told;
	uint64_t since;
};

struct children {
	struct stats *stats;         /* borrowed */
	struct limits_table *limits; /* borrowed */
	const struct child_config
	    *errand;        /* borrowed: what children begin with */
	struct slot *slots; /* owned; the indexer's is the first */
	size_t nslots;
	struct retiring *retiring; /* owned */
	size_t nretiring;
	uint64_t changed;   /* when this crew began */
	uint64_t dismissed; /* when the old ones were told to leave */
	bool changing;      /* the last crew is not told to leave yet */
	bool ending;        /* nobody is replaced any more */
	int ready_in[2];    /* a pipe: children write their number */
	sigset_t signals; /* that the supervisor blocks, and children do not */
	int close_first[8]; /* descriptors that are not for children; -1: none
			     */
};

/* Begin without children.  0, or -1 with errno. */
int children_begin(struct children *c, struct stats *stats,
    struct limits_table *limits);
/* Begin anew with this errand; who is there now is told to leave later. */
void children_change(struct children *c, const struct child_config *errand);

/* A descriptor that is readable when somebody became ready. */
int children_fd(const struct children *c);
void children_note_ready(struct children *c);
bool children_ready(const struct children *c);
/* Look who has ended (after SIGCHLD). */
void children_reap(struct children *c);
/*
 * Start who is due, and tell the last crew to leave when this one is ready.
 * Returns in how many milliseconds to call again at the latest; -1: never.
 */
int children_tend(struct children *c);
/* Send a signal to all, and replace nobody any more. */
void children_end(struct children *c, int signal);
bool children_gone(const struct children *c);
void children_free(struct children *c);

#endif
