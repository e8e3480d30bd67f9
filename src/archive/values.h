#ifndef ARCHIVE_VALUES_H
#define ARCHIVE_VALUES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/problem.h"

/* Limits against bombs: what no article's front matter comes near. */
#define VALUES_DEPTH 16   /* names of a key; maps and lists within each other */
#define VALUES_MAX   5000 /* values in all, those that aliases repeat too */

/* A value of a document of keys and values (YAML, TOML), and where it stood. */
struct value {
	const char *const *key; /* its names, from the outside in */
	size_t depth;           /* how many names: 1 to VALUES_DEPTH */
	const char *text;       /* NUL-terminated, but may hold NULs as well */
	size_t len;
	size_t line;
	bool quoted; /* text, whatever it looks like */
	bool listed; /* in a list, or in a map that is in one: lists have no
			name of their own, so each element has its list's key */
};

/* All values of a document in their order; `{ .arena = a }` is empty. */
struct values {
	struct arena *arena; /* borrowed; owns all that is in here */
	struct value *value;
	size_t n, room;
};

/*
 * Append v with copies of its key's names' array (not of the names) and of its
 * text.  Returns 0, or -1 with the reason when there are too many.
 */
int values_add(struct values *all, const struct value *v, struct problem *why);

#endif
