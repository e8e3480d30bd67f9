#include "markdown/word_map.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "text/ascii.h"

struct word_slot {
	const char *word; /* borrowed; NULL: nothing here */
	size_t len, number;
};

void
word_map_free(struct word_map *m)
{
	free(m->slots);
	*m = (struct word_map){ 0 };
}

/* FNV-1a. */
static size_t
hash(const char *word, size_t len)
{
	uint64_t h = 0xcbf29ce484222325;

	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)to_lower(word[i])) * 0x100000001b3;
	return (size_t)(h ^ h >> 32);
}

static bool
is_word(const struct word_slot *s, const char *word, size_t len)
{
	if (s->len != len)
		return false;
	for (size_t i = 0; i < len; i++)
		if (to_lower(s->word[i]) != to_lower(word[i]))
			return false;
	return true;
}

/* The word's slot, or the empty one where it would stand. */
static struct word_slot *
slot_of(const struct word_map *m, const char *word, size_t len)
{
	size_t i = hash(word, len) & (m->nslots - 1);

	while (m->slots[i].word != NULL && !is_word(&m->slots[i], word, len))
		i = (i + 1) & (m->nslots - 1);
	return &m->slots[i];
}

static void
grow(struct word_map *m)
{
	struct word_map old = *m;

	m->nslots = old.nslots == 0 ? 16 : old.nslots * 2;
	m->slots = xcalloc(m->nslots, sizeof *m->slots);
	for (size_t i = 0; i < old.nslots; i++)
		if (old.slots[i].word != NULL)
			*slot_of(m, old.slots[i].word, old.slots[i].len) =
			    old.slots[i];
	free(old.slots);
}

size_t
word_map_add(struct word_map *m, const char *word, size_t len)
{
	struct word_slot *s;

	if (m->n >= m->nslots / 2)
		grow(m);
	s = slot_of(m, word, len);
	if (s->word == NULL)
		*s = (struct word_slot){ word, len, m->n++ };
	return s->number;
}

size_t
word_map_find(const struct word_map *m, const char *word, size_t len)
{
	const struct word_slot *s;

	if (m->n == 0)
		return WORD_NONE;
	s = slot_of(m, word, len);
	return s->word == NULL ? WORD_NONE : s->number;
}
