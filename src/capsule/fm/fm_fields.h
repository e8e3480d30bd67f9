#ifndef CAPSULE_FM_FM_FIELDS_H
#define CAPSULE_FM_FM_FIELDS_H

#include <stddef.h>

#include "base/problem.h"
#include "capsule/fm/fm_key.h"
#include "capsule/fm/fm_split.h"
#include "capsule/fm/fm_values.h"

/* All that front matter says, by field, and whom to tell of doubts. */
struct fm_fields {
	struct fm_values all;
	struct fm_key *list; /* in the arena of all, by rank */
	size_t n;
	problem_sink *sink; /* may be NULL */
	void *ctx;
};

/*
 * Read the front matter; all.arena, sink and ctx are set before, the rest is
 * zero.  The sink is told of unknown keys that look like typing errors, and of
 * what is said twice.  Returns 0, or -1 as fm_split_values() does: what can
 * be read line by line is then there all the same.
 */
int fm_fields_read(struct fm_fields *s, const struct fm_split *m,
    struct problem *why);

/*
 * The next value of a field, the one to prefer first; NULL: no more.  *at is
 * 0 to begin with.  Values that are nothing ("key:", "~", "null") are left out.
 */
const struct fm_value *fm_fields_next(const struct fm_fields *s,
    enum field field, size_t *at);

/* Tell the sink what is doubtful on a line. */
void fm_fields_doubt(const struct fm_fields *s, size_t line, const char *fmt,
    ...) __attribute__((format(printf, 3, 4)));

/* 1 yes, 0 no, -1 neither: any spelling of true and false, quoted or not. */
int fm_fields_boolean(const char *text);

#endif
