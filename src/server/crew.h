#ifndef SERVER_CREW_H
#define SERVER_CREW_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "server/errand.h"

/*
 * The supervisor's children: one librarian and the workers.  Who ends by
 * himself is replaced, the first time at once and then with growing delay; a
 * new crew begins before the old one leaves.
 */
struct post {
	unsigned number; /* 0: the librarian */
	int place;       /* on the board; -1: nobody is at this post */
	pid_t pid;
	bool ready;
	unsigned failures; /* in a row */
	uint64_t since, due;
};

/* A child that was replaced and finishes what it has. */
struct leaver {
	pid_t pid;
	int place;
	bool librarian, told;
	uint64_t since;
};

struct crew {
	struct board *board;         /* borrowed */
	struct limits_table *limits; /* borrowed */
	const struct errand *errand; /* borrowed: what children begin with */
	struct post *posts;          /* owned; the librarian's is the first */
	size_t nposts;
	struct leaver *leavers; /* owned */
	size_t nleavers;
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
int crew_begin(struct crew *c, struct board *board,
    struct limits_table *limits);
/* Begin anew with this errand; who is there now is told to leave later. */
void crew_change(struct crew *c, const struct errand *errand);

/* A descriptor that is readable when somebody became ready. */
int crew_fd(const struct crew *c);
void crew_note_ready(struct crew *c);
bool crew_ready(const struct crew *c);
/* Look who has ended (after SIGCHLD). */
void crew_reap(struct crew *c);
/*
 * Start who is due, and tell the last crew to leave when this one is ready.
 * Returns in how many milliseconds to call again at the latest; -1: never.
 */
int crew_tend(struct crew *c);
/* Send a signal to all, and replace nobody any more. */
void crew_end(struct crew *c, int signal);
bool crew_gone(const struct crew *c);
void crew_free(struct crew *c);

#endif
