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
	size_t n;
	size_t problems;  /* of these n: the others are notes */
	const char *root; /* borrowed: what files are named below; NULL: none */
};

/* A problem_sink; ctx is the findings. */
void findings_add(void *ctx, const struct problem *found);
/* The same for what is worth knowing, and no mistake: a draft. */
void findings_note(void *ctx, const struct problem *found);
/*
 * Print them by file and line: "file:line: sentence" on standard error (a file
 * of the capsule as a whole is at its line 1: an editor that is led to it wants
 * one), or one JSON object each on standard output, with the keys file, line
 * (null for a file as a whole), problem and, for what is none, note (true).
 */
enum findings_form { FINDINGS_LINES, FINDINGS_JSON };
enum cmd_status findings_print(struct findings *f, enum findings_form form,
    bool notes);
void findings_free(struct findings *f);

#endif
