#include "index/touched.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

/* Open addressing: where the thing of this hash is, or belongs. */
static size_t
slot_of(const struct touched_set *set, int64_t hash)
{
	size_t i = (size_t)hash & (set->cap - 1);

	while (set->slots[i] != NULL && *(int64_t *)set->slots[i] != hash)
		i = (i + 1) & (set->cap - 1);
	return i;
}

void *
touched_find(const struct touched_set *set, int64_t hash)
{
	return set->cap == 0 ? NULL : set->slots[slot_of(set, hash)];
}

void
touched_add(struct touched_set *set, void *thing)
{
	struct touched_set bigger = { 0 };

	if (set->n * 2 >= set->cap) {
		bigger.cap = set->cap == 0 ? 64 : set->cap * 2;
		bigger.slots = xcalloc(bigger.cap, sizeof *bigger.slots);
		for (size_t i = 0; i < set->cap; i++)
			if (set->slots[i] != NULL)
				touched_add(&bigger, set->slots[i]);
		free(set->slots);
		*set = bigger;
	}
	set->slots[slot_of(set, *(int64_t *)thing)] = thing;
	set->n++;
}

void *
touched_next(const struct touched_set *set, size_t *at)
{
	while (*at < set->cap && set->slots[*at] == NULL)
		++*at;
	return *at == set->cap ? NULL : set->slots[(*at)++];
}

void
touched_free(struct touched_set *set)
{
	free(set->slots);
	memset(set, 0, sizeof *set);
}
