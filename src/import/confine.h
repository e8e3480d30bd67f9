#ifndef IMPORT_CONFINE_H
#define IMPORT_CONFINE_H

#include <stdbool.h>

/*
 * An import reads bytes of strangers with libraries of others: it works in a
 * process that can write below the capsule and in the temporary folders alone
 * (Landlock), start no program and do nothing to other processes (seccomp),
 * and has an end to its memory and computing.  The process that waits for it
 * starts chasqui-picture where it asks for that.
 */

struct confine {
	const char *capsule; /* made when it is not there */
	bool make;           /* else, when it is not there, nothing is */
	bool network;        /* may ask the web */
	bool unpacks;        /* may need a folder to unpack a source into */
};

/*
 * Run work(ctx) so, in a child process, and return its exit status.  A child
 * that ran into a limit is told on standard error.  A folder that was made and
 * is still empty is removed.
 */
int confine_run(const struct confine *how, int (*work)(void *ctx), void *ctx);

/*
 * For the child: a folder that is gone when the run ends, however it ends, or
 * "" when there is none.
 */
const char *confine_folder(void);
/* For the child: where it may ask for small pictures (images/smaller.h). */
int confine_smaller(void);
/* For the child: a source begins, with its own time of computing. */
void confine_source(void);

#endif
