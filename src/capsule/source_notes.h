#ifndef CAPSULE_SOURCE_NOTES_H
#define CAPSULE_SOURCE_NOTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/problem.h"

/* How following a source went, for `chasqui status`; seconds since 1970. */
struct source_note {
	int64_t tried;     /* 0: never */
	int64_t succeeded; /* 0: never */
	int64_t next;      /* not before, as it asked; 0: with the next run */
	char reason[300];  /* why the last try failed; "" when it did not */
};

/*
 * The notes are lines of CAPSULE/.chasqui/sources:
 *
 *   tried TAB succeeded TAB next TAB name TAB reason
 *
 * A line of another form is passed over, and lost when it is written next.
 */

/* Find the note of a source in that text; false: there is none. */
bool source_notes_find(const char *text, size_t len, const char *name,
    struct source_note *out);
/* Read it below the capsule's folder; false: there is none. */
bool source_notes_read(int dir, const char *name, struct source_note *out);
/*
 * Put it in the place of the one that there was; `succeeded` 0 keeps that one's
 * time.  0, or -1 with the reason.
 */
int source_notes_write(int dir, const char *name,
    const struct source_note *note, struct problem *why);

#endif
