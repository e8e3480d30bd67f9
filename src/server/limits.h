#ifndef SERVER_LIMITS_H
#define SERVER_LIMITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "config/address.h"
#include "config/config.h"

/*
 * How much one reader (an IPv4 address, a /64 of IPv6) may ask of all workers
 * together.  The counts are in memory that the processes share, in cells found
 * by a keyed hash of the address: two readers may meet in one of the 65,536
 * cells, and then share a limit; nobody outside can choose whom he meets.
 */
struct limits_table;

/* Before the fork, once: counts live on through reloads.  NULL: no memory. */
struct limits_table *limits_table_new(size_t slots);
void limits_table_free(struct limits_table *t);
/* A process has ended, however: what it still counted is taken off. */
void limits_forget(struct limits_table *t, size_t slot);

/* One process's view; slot is a number that no other living process has. */
struct limits {
	struct limits_table *table; /* borrowed */
	size_t slot;
	const struct config_limits *set; /* borrowed */
};

/*
 * A connection from this address: count it, or refuse (false) because the
 * reader has enough.  Each true is followed by one limits_leave().
 */
bool limits_admit(struct limits *l, const struct ip *ip);
void limits_leave(struct limits *l, const struct ip *ip);
/* How many connections a reader has at all processes. */
unsigned limits_count(const struct limits *l, const struct ip *ip);
/*
 * A request from this address: false when it comes too fast (a bucket of
 * `burst` tokens that fills at `rate` a second).
 */
bool limits_request(struct limits *l, const struct ip *ip, uint64_t now_ms);

#endif
