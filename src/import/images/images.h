#ifndef IMPORT_IMAGES_IMAGES_H
#define IMPORT_IMAGES_IMAGES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/problem.h"

struct fetch;
struct item;
struct cache;

/* What becomes of the pictures of articles: capsule(5). */
enum images_mode {
	IMAGES_KEPT,    /* fetched into static/img/, as they are */
	IMAGES_LINKED,  /* their words say how large they are */
	IMAGES_DROPPED, /* taken out of the text */
};

/*
 * The mode of a name ("keep", "link", "drop"); false when it is none of them.
 */
bool images_mode_named(const char *name, enum images_mode *mode);

struct images {
	enum images_mode mode;
	size_t max;       /* bytes of a picture that is kept */
	const char *root; /* the capsule's folder */
	struct fetch *fetch;
	struct cache *memory;
	bool dry; /* nothing is fetched, only what is known is used */
	size_t kept, linked; /* counted over all items; to be zero first */
	/* Told of each picture that was to be kept and cannot be had. */
	problem_sink *failed;
	void *ctx;
	bool later; /* of the last item: something may be had another time */
};

/*
 * Do so with all pictures of an item: those in its text and the one in its
 * front matter.  Pictures that are kept are written at once, those that are
 * here already are not fetched.  One that is too large, or cannot be had,
 * stays a link.  Only what looks like a picture is kept.
 */
void images_see_to(struct images *im, struct item *it);

#endif
