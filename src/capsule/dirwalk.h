#ifndef CAPSULE_DIRWALK_H
#define CAPSULE_DIRWALK_H

#include <stdbool.h>
#include <sys/stat.h>

/*
 * The files of a capsule that the archive is made of, one after the other, in
 * the order of the bytes of their paths: so a walk can be compared with the
 * index, which has the same order, and neither is held in memory (but for the
 * names of the folders that the walk stands in).
 *
 * Links are followed as long as they stay below the root.  A folder is taken
 * once, whatever its names: under its own when it stands in one that is walked
 * through anyway, else under the first link to it.
 */
struct dirwalk;

#define DIRWALK_DEEP 24 /* folders in folders; what is below is named */

/*
 * So long after the last write to a file its writer is taken to be done with
 * it: an editor that saves in two writes needs less than a second.
 */
#define DIRWALK_SETTLE_MS 1200

enum found_kind {
	FOUND_FILE,       /* a regular file; st is its own, not a link's */
	FOUND_ODD,        /* a fifo, socket or device with a name like a text */
	FOUND_OUTSIDE,    /* a link that leads out of the capsule or nowhere */
	FOUND_AGAIN,      /* a folder that is taken under another name */
	FOUND_DEEP,       /* a folder below too many others */
	FOUND_UNREADABLE, /* a folder that cannot be read */
	FOUND_NOT_NOW,    /* cannot be seen just now: dirwalk_may_pass() */
	FOUND_GONE,       /* (by dirwalk_look() alone) nothing is there */
	FOUND_FOLDER,     /* (by dirwalk_look() alone) */
};

/* path is below the root; that of a folder has a '/' behind. */
struct found {
	enum found_kind kind;
	const char *path; /* until the next call */
	struct stat st;
};

/*
 * Begin at this path below the folder dir ("": at the whole capsule), which
 * must stay open.  The walk has read nothing yet.  A walk of a part passes
 * links to folders over: which name counts is for a whole walk to find.
 */
struct dirwalk *dirwalk_new(int dir, const char *from);
void dirwalk_free(struct dirwalk *w);
/* 1 with the next one, 0 at the end. */
int dirwalk_next(struct dirwalk *w, struct found *out);
/* Was there any link to a folder so far? */
bool dirwalk_met_link(const struct dirwalk *w);

bool dirwalk_is_link(int dir, const char *path);
/* Is the path of this file one that leads through a link to a folder? */
bool dirwalk_is_behind_link(int dir, const char *path);

/*
 * Will another try help, though all stays as it is (no descriptor is left, the
 * disk does not answer)?  error: an errno.
 */
bool dirwalk_may_pass(int error);

/* What stands at this path?  out->path is path. */
void dirwalk_look(int dir, const char *path, struct found *out);

/*
 * Is a file of this name one that the archive is made of?  "articles/x.md",
 * but not "articles/x.png", "articles/.x.md", "articles/x.md~", "static/x.md".
 */
bool dirwalk_wanted(const char *path);
/*
 * Does a name of this path say that it is not to be published: one of a hidden
 * file, or of what editors and tools leave beside theirs ("index.md~",
 * "index.md.bak", "#index.md#")?
 */
bool dirwalk_ignores(const char *path);
/* May there be files that are wanted in or below a folder of this path? */
bool dirwalk_enters(const char *path);

#endif
