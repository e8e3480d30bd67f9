#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

#define SMALLEST ((size_t)4 * 1024)  /* bytes of the first chunk */
#define LARGEST  ((size_t)64 * 1024) /* and of the usual one later */

struct arena_chunk {
	struct arena_chunk *next;
	size_t size; /* of mem */
	_Alignas(max_align_t) char mem[];
};

/* Room for size bytes such that the next block is aligned again. */
static size_t
rounded(size_t size)
{
	const size_t align = _Alignof(max_align_t);

	if (size > SIZE_MAX / 2)
		xreallocarray(NULL, SIZE_MAX, 2); /* ends the process */
	return size == 0 ? align : (size + align - 1) / align * align;
}

static struct arena_chunk *
chunk(size_t size)
{
	struct arena_chunk *c = xmalloc(sizeof *c + size);

	c->size = size;
	return c;
}

/*
 * A block that would leave most of a chunk unused gets one of its own, behind
 * the newest, whose rest stays in use.
 */
static void *
alloc_large(struct arena *a, size_t size)
{
	struct arena_chunk *c = chunk(size), **at = &a->chunks;

	if (*at != NULL)
		at = &(*at)->next;
	c->next = *at;
	*at = c;
	return c->mem;
}

static void
start_chunk(struct arena *a)
{
	size_t size = a->chunks == NULL ? SMALLEST : LARGEST;
	struct arena_chunk *c = chunk(size);

	c->next = a->chunks;
	a->chunks = c;
	a->next = c->mem;
	a->left = size;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	void *p;

	size = rounded(size);
	if (size > a->left) {
		if (size > SMALLEST / 4)
			return alloc_large(a, size);
		start_chunk(a);
	}
	p = a->next;
	a->next += size;
	a->left -= size;
	return p;
}

void *
arena_calloc(struct arena *a, size_t n, size_t size)
{
	void *p;

	if (size > 0 && n > SIZE_MAX / size)
		xreallocarray(NULL, n, size); /* ends the process */
	p = arena_alloc(a, n * size);
	memset(p, 0, n * size);
	return p;
}

char *
arena_strndup(struct arena *a, const char *s, size_t len)
{
	char *p = arena_alloc(a, len + 1);

	if (len > 0)
		memcpy(p, s, len);
	p[len] = '\0';
	return p;
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return arena_strndup(a, s, strlen(s));
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	size_t left = a->left;
	char *p = a->next;
	int n;

	/* most fit into what is free; what was written there is then taken */
	va_start(ap, fmt);
	n = vsnprintf(p, left, fmt, ap);
	va_end(ap);
	if (n < 0)
		return arena_strdup(a, "");
	if ((size_t)n < left)
		return arena_alloc(a, (size_t)n + 1);
	p = arena_alloc(a, (size_t)n + 1);
	va_start(ap, fmt);
	(void)vsnprintf(p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return p;
}

void *
arena_grow(struct arena *a, void *p, size_t old, size_t size)
{
	size_t had = rounded(old), want = rounded(size);
	void *moved;

	if (p != NULL && want <= had)
		return p;
	if (p != NULL && (char *)p + had == a->next && want - had <= a->left) {
		a->next += want - had;
		a->left -= want - had;
		return p;
	}
	moved = arena_alloc(a, size);
	if (p != NULL)
		memcpy(moved, p, old);
	return moved;
}

void *
arena_room(struct arena *a, void *p, size_t n, size_t size)
{
	if (n == 0)
		return arena_alloc(a, size);
	if ((n & (n - 1)) != 0)
		return p;
	return arena_grow(a, p, n * size, 2 * n * size);
}

void
arena_free(struct arena *a)
{
	struct arena_chunk *c, *next;

	for (c = a->chunks; c != NULL; c = next) {
		next = c->next;
		free(c);
	}
	*a = (struct arena){ 0 };
}
