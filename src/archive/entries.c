#include "archive/entries.h"

#include <string.h>

/* Elements of a list share the array of their key's names. */
static const char *const *
keep_key(struct entries *all, const struct entry *e)
{
	const struct entry *last = all->n > 0 ? &all->entry[all->n - 1] : NULL;
	size_t size = e->depth * sizeof *e->key;
	const char **copy;

	if (last != NULL && last->depth == e->depth &&
	    memcmp(last->key, e->key, size) == 0)
		return last->key;
	copy = arena_alloc(all->arena, size);
	memcpy(copy, e->key, size);
	return copy;
}

int
entries_add(struct entries *all, const struct entry *e, struct problem *why)
{
	size_t old = all->room * sizeof *e;
	struct entry *new;

	if (all->n == ENTRIES_MAX)
		return problem_set(why, e->line, "more than %d values",
		    ENTRIES_MAX);
	if (all->n == all->room) {
		all->room = all->room == 0 ? 16 : all->room * 2;
		all->entry = arena_grow(all->arena, all->entry, old,
		    all->room * sizeof *e);
	}
	new = &all->entry[all->n];
	*new = *e;
	new->key = keep_key(all, e);
	new->value = arena_strndup(all->arena, e->value, e->len);
	all->n++;
	return 0;
}
