#ifndef IMPORT_NET_HOSTS_H
#define IMPORT_NET_HOSTS_H

#include <stdbool.h>
#include <stdint.h>

#include "import/net/robots.h"

struct cache;

/*
 * How a run behaves towards each host that it asks: a pause between requests,
 * no request before the time that the host named, none any more after some
 * that failed.  Times when a host may be asked again outlive the run.
 */
struct hosts;

struct host {
	char *origin; /* owned by the hosts, with all else */
	struct robots robots;
	bool robots_known;
	bool robots_failed; /* it could not be read: nothing is allowed */
	unsigned failures;  /* in a row */
	bool asked;         /* in this run */
	int64_t ready_ms;   /* when the next request may go, by our pause */
	int64_t not_before; /* seconds since 1970: the host's own wish */
};

/*
 * delay_s: the pause between two requests, at most 60.  now: what a host asked
 * for in an earlier run is passed over.  memory may be NULL: nothing is
 * remembered.
 */
struct hosts *hosts_new(long delay_s, bool now, struct cache *memory);
void hosts_free(struct hosts *h);

/* The one of this origin; the pointer is good until hosts_free(). */
struct host *hosts_at(struct hosts *h, const char *origin);
/* Has it failed so often that it is left alone for this run? */
bool host_is_given_up(const struct host *host);
/* Seconds until the host wants to be asked again; 0: now. */
long host_wait_s(const struct host *host);
/* It asked to be left alone for so long. */
void host_defer(struct host *host, long seconds);
/* Sleep until a request may go; and count the pause after it from now on. */
void host_turn(const struct host *host);
void host_asked(const struct hosts *h, struct host *host);

#endif
