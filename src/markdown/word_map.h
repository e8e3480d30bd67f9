#ifndef MARKDOWN_WORD_MAP_H
#define MARKDOWN_WORD_MAP_H

#include <stddef.h>

/*
 * Words to the order in which they were first seen: 0, 1, 2...  Words are
 * compared without regard to ASCII case, and borrowed: they must outlive the
 * map.  `{ 0 }` is an empty map.  Adding and finding cost the same however
 * many there are.
 */
struct word_map {
	struct word_slot *slots; /* owned */
	size_t nslots, n;
};

#define WORD_NONE ((size_t)-1)

void word_map_free(struct word_map *m);
/* The word's number; a new one, m->n, when it was not there. */
size_t word_map_add(struct word_map *m, const char *word, size_t len);
/* The word's number, or WORD_NONE. */
size_t word_map_find(const struct word_map *m, const char *word, size_t len);

#endif
