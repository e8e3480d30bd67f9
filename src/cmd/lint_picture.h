#ifndef CMD_LINT_PICTURE_H
#define CMD_LINT_PICTURE_H

#include <stdbool.h>

#include "base/problem.h"
#include "capsule/picture.h"

/* Are a capsule's pictures what their names say? */
struct lint_pictures {
	struct picture_want want;
	int known;          /* the server's folder of small forms, or -1 */
	problem_sink *note; /* told of what cannot be read */
	bool missing;       /* filled: nobody can look into pictures here */
};

/*
 * Look into the picture in this file, unless the server has and found it good;
 * what can have no small form, and an icon of less than a kilobyte, is left
 * alone.  -1 with the reason when it cannot be read as a picture.
 */
int lint_picture(struct lint_pictures *p, const char *path,
    struct problem *why);

#endif
