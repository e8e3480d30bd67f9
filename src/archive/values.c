#include "archive/values.h"

#include <string.h>

/* Elements of a list share the array of their key's names. */
static const char *const *
keep_key(struct values *all, const struct value *v)
{
	const struct value *last = all->n > 0 ? &all->value[all->n - 1] : NULL;
	size_t size = v->depth * sizeof *v->key;
	const char **copy;

	if (last != NULL && last->depth == v->depth &&
	    memcmp(last->key, v->key, size) == 0)
		return last->key;
	copy = arena_alloc(all->arena, size);
	memcpy(copy, v->key, size);
	return copy;
}

int
values_add(struct values *all, const struct value *v, struct problem *why)
{
	size_t old = all->room * sizeof *v;
	struct value *new;

	if (all->n == VALUES_MAX)
		return problem_set(why, v->line, "more than %d values",
		    VALUES_MAX);
	if (all->n == all->room) {
		all->room = all->room == 0 ? 16 : all->room * 2;
		all->value = arena_grow(all->arena, all->value, old,
		    all->room * sizeof *v);
	}
	new = &all->value[all->n];
	*new = *v;
	new->key = keep_key(all, v);
	new->text = arena_strndup(all->arena, v->text, v->len);
	all->n++;
	return 0;
}
