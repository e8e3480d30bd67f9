#ifndef CMD_TRIAL_H
#define CMD_TRIAL_H

#include <stddef.h>

#include "base/problem.h"

/*
 * An index of a capsule as it is now, in a folder of its own: so a command
 * sees what a server would, whether one runs or not.
 */
struct trial {
	char folder[256]; /* "": none */
	char index[272];  /* the index file in it */
};

/*
 * Take the capsule's folder in; the sink is told what the librarian would
 * log.  max: bytes of an article.  0, or -1 with the reason; to be ended by
 * trial_remove() in either case.
 */
int trial_make(struct trial *t, const char *root, size_t max,
    problem_sink *sink, void *ctx, struct problem *why);
void trial_remove(struct trial *t);

#endif
