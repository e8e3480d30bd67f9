#ifndef IMPORT_IMAGES_IMAGES_RULES_H
#define IMPORT_IMAGES_IMAGES_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/problem.h"
#include "capsule/picture.h"

/* What becomes of the pictures of articles: capsule(5). */
enum images_mode {
	IMAGES_KEPT,    /* fetched into static/img/ */
	IMAGES_LINKED,  /* their words say how large they are */
	IMAGES_DROPPED, /* taken out of the text */
};

/* What is asked for by the options that import and mirror share. */
struct images_rules {
	enum images_mode mode;
	size_t max; /* bytes of a picture that is kept */
	/* Kept as they are, else in the small form alone that is wanted. */
	bool originals;
	struct picture_want small;
};

#define IMAGES_RULES_DEFAULT                                                   \
	{                                                                      \
		.mode = IMAGES_LINKED, .max = 512000, .originals = true,       \
		.small = {                                                     \
			.max = 60000                                           \
		}                                                              \
	}

/* Their rows in a table for getopt_long(), which returns val for each. */
#define IMAGES_OPTIONS(val)                                                    \
	{ "images", required_argument, NULL, val },                            \
	    { "images-max", required_argument, NULL, val },                    \
	    { "keep-original", required_argument, NULL, val },                 \
	    { "picture-max", required_argument, NULL, val },                   \
	{                                                                      \
		"picture-grey", required_argument, NULL, val                   \
	}

/* Take the option of this name: 0, or -1 with what its value should be. */
int images_rules_take(struct images_rules *r, const char *name,
    const char *value, struct problem *why);

#endif
