#include "import/feed/guids.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/array.h"
#include "base/buf.h"

#define MARK '\x01' /* between guid and link; before any other byte */

void
guids_add(struct guids *g, const char *guid, const char *leads)
{
	struct buf entry = { 0 };

	if (*guid == '\0')
		return;
	g->entry = array_room(g->entry, g->n, sizeof *g->entry);
	buf_adds(&entry, guid);
	buf_addc(&entry, MARK);
	buf_adds(&entry, leads);
	g->entry[g->n++] = xstrdup(buf_str(&entry));
	g->sorted = false;
	buf_free(&entry);
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Of this guid? */
static bool
is_of(const char *entry, const char *guid, size_t len)
{
	return strncmp(entry, guid, len) == 0 && entry[len] == MARK;
}

/* The first entry that does not stand before those of the guid. */
static size_t
first_of(const struct guids *g, const char *guid, size_t len)
{
	size_t low = 0, high = g->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const char *entry = g->entry[middle];

		if (strncmp(entry, guid, len) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool
guids_shared(struct guids *g, const char *guid)
{
	size_t len = strlen(guid), i;

	if (!g->sorted && g->n > 0)
		qsort(g->entry, g->n, sizeof *g->entry, compare);
	g->sorted = true;
	i = first_of(g, guid, len);
	/* the mark is the least byte: those of the guid alone come first */
	for (; i + 1 < g->n && is_of(g->entry[i + 1], guid, len); i++)
		if (strcmp(g->entry[i], g->entry[i + 1]) != 0)
			return is_of(g->entry[i], guid, len);
	return false;
}

void
guids_free(struct guids *g)
{
	for (size_t i = 0; i < g->n; i++)
		free(g->entry[i]);
	free(g->entry);
	*g = (struct guids){ 0 };
}
