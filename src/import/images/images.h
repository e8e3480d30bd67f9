#ifndef IMPORT_IMAGES_IMAGES_H
#define IMPORT_IMAGES_IMAGES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/problem.h"
#include "import/images/images_rules.h"

struct fetch;
struct item;
struct cache;

struct images {
	struct images_rules rules;
	int smaller; /* where small forms are asked for (smaller.h), or -1 */
	const char *root; /* the capsule's folder */
	struct fetch *fetch;
	struct cache *memory;
	bool dry; /* nothing is fetched, only what is known is used */
	size_t kept, linked; /* counted over all items; to be zero first */
	/*
	 * Told of each picture that was to be kept and cannot be had, and of
	 * each that is kept as it is for want of a small form.
	 */
	problem_sink *failed;
	void *ctx;
	bool later; /* of the last item: something may be had another time */
	bool told;  /* that nobody makes small forms */
};

/*
 * Do so with all pictures of an item: those in its text and the one in its
 * front matter.  Pictures that are kept are written at once, those that are
 * here already are not fetched.  One that is too large, or cannot be had,
 * stays a link.  Only what looks like a picture is kept.  Where originals are
 * not, a picture is made small before it is written, and only what is written
 * counts against rules.max.
 */
void images_see_to(struct images *im, struct item *it);

/* "; 1 picture kept, 2 linked": how a summary of the run goes on. */
#define IMAGES_SUMMARY_SIZE 64
void images_summary(const struct images *m, char out[IMAGES_SUMMARY_SIZE]);

#endif
