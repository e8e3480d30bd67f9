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

/* In an address's place: the sum of all readers, when they are too many. */
#define LIMITS_EVERYBODY NULL

/*
 * A connection from this address: count it, or refuse (false) because the
 * reader has enough.  Each true is followed by one limits_leave().
 */
bool limits_admit(struct limits *l, const struct ip *ip);
void limits_leave(struct limits *l, const struct ip *ip);
/* How many connections a reader (or everybody) has at all processes. */
unsigned limits_count(const struct limits *l, const struct ip *ip);

/*
 * A reader has enough and one more of him has come: which of his connections
 * gives way, at whatever process it is?  limits_plead() rings a bell that all
 * processes hear.  Each offers the least that it has of his (limits_offer()),
 * waits LIMITS_OFFERS_MS for who has less, and drops it if it was the least of
 * all (limits_settle()).  Who is stopped or dead makes no offer, and nobody
 * waits for him; a plea that nobody settles is made again after a moment.
 *
 * What others write there is a stranger's: by a false offer he can keep a
 * reader's connections where they are, or have another one of the same reader's
 * dropped, and no more.
 */
#define LIMITS_OFFERS_MS 10
#define LIMITS_WORTH_MAX 0x3FFFFFFFu

/*
 * A descriptor for epoll, edge-triggered: an edge for each plea.  Nobody reads
 * from it, so that everybody hears.
 */
int limits_bell(const struct limits_table *t);
void limits_plead(struct limits *l, const struct ip *ip, uint64_t now_ms);
/* Is there a plea for one of this reader's? */
bool limits_pleaded(const struct limits *l, const struct ip *ip,
    uint64_t now_ms);
/*
 * Offer a connection that is worth so much, LIMITS_WORTH_MAX at most.  The
 * offer, or 0: there is no plea, or another one is worth no more.
 */
uint64_t limits_offer(struct limits *l, const struct ip *ip, uint32_t worth,
    uint64_t now_ms);
/* The plea is over, if it is this offer that counts: is it? */
bool limits_settle(struct limits *l, const struct ip *ip, uint64_t offer);

/*
 * A request from this address: false when it comes too fast (a bucket of
 * `burst` tokens that fills at `rate` a second).
 */
bool limits_request(struct limits *l, const struct ip *ip, uint64_t now_ms);

#endif
