#include "base/map.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

struct map_row {
	const char *key; /* NULL: nothing stands here */
	void *value;
};

/* FNV-1a. */
static size_t
hash(const char *key)
{
	uint64_t h = 0xcbf29ce484222325;

	for (; *key != '\0'; key++)
		h = (h ^ (unsigned char)*key) * 0x100000001b3;
	return (size_t)(h ^ (h >> 32));
}

/* Where the key stands, or would stand.  There is always a free row. */
static struct map_row *
row_of(const struct map *k, const char *key)
{
	size_t i = hash(key) & (k->room - 1);

	while (k->rows[i].key != NULL && strcmp(k->rows[i].key, key) != 0)
		i = (i + 1) & (k->room - 1);
	return &k->rows[i];
}

bool
map_find(const struct map *k, const char *key, void **value)
{
	const struct map_row *row;

	if (k->room == 0)
		return false;
	row = row_of(k, key);
	if (row->key == NULL)
		return false;
	*value = row->value;
	return true;
}

static void
grow(struct map *k)
{
	struct map old = *k;

	k->room = old.room == 0 ? 64 : old.room * 2;
	k->rows = xcalloc(k->room, sizeof *k->rows);
	for (size_t i = 0; i < old.room; i++)
		if (old.rows[i].key != NULL)
			*row_of(k, old.rows[i].key) = old.rows[i];
	free(old.rows);
}

void
map_add(struct map *k, const char *key, void *value)
{
	if (k->n * 4 >= k->room * 3)
		grow(k);
	*row_of(k, key) = (struct map_row){ key, value };
	k->n++;
}

void
map_free(struct map *k)
{
	free(k->rows);
	*k = (struct map){ 0 };
}
