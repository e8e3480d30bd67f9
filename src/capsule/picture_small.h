#ifndef CAPSULE_PICTURE_SMALL_H
#define CAPSULE_PICTURE_SMALL_H

#include <signal.h>
#include <stddef.h>

struct buf;
struct picture_want;
struct problem;

/*
 * Having the small form of a picture made, by the program that alone decodes
 * pictures (src/picture): it is started for each, and has seconds.
 */

#define PICTURE_FILE_MOST (32UL << 20) /* bytes that it takes */

enum small_made {
	SMALL_MADE,      /* here it is */
	SMALL_NEEDLESS,  /* small enough as it is */
	SMALL_CANNOT,    /* no such picture: why says it */
	SMALL_NO_HELPER, /* the program is not here, or cannot work */
	SMALL_GIVEN_UP,  /* *stop was set */
};

/*
 * picture  an open file, read from its start; borrowed
 * stop     given up as soon as it is set (by a handler of signals); or NULL
 * out      gets the bytes of a small form; empty first
 */
enum small_made picture_small(int picture, const struct picture_want *want,
    const volatile sig_atomic_t *stop, struct buf *out, struct problem *why);

#endif
