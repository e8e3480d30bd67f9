#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Pointers found again by a string.  `{ 0 }` is an empty set; neither keys nor
 * values are owned.
 */
struct map {
	struct map_row *rows; /* owned: map_free() */
	size_t n, room;       /* room: 0, or a power of two */
};

/* True with the value (which may be NULL) when the key is there. */
bool map_find(const struct map *k, const char *key, void **value);
/* Add a key that is not there yet; it must live as long as the set. */
void map_add(struct map *k, const char *key, void *value);
void map_free(struct map *k);

#endif
