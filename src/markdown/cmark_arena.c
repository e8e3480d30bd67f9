#include "markdown/cmark_arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

#define ALIGN alignof(max_align_t)
#define CHUNK ((size_t)256 * 1024) /* the usual one; the first is kept */

struct chunk {
	struct chunk *next;
	alignas(max_align_t) char mem[];
};

/* Stands before each block, for realloc() and free(). */
struct header {
	alignas(max_align_t) size_t size; /* of the block, rounded */
};

static struct {
	struct chunk *chunks; /* owned, newest first */
	struct chunk *large;  /* owned; one block in each */
	char *next, *end;     /* free bytes of the newest of chunks */
	bool used;
} memory;

static size_t
rounded(size_t size)
{
	if (size > SIZE_MAX / 4)
		xreallocarray(NULL, SIZE_MAX, 2); /* ends the process */
	return (size + ALIGN - 1) / ALIGN * ALIGN;
}

static struct chunk *
add_chunk(size_t size)
{
	struct chunk *c = xmalloc(sizeof *c + size);

	c->next = NULL;
	return c;
}

static void
start_chunk(void)
{
	struct chunk *c = add_chunk(CHUNK);

	c->next = memory.chunks;
	memory.chunks = c;
	memory.next = c->mem;
	memory.end = c->mem + CHUNK;
}

static struct header *
alloc_large(size_t size)
{
	struct chunk *c = add_chunk(sizeof(struct header) + size);

	c->next = memory.large;
	memory.large = c;
	return (struct header *)(void *)c->mem;
}

static void *
tree_alloc(size_t size)
{
	struct header *h;

	size = rounded(size);
	if (size > CHUNK / 4) {
		h = alloc_large(size);
	} else {
		if (sizeof *h + size > (size_t)(memory.end - memory.next))
			start_chunk();
		h = (struct header *)(void *)memory.next;
		memory.next += sizeof *h + size;
	}
	h->size = size;
	return h + 1;
}

static void *
tree_calloc(size_t n, size_t size)
{
	void *p;

	if (size > 0 && n > SIZE_MAX / size)
		xreallocarray(NULL, n, size); /* ends the process */
	p = tree_alloc(n * size);
	memset(p, 0, n * size);
	return p;
}

/* Only the newest block can be taken back: so most of a parser's go. */
static void
tree_free(void *p)
{
	struct header *h;

	if (p == NULL)
		return;
	h = (struct header *)p - 1;
	if ((char *)p + h->size == memory.next)
		memory.next = (char *)h;
}

static void *
tree_realloc(void *p, size_t size)
{
	struct header *h;
	void *moved;

	if (p == NULL)
		return tree_alloc(size);
	h = (struct header *)p - 1;
	if (size <= h->size)
		return p;
	if ((char *)p + h->size == memory.next &&
	    rounded(size) <= (size_t)(memory.end - (char *)p)) {
		h->size = rounded(size);
		memory.next = (char *)p + h->size;
		return p;
	}
	moved = tree_alloc(size);
	memcpy(moved, p, h->size);
	return moved;
}

static cmark_mem allocator = { tree_calloc, tree_realloc, tree_free };

cmark_mem *
cmark_arena_begin(void)
{
	assert(!memory.used);
	memory.used = true;
	if (memory.chunks == NULL)
		start_chunk();
	return &allocator;
}

/* The oldest chunk is kept: most articles need no other. */
void
cmark_arena_end(void)
{
	struct chunk *next;

	for (; memory.large != NULL; memory.large = next) {
		next = memory.large->next;
		free(memory.large);
	}
	while ((next = memory.chunks->next) != NULL) {
		free(memory.chunks);
		memory.chunks = next;
	}
	memory.next = memory.chunks->mem;
	memory.end = memory.chunks->mem + CHUNK;
	memory.used = false;
}
