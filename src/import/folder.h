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
 * or -1 with the reason: it cannot be read, or holds none of these.
 */
int folder_read(struct folder *f, struct arena *a, const char *name,
    struct problem *why);

#endif
