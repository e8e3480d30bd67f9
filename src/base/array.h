#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include "base/alloc.h"

/*
 * Arrays that grow: a pointer (NULL at first, freed with free()) and a count.
 * The room is not kept, since it follows from the count: sixteen elements,
 * then a power of two.  So the array may also be cut, or emptied and filled
 * again: one that is not NULL has room for sixteen at least.
 *
 * array_room() returns the array p of n elements of this size with room for
 * one more:
 *	l->list = array_room(l->list, l->n, sizeof *l->list);
 *	l->list[l->n++] = element;
 */
#define ARRAY_FIRST 16

static inline void *
array_room(void *p, size_t n, size_t size)
{
	if (p == NULL)
		return xreallocarray(p, ARRAY_FIRST, size);
	if (n < ARRAY_FIRST || (n & (n - 1)) != 0)
		return p;
	return xreallocarray(p, n * 2, size);
}

#endif
