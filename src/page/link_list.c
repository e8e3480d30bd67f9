#include "page/link_list.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

struct ref_slot {
	size_t age;
	size_t link; /* index in the list */
};

/* Eight bytes at a time, the high bits brought down for tables of any size. */
static uint64_t
hash(const char *url)
{
	size_t len = strlen(url);
	uint64_t h = len, word;

	for (; len > 0; url += sizeof word, len -= sizeof word) {
		word = 0;
		memcpy(&word, url, len < sizeof word ? len : sizeof word);
		h = (h ^ word) * 0x9E3779B97F4A7C15u;
		h ^= h >> 32;
		if (len < sizeof word)
			break;
	}
	return h;
}

/* The slot of the URL in this block, or the free one where it belongs. */
static struct ref_slot *
slot(const struct link_list *l, const char *url)
{
	size_t i = hash(url) & (l->nslots - 1);
	struct ref_slot *s = &l->slots[i];

	while (s->age == l->age && strcmp(l->list[s->link].url, url) != 0) {
		i = (i + 1) & (l->nslots - 1);
		s = &l->slots[i];
	}
	return s;
}

/* Twice the slots, with the links of this block in them. */
static void
grow(struct link_list *l)
{
	free(l->slots);
	l->nslots = l->nslots > 0 ? l->nslots * 2 : 64;
	l->slots = xcalloc(l->nslots, sizeof *l->slots);
	l->age = 1;
	for (size_t i = l->block; i < l->n; i++)
		*slot(l, l->list[i].url) = (struct ref_slot){ l->age, i };
}

struct link_entry *
link_list_to(struct link_list *l, const char *url, bool *fresh)
{
	struct ref_slot *s;

	if ((l->n - l->block + 1) * 2 > l->nslots)
		grow(l);
	s = slot(l, url);
	*fresh = s->age != l->age;
	if (!*fresh)
		return &l->list[s->link];
	if (l->n == l->cap) {
		l->cap = l->cap > 0 ? l->cap * 2 : 16;
		l->list = xreallocarray(l->list, l->cap, sizeof *l->list);
	}
	*s = (struct ref_slot){ l->age, l->n };
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
	l->age++;
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
	free(l->slots);
	buf_free(&l->labels);
	*l = (struct link_list){ 0 };
}

const char *
link_list_label(const struct link_list *l, const struct link_entry *link)
{
	return l->labels.data != NULL ? l->labels.data + link->label : "";
}
