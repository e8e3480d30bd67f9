#ifndef IMPORT_NET_ROBOTS_H
#define IMPORT_NET_ROBOTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/*
 * What a site's robots.txt says to one robot.  `{ 0 }` allows everything.
 *
 * Spec: RFC 9309; besides it Crawl-delay, which many sites state.
 */
struct robots {
	struct arena arena; /* owns the rules and their patterns */
	struct robots_rule *rules;
	size_t n;
	long delay_s; /* between two requests; 0: not stated */
};

#define ROBOTS_MAX (512u * 1024) /* bytes that are read; the rest is not */

/*
 * Read any bytes as a robots.txt.  agent: the robot's product token, whose
 * groups count; those of "*" when there are none.
 */
void robots_read(struct robots *r, const char *text, size_t len,
    const char *agent);
/* May it ask for that path and query?  target begins with '/'. */
bool robots_allow(const struct robots *r, const char *target);
void robots_free(struct robots *r);

#endif
