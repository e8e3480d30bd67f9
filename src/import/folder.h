#ifndef IMPORT_FOLDER_H
#define IMPORT_FOLDER_H

#include <stdbool.h>
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
/* May the file of this name be one of them, or a feed or another export? */
bool folder_holds(const char *name);
/*
 * The same of what was unpacked, and of the folders in it: where there are no
 * pages, feeds and exports (.xml, .json ...).  Below an export, or what feeds
 * are taken from, and in a page's own folder ("one_files") there is nothing.
 * beside: feeds and exports that were not taken, since there are pages, and
 * pages beside an export.
 */
int folder_read_deep(struct folder *f, struct folder *beside, struct arena *a,
    const char *name, struct problem *why);

#endif
