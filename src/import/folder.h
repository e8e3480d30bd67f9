#ifndef IMPORT_FOLDER_H
#define IMPORT_FOLDER_H

#include <stddef.h>

struct arena;
struct problem;

/* The sources that a folder holds, in the order of their names. */
struct folder {
	const char **path; /* in the arena */
	size_t n;
};

/*
 * What an export that is a folder is read from: Substack's posts.csv, the
 * stories in Medium's folder "posts", else all pages (.html, .htm) in it.  0,
 * and n may be 0, or -1 with the reason.
 */
int folder_read(struct folder *f, struct arena *a, const char *name,
    struct problem *why);
/*
 * The same of what was unpacked: where there are no pages, feeds and exports
 * (.xml, .json ...) in it, and where there are none, the folders in it.
 */
int folder_read_deep(struct folder *f, struct arena *a, const char *name,
    struct problem *why);

#endif
