#include "base/map.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/hash.h"

struct map_row {
	const char *key; /* NULL: nothing stands here */
	size_t len;
	void *value;
};

/* A byte with its case bit set when it is a letter. */
static unsigned char
small(char c)
{
	unsigned char u = (unsigned char)c;

	return u >= 'A' && u <= 'Z' ? u | 0x20 : u;
}

static bool
is_key(const struct map *m, const struct map_row *row, const char *key,
    size_t len)
{
	if (row->len != len)
		return false;
	if (!m->any_case)
		return memcmp(row->key, key, len) == 0;
	for (size_t i = 0; i < len; i++)
		if (small(row->key[i]) != small(key[i]))
			return false;
	return true;
}

/*
 * Where the key stands, or would stand.  There is always a free row.  The
 * rows' own address, which an author cannot know, decides with the hash: keys
 * made to meet in one row would make a document's cost quadratic.
 */
static struct map_row *
row_of(const struct map *m, const char *key, size_t len)
{
	uint64_t h = hash_fnv(key, len, m->any_case ? 0x20 : 0);
	size_t i;

	h = (h ^ (uintptr_t)m->rows) * 0x9E3779B97F4A7C15u;
	i = (size_t)(h >> 32) & (m->room - 1);

	while (m->rows[i].key != NULL && !is_key(m, &m->rows[i], key, len))
		i = (i + 1) & (m->room - 1);
	return &m->rows[i];
}

void **
map_find(const struct map *m, const char *key, size_t len)
{
	struct map_row *row = m->n > 0 ? row_of(m, key, len) : NULL;

	return row != NULL && row->key != NULL ? &row->value : NULL;
}

static void
grow(struct map *m)
{
	struct map old = *m;

	m->room = old.room == 0 ? 64 : old.room * 2;
	m->rows = xcalloc(m->room, sizeof *m->rows);
	for (size_t i = 0; i < old.room; i++)
		if (old.rows[i].key != NULL)
			*row_of(m, old.rows[i].key, old.rows[i].len) =
			    old.rows[i];
	free(old.rows);
}

void **
map_add(struct map *m, const char *key, size_t len)
{
	struct map_row *row;

	if (m->n * 4 >= m->room * 3)
		grow(m);
	row = row_of(m, key, len);
	if (row->key == NULL) {
		*row = (struct map_row){ key, len, NULL };
		m->n++;
	}
	return &row->value;
}

void
map_clear(struct map *m)
{
	if (m->n > 0)
		memset(m->rows, 0, m->room * sizeof *m->rows);
	m->n = 0;
}

void
map_free(struct map *m)
{
	free(m->rows);
	*m = (struct map){ .any_case = m->any_case };
}
