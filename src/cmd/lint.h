#ifndef CMD_LINT_H
#define CMD_LINT_H

#include <stddef.h>

#include "base/problem.h"

/* One capsule's texts, to be read as an editor would. */
struct lint {
	const char *root;     /* the capsule's folder */
	const char *index;    /* an index of it, as it is now */
	const char *pictures; /* the server's folder of small forms, if any */
	size_t max;           /* bytes of an article */
	problem_sink *sink;   /* told everything, files below the root */
	problem_sink *note;   /* told what is no mistake, but worth knowing */
	void *ctx;
};

/*
 * Read every text of the capsule and report what the indexer lets pass:
 * links that lead nowhere, images without a text, articles without date or
 * topic or with another's address, titles that are too long, pages whose
 * address is taken, pictures that are none.  What the indexer reports by itself
 * is left to it.  0, or -1 with the reason when the capsule cannot be read.
 */
int lint_read(const struct lint *how, struct problem *why);

#endif
