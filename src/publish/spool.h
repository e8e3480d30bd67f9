#ifndef PUBLISH_SPOOL_H
#define PUBLISH_SPOOL_H

struct problem;

/*
 * A file without a name in the capsule's history folder (dir is the
 * capsule's): a body that is still arriving stands where there must be room
 * for it anyway, and is gone when the process is.  -1 with the reason.
 */
int spool_open(int dir, struct problem *why);

#endif
