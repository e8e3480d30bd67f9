#ifndef CMD_HEAVIEST_H
#define CMD_HEAVIEST_H

#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"

/* What readers on slow lines wait for longest, as an operator is told it. */

#define HEAVIEST 3 /* of pages, and of pictures */

struct heavy {
	const char *path; /* of the file below the capsule's root */
	uint64_t bytes;
	const char *capsule; /* as heaviest_add() was told */
};

/* `{ 0 }` knows of none. */
struct heaviest {
	struct arena arena; /* owns the paths: heaviest_free() */
	struct heavy pages[HEAVIEST], pictures[HEAVIEST]; /* path NULL: none */
};

/*
 * Add those of one more capsule: served articles and pages by what their texts
 * weigh (gemtext is within a few percent of it), from its index, which may be
 * missing, and the pictures of articles/ and static/ by their files.  What is
 * lighter than a kilobyte costs nobody anything.  capsule stays borrowed.
 */
void heaviest_add(struct heaviest *h, const char *capsule, const char *root,
    const char *index);
/* Tell the sink, "heaviest page 1: 41 kB", by the files' paths. */
void heaviest_tell(const struct heaviest *h, problem_sink *sink, void *ctx);
void heaviest_free(struct heaviest *h);

#endif
