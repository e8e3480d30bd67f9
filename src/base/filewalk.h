#ifndef BASE_FILEWALK_H
#define BASE_FILEWALK_H

#include <stdbool.h>
#include <stdint.h>

/* A regular file that a walk has come to. */
struct walked_file {
	const char *path;  /* to open it by; until the function returns */
	const char *below; /* its part below the root: "static/x/y.png" */
	const char *name;  /* and the last of that */
	uint64_t size;
};

/* False: no more of them is wanted. */
typedef bool file_seen(void *ctx, const struct walked_file *f);

/*
 * Call each for every file in a folder below the root and in folders in it, by
 * the order of their names, files before folders; hidden ones are passed over.
 * follow: links count as what they lead to; else they are passed over, too.  A
 * folder that is not there has no files.  False when each has said so.
 */
bool filewalk(const char *root, const char *folder, bool follow,
    file_seen *each, void *ctx);

#endif
