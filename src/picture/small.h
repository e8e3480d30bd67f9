#ifndef PICTURE_SMALL_H
#define PICTURE_SMALL_H

#include <stdbool.h>
#include <stddef.h>

#define SMALL_SIDE   1024     /* pixels: the longer side of a small form */
#define SMALL_PIXELS 36000000 /* of a picture that is decoded: 144 MB */

/* What a small form may be. */
struct small_want {
	size_t max; /* bytes */
	bool grey;
};

/*
 * Make the small form of a picture: at most SMALL_SIDE pixels long and
 * want->max bytes, upright, without metadata; PNG for line art and what is
 * transparent, else JPEG; of an animation its first frame.
 *
 * *out is the caller's to gdFree(); NULL with *size 0 when the picture is small
 * enough as it is.  Returns NULL, or a sentence that says why it can't be made.
 */
const char *small_make(const unsigned char *bytes, size_t len,
    const struct small_want *want, void **out, size_t *size);

#endif
