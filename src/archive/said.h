#ifndef ARCHIVE_SAID_H
#define ARCHIVE_SAID_H

#include <stddef.h>

#include "archive/keys.h"
#include "archive/matter.h"
#include "archive/values.h"
#include "base/problem.h"

/* All that front matter says, by field, and whom to tell of doubts. */
struct said {
	struct values all;
	struct meaning *list; /* in the arena of all, by rank */
	size_t n;
	problem_sink *sink; /* may be NULL */
	void *ctx;
};

/*
 * Read the front matter; all.arena, sink and ctx are set before, the rest is
 * zero.  The sink is told of unknown keys that look like typing errors, and of
 * what is said twice.  Returns 0, or -1 as matter_read() does, and then
 * nothing is said.
 */
int said_read(struct said *s, const struct matter *m, struct problem *why);

/*
 * The next value of a field, the one to prefer first; NULL: no more.  *at is
 * 0 to begin with.  Values that are nothing ("key:", "~", "null") are left out.
 */
const struct value *said_next(const struct said *s, enum field field,
    size_t *at);

/* Tell the sink what is doubtful on a line. */
void said_doubt(const struct said *s, size_t line, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* 1 yes, 0 no, -1 neither: any spelling of true and false, quoted or not. */
int said_boolean(const char *text);

#endif
