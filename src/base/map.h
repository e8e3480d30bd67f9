#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Pointers found again by some bytes.  `{ 0 }` is an empty map; neither keys
 * nor values are owned, and keys must live as long as the map.  Finding and
 * adding cost the same however many there are.
 */
struct map {
	struct map_row *rows; /* owned: map_free() */
	size_t n, room;       /* room: 0, or a power of two */
	bool any_case;        /* keys that differ in ASCII case are one */
};

/* Where the key's value stands, or NULL when the key is not there. */
void **map_find(const struct map *m, const char *key, size_t len);
/*
 * The same; a key that is not there is added, with NULL for its value.  The
 * result is good until the next key is added.
 */
void **map_add(struct map *m, const char *key, size_t len);
/* Forget all, keep the memory. */
void map_clear(struct map *m);
void map_free(struct map *m);

#endif
