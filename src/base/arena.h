#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

/*
 * Many allocations with one lifetime.  `{ 0 }` is an empty arena.  Memory is
 * aligned for any type; nothing is freed before arena_free().
 */
struct arena {
	struct arena_chunk *chunks; /* owned, newest first */
	char *next;                 /* free bytes of the newest chunk */
	size_t left;
};

void *arena_alloc(struct arena *a, size_t size);
/* Zeroed memory for n objects of the given size. */
void *arena_calloc(struct arena *a, size_t n, size_t size);
/* A NUL-terminated copy of len bytes (which may hold anything). */
char *arena_strndup(struct arena *a, const char *s, size_t len);
char *arena_strdup(struct arena *a, const char *s);
char *arena_printf(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/*
 * Make the block at p (old bytes, from this arena; NULL when old is 0) size
 * bytes long; grown in place when it is the newest, else moved.
 */
void *arena_grow(struct arena *a, void *p, size_t old, size_t size);
/*
 * The array p of n elements of this size (NULL for none) with room for one
 * more.  The room is not kept, since it follows from n: a power of two.
 *	list = arena_room(a, list, n, sizeof *list);
 *	list[n++] = element;
 */
void *arena_room(struct arena *a, void *p, size_t n, size_t size);
/* Free everything; a is an empty arena again. */
void arena_free(struct arena *a);

#endif
