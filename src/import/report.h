#ifndef IMPORT_REPORT_H
#define IMPORT_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/exit_status.h"
#include "base/problem.h"
#include "import/store.h"

struct source;

/*
 * What a run tells people: messages and a summary on standard error, progress
 * there when it is a terminal, and every line in a file when one is named.
 * Of what is left out for one reason, standard error shows the first twenty.
 */
struct report;

/*
 * path: the file for all lines, replaced when it is there; NULL for none.
 * NULL with the reason when it cannot be written.
 */
struct report *report_new(const char *path, struct problem *why);
/* Write the summary, and free.  dry: nothing was written.  The run's status. */
int report_end(struct report *r, bool dry);
/* Free without a word: the process that does the work has another copy. */
void report_free(struct report *r);

/* What follows is about this source; both are borrowed until the next call. */
void report_source(struct report *r, const char *name,
    const struct source *source);
/* Something is wrong with the input, or the system refused. */
void report_problem(struct report *r, const struct problem *found);
void report_refused(struct report *r, const struct problem *found);
/* Left out on purpose: its first words, and why. */
void report_skipped(struct report *r, size_t line, const char *what,
    const char *why);
/* What became of an item; path is where it is, why is set for a failure. */
void report_stored(struct report *r, enum stored done, const char *path,
    const struct problem *why);
/*
 * What the summary begins with, in the place of figures when it has none, and
 * what it ends with; copied.
 */
void report_words(struct report *r, const char *before, const char *instead,
    const char *after);
/* A line for people that counts for nothing, named as problems are. */
void report_note(struct report *r, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
