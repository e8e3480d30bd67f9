#ifndef PUBLISH_WRITABLE_H
#define PUBLISH_WRITABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "capsule/capsule.h"
#include "publish/rules.h"

/* A capsule as the process holds it that may write to it. */
struct index;

struct writable_capsule {
	const struct publish_rules *rules; /* borrowed, as the next two */
	const char *root;                  /* the capsule's folder */
	const char *index_file;
	int dir;                 /* root, open; -1: it could not be opened */
	struct index *index;     /* owned; NULL: not open now */
	const char *language;    /* its sentences'; the settings' own */
	struct capsule settings; /* owned */
	int64_t generation;      /* of the index that they were read from */
};

/*
 * Open a capsule, before files are out of reach: the folders that are written
 * to are made where they are missing, so that the sandbox can name them.  A
 * folder that cannot be opened makes one whose uploads fail.
 */
void writable_open(struct writable_capsule *p,
    const struct publish_rules *rules, const char *root,
    const char *index_file);
void writable_close(struct writable_capsule *p);

/* Before a job: capsule.conf as the indexer has taken it in by now. */
void writable_follow_settings(struct writable_capsule *p);

/*
 * The folders below a root that uploads are written to, ended by NULL; beside
 * them there is CAPSULE_NOTICE.
 */
extern const char *const writable_folders[];

/*
 * Read one state of the index until writable_end(); false: there is none, and
 * p->index is NULL.
 */
bool writable_begin(struct writable_capsule *p);
void writable_end(struct writable_capsule *p);
/* Was the whole capsule looked at?  Else what is not found may be there. */
bool writable_is_ready(struct writable_capsule *p);

#endif
