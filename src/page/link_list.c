#include "page/link_list.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

#define FEW 8 /* links of a block: looked through faster than hashed */

/* The link of this block to the URL, or NULL. */
static struct link_entry *
find_few(const struct link_list *l, const char *url)
{
	for (size_t i = l->block; i < l->n; i++)
		if (strcmp(l->list[i].url, url) == 0)
			return &l->list[i];
	return NULL;
}

/* The same among many, by a map that the links are taken into. */
static struct link_entry *
find_many(struct link_list *l, const char *url)
{
	void **known;

	for (size_t i = l->block + l->mapped.n; i < l->n; i++)
		*map_add(&l->mapped, l->list[i].url, strlen(l->list[i].url)) =
		    (void *)(uintptr_t)(i + 1);
	known = map_find(&l->mapped, url, strlen(url));
	return known != NULL ? &l->list[(uintptr_t)*known - 1] : NULL;
}

struct link_entry *
link_list_to(struct link_list *l, const char *url, bool *fresh)
{
	struct link_entry *known =
	    l->n - l->block <= FEW ? find_few(l, url) : find_many(l, url);

	*fresh = known == NULL;
	if (known != NULL)
		return known;
	l->list = array_room(l->list, l->n, sizeof *l->list);
	l->list[l->n] =
	    (struct link_entry){ url, ++l->numbered, l->labels.len, 0 };
	return &l->list[l->n++];
}

void
link_list_labelled(struct link_list *l)
{
	struct link_entry *newest = &l->list[l->n - 1];

	newest->len = l->labels.len - newest->label;
}

void
link_list_block(struct link_list *l)
{
	l->block = l->n;
	map_clear(&l->mapped);
}

void
link_list_clear(struct link_list *l)
{
	l->n = 0;
	buf_clear(&l->labels);
	link_list_block(l);
}

void
link_list_free(struct link_list *l)
{
	free(l->list);
	map_free(&l->mapped);
	buf_free(&l->labels);
	*l = (struct link_list){ 0 };
}

const char *
link_list_label(const struct link_list *l, const struct link_entry *link)
{
	return l->labels.data != NULL ? l->labels.data + link->label : "";
}
