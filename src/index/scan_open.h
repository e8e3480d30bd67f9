#ifndef INDEX_SCAN_OPEN_H
#define INDEX_SCAN_OPEN_H

#include <stdbool.h>

#include "base/problem.h"

struct scan;

/*
 * What a scan stands on: the capsule's folder, the index, and the transactions
 * in it.  scan.c says what is looked at in them.  0, or -1 with the reason.
 */

/* The folder that is at the root's path now takes the place of the held one. */
int scan_open_root(struct scan *s, struct problem *why);
/* Look at everything from the beginning, and forget what a walk has found. */
void scan_want_all(struct scan *s);
/* The index is worn: another one takes its place when all was looked at. */
int scan_renew(struct scan *s, struct problem *why);

/* Open the index where it is not open, or is no more where it was. */
int scan_begin(struct scan *s, struct problem *why);
/*
 * *done: it is in the index.  Else nothing was changed, and everything has to
 * be looked at again: because of an error (-1), or in an index made anew (0).
 */
int scan_commit(struct scan *s, bool *done, struct problem *why);

#endif
