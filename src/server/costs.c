#include "server/costs.h"

#include <string.h>
#include <sys/random.h>

/* Ten usual pages; some searches or an article of 100 kB take longer. */
#define MUCH_US 1000

void
costs_begin(struct costs *c)
{
	memset(c, 0, sizeof *c);
	(void)!getrandom(&c->key, sizeof c->key, GRND_NONBLOCK);
}

/*
 * The key is in every step: lines that share a place under one key do not under
 * another.  hash_fnv() has none, and who finds an own spelling of a dear page
 * that shares the front page's could make that wait for turns.
 */
static size_t
place_of(const struct costs *c, const char *line, size_t len)
{
	uint64_t h = c->key;

	for (size_t i = 0; i < len && strchr("?\t\r\n", line[i]) == NULL; i++)
		h = (h ^ (unsigned char)line[i]) * 0x9e3779b97f4a7c15u;
	return (h >> 32) % COSTS_PLACES;
}

/* On average, the last eight most: a single odd one says nothing. */
void
costs_note(struct costs *c, const char *line, size_t len, uint64_t microseconds)
{
	uint32_t *us = &c->us[place_of(c, line, len)];
	uint32_t most = UINT32_MAX / 8;

	*us -= *us / 8;
	*us += (uint32_t)(microseconds < most ? microseconds : most) / 8;
}

bool
costs_much(const struct costs *c, const char *line, size_t len)
{
	return c->us[place_of(c, line, len)] >= MUCH_US;
}
