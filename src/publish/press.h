#ifndef PUBLISH_PRESS_H
#define PUBLISH_PRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "capsule/capsule.h"
#include "publish/rules.h"

/* A capsule as the process holds it that may write to it. */
struct index;

struct press {
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
 * folder that cannot be opened makes a press whose uploads fail.
 */
void press_open(struct press *p, const struct publish_rules *rules,
    const char *root, const char *index_file);
void press_close(struct press *p);

/* Before a job: capsule.conf as the indexer has taken it in by now. */
void press_follow_settings(struct press *p);

/* The folders below a root that uploads are written to; ended by NULL. */
#define PRESS_FOLDERS 6
extern const char *const press_folders[PRESS_FOLDERS + 1];
#define PRESS_NOTICE "notice.md" /* and the one file beside them */

/*
 * Read one state of the index until press_end(); false: there is none, and
 * p->index is NULL.
 */
bool press_begin(struct press *p);
void press_end(struct press *p);
/* Was the whole capsule looked at?  Else what is not found may be there. */
bool press_is_ready(struct press *p);

#endif
