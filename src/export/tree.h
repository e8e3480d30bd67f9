#ifndef EXPORT_TREE_H
#define EXPORT_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/problem.h"

/*
 * A folder full of files that is written beside its name and put there when
 * it is complete: whoever looks sees the old tree or the new one.  `{ 0 }` is
 * none.
 */
struct tree {
	char path[4096];   /* where it will be */
	char beside[4096]; /* where it is written; "": nowhere */
	size_t files;      /* written so far, but for the mark */
};

/*
 * Begin a tree for this path.  What is there already must be an empty folder
 * or a tree of ours (TREE_MARK tells): nothing else is ever replaced. for_file:
 * the tree is only what a file of this path, which may be there, will be made
 * of.  0, or -1 with the reason.
 */
#define TREE_MARK ".chasqui-export"
int tree_begin(struct tree *t, const char *path, bool for_file,
    struct problem *why);

/*
 * Write a file of the tree; file is relative, without dot segments.  The
 * second form copies all that fd has.
 */
int tree_write(struct tree *t, const char *file, const void *data, size_t len,
    struct problem *why);
int tree_copy(struct tree *t, const char *file, int fd, struct problem *why);

/* Put it in place, and remove what was there.  -1: nothing is changed. */
int tree_commit(struct tree *t, struct problem *why);
/* Remove what was written and is not in place.  Harmless on none. */
void tree_drop(struct tree *t);

#endif
