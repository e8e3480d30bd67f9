#ifndef BASE_KEYED_H
#define BASE_KEYED_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Pointers found again by a string.  `{ 0 }` is an empty set; neither keys nor
 * values are owned.
 */
struct keyed {
	struct keyed_row *rows; /* owned: keyed_free() */
	size_t n, room;         /* room: 0, or a power of two */
};

/* True with the value (which may be NULL) when the key is there. */
bool keyed_find(const struct keyed *k, const char *key, void **value);
/* Add a key that is not there yet; it must live as long as the set. */
void keyed_add(struct keyed *k, const char *key, void *value);
void keyed_free(struct keyed *k);

#endif
