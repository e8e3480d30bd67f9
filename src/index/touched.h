#ifndef INDEX_TOUCHED_H
#define INDEX_TOUCHED_H

#include <stddef.h>
#include <stdint.h>

/*
 * What a transaction has touched, each thing found again by a hash; it is
 * settled when the transaction commits.  `{ 0 }` is an empty set.
 */
struct touched_set {
	void **slots; /* owned; a thing, which is not, or NULL */
	size_t n, cap;
};

/* The thing of this hash, or NULL. */
void *touched_find(const struct touched_set *set, int64_t hash);
/* Add one that is not there yet; a thing begins with its int64_t hash. */
void touched_add(struct touched_set *set, void *thing);
/* Each thing in turn, from *at = 0 on; NULL: no more. */
void *touched_next(const struct touched_set *set, size_t *at);
void touched_free(struct touched_set *set);

#endif
