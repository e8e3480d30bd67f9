#include "capsule/fm/fm_values.h"

#include <string.h>

/* Elements of a list share the array of their key's names. */
static const char *const *
keep_key(struct fm_values *all, const struct fm_value *v)
{
	const struct fm_value *last =
	    all->n > 0 ? &all->value[all->n - 1] : NULL;
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
fm_values_add(struct fm_values *all, const struct fm_value *v,
    struct problem *why)
{
	struct fm_value *new;

	if (all->n == FM_VALUES_MAX)
		return problem_set(why, v->line, "more than %d values",
		    FM_VALUES_MAX);
	all->value = arena_room(all->arena, all->value, all->n, sizeof *v);
	new = &all->value[all->n];
	*new = *v;
	new->key = keep_key(all, v);
	new->text = arena_strndup(all->arena, v->text, v->len);
	all->n++;
	return 0;
}
