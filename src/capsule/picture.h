#ifndef CAPSULE_PICTURE_H
#define CAPSULE_PICTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/sha256.h"

struct arena;

/*
 * Small forms of a capsule's pictures, in a folder that one process fills and
 * the workers read.  A small form is a file named by what is in it; a link
 * named by the key of a picture's file leads to it, or says why there is none.
 */

/* What a capsule wants of small forms. */
struct picture_want {
	size_t max; /* bytes */
	bool grey;
};

/* The folder, below a state folder; in the arena. */
const char *picture_folder(struct arena *a, const char *state);

/* Has the file a name of a picture that can have a small form? */
bool picture_is_name(const char *path);

/*
 * The key of a picture: its file as it is (device, inode, size and time), and
 * what is wanted.  Returns out.
 */
const char *picture_key(const struct stat *st, const struct picture_want *want,
    char out[SHA256_HEX_SIZE]);

enum picture_state {
	PICTURE_UNKNOWN,     /* nobody has looked yet */
	PICTURE_FITS,        /* small enough as it is */
	PICTURE_CANNOT,      /* cannot be read as a picture */
	PICTURE_HAS_SMALLER, /* name and size are filled */
};

#define PICTURE_NAME_SIZE (SHA256_HEX_SIZE + 4) /* "HEX.jpg" */

struct picture {
	enum picture_state state;
	char name[PICTURE_NAME_SIZE]; /* of the small form's file */
	uint64_t size;
};

/* What is known of the picture of this key in the folder dir. */
void picture_find(int dir, const char *key, struct picture *out);

/* Is it the name of a small form's file: hex digits and an extension? */
bool picture_is_small_name(const char *name);

/*
 * Keep what was found out of a picture: the bytes of its small form (len 0:
 * none, state says why).  0, or -1 with errno.
 */
int picture_keep(int dir, const char *key, enum picture_state state,
    const void *bytes, size_t len);

#endif
