#ifndef CAPSULE_FM_FM_VALUES_H
#define CAPSULE_FM_FM_VALUES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/problem.h"

/* Limits against bombs: what no article's front matter comes near. */
#define FM_VALUES_DEPTH                                                        \
	16 /* names of a key; maps and lists within each other */
#define FM_VALUES_MAX 5000 /* values in all, those that aliases repeat too */

/* A value of a document of keys and values (YAML, TOML), and where it stood. */
struct fm_value {
	const char *const *key; /* its names, from the outside in */
	size_t depth;           /* how many names: 1 to FM_VALUES_DEPTH */
	const char *text;       /* NUL-terminated, but may hold NULs as well */
	size_t len;
	size_t line;
	bool quoted; /* text, whatever it looks like */
	bool listed; /* in a list, or in a map that is in one: lists have no
			name of their own, so each element has its list's key */
};

/* All values of a document in their order; `{ .arena = a }` is empty. */
struct fm_values {
	struct arena *arena; /* borrowed; owns all that is in here */
	struct fm_value *value;
	size_t n;
};

/*
 * Append v with copies of its key's names' array (not of the names) and of its
 * text.  Returns 0, or -1 with the reason when there are too many.
 */
int fm_values_add(struct fm_values *all, const struct fm_value *v,
    struct problem *why);

#endif
