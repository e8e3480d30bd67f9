#ifndef PUBLISH_UPLOAD_H
#define PUBLISH_UPLOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "proto/titan.h"
#include "publish/writable.h"
#include "site/parts/reply.h"

/*
 * One upload, from its line to the file in its place.  The body is spooled to
 * a file without a name: memory does not grow with it, and nothing of it is
 * left when the process is killed.
 */
struct upload;

/*
 * Judge the line, and find the file that it means.  NULL when that was all: r
 * has the answer, which is the file's text where it was asked for (";edit").
 *
 * from  the address that it comes from, for the history
 */
struct upload *upload_begin(struct writable_capsule *p, const struct titan *t,
    const struct identity *who, const char *from, struct reply *r);
/* Some of the body.  0, or -1 with the answer in r. */
int upload_add(struct upload *u, const void *data, size_t len, struct reply *r);
/*
 * The body is whole: check it, keep what it replaces, put it in its place.
 * r has the answer in any case; true: it is to be given when readers see what
 * was published, or have waited too long: upload_is_live().
 */
bool upload_end(struct upload *u, struct reply *r);
/* Does the index show it?  r is then made true to its address. */
bool upload_is_live(struct upload *u, struct reply *r);

/* Bytes that are still missing. */
uint64_t upload_left(const struct upload *u);
/* Forget it; what was put in place stays. */
void upload_free(struct upload *u);

#endif
