#ifndef CMD_FINDINGS_H
#define CMD_FINDINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/problem.h"
#include "cmd/cmd.h"

/* What `check` found, until all of it is printed.  `{ 0 }` is empty. */
struct findings {
	struct arena arena; /* owns all strings */
	struct finding *found;
	size_t n, room;
	const char *root; /* borrowed: what files are named below; NULL: none */
};

/* A problem_sink; ctx is the findings. */
void findings_add(void *ctx, const struct problem *found);
/*
 * Print them by file and line: "file:line: sentence" on standard error, or
 * one JSON object each on standard output, with the keys file, line (null for
 * a file outside the capsule as a whole; one within it is at its line 1) and
 * problem.
 */
enum cmd_status findings_print(struct findings *f, bool json);
void findings_free(struct findings *f);

#endif
