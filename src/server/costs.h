#ifndef SERVER_COSTS_H
#define SERVER_COSTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What the answers of a worker have cost lately, by their requests' addresses
 * without what is asked of them ("?", a tab): a guess at what the next one will
 * cost.  Two addresses may share a place, and so a guess; nobody outside can
 * choose with whom.
 */

#define COSTS_PLACES 1024

struct costs {
	uint64_t key;
	uint32_t us[COSTS_PLACES];
};

/* Begin, knowing nothing: nothing costs much. */
void costs_begin(struct costs *c);
/* An answer to this request line took so much of the processor's time. */
void costs_note(struct costs *c, const char *line, size_t len,
    uint64_t microseconds);
/* Will it take so long that others should have their turn before the next? */
bool costs_much(const struct costs *c, const char *line, size_t len);

#endif
