#include "page/refs.h"

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
slot(const struct refs *l, const char *url)
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
grow(struct refs *l)
{
	free(l->slots);
	l->nslots = l->nslots > 0 ? l->nslots * 2 : 64;
	l->slots = xcalloc(l->nslots, sizeof *l->slots);
	l->age = 1;
	for (size_t i = l->block; i < l->n; i++)
		*slot(l, l->list[i].url) = (struct ref_slot){ l->age, i };
}

struct ref *
refs_to(struct refs *l, const char *url, bool *fresh)
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
	l->list[l->n] = (struct ref){ url, ++l->numbered, l->labels.len, 0 };
	return &l->list[l->n++];
}

void
refs_labelled(struct refs *l)
{
	struct ref *newest = &l->list[l->n - 1];

	newest->len = l->labels.len - newest->label;
}

void
refs_block(struct refs *l)
{
	l->block = l->n;
	l->age++;
}

void
refs_clear(struct refs *l)
{
	l->n = 0;
	buf_clear(&l->labels);
	refs_block(l);
}

void
refs_free(struct refs *l)
{
	free(l->list);
	free(l->slots);
	buf_free(&l->labels);
	*l = (struct refs){ 0 };
}

const char *
refs_label(const struct refs *l, const struct ref *link)
{
	return l->labels.data != NULL ? l->labels.data + link->label : "";
}
