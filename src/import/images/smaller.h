#ifndef IMPORT_IMAGES_SMALLER_H
#define IMPORT_IMAGES_SMALLER_H

#include <stddef.h>

#include "base/problem.h"
#include "capsule/picture.h"
#include "capsule/picture_small.h"

struct buf;

/*
 * Small forms for an import, which may start no program: the process outside
 * that waits for it (import/confine.h) is asked over a stream socket, one
 * picture at a time, and has chasqui-picture make them.
 */

/* Outside: answer until the other end is closed. */
void smaller_serve(int fd);

/*
 * Inside: as picture_small(), of bytes.  Where nobody answers, or fd is -1,
 * there is no helper.
 */
enum small_made smaller_ask(int fd, const struct picture_want *want,
    const void *bytes, size_t len, struct buf *out, struct problem *why);

#endif
