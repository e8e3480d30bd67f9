#ifndef TEXT_ZONE_H
#define TEXT_ZONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/problem.h"

struct arena;

/* The day of a year on which the clocks change, and when on it. */
struct zone_change {
	enum { ZONE_MONTH_WEEK, ZONE_JULIAN, ZONE_DAY_OF_YEAR } kind;
	int month, week, day; /* 1 to 12, 1 to 5 (the last), 0 (Sunday) to 6 */
	int number;           /* of the day: 1 to 365 without leap days, or
				 0 to 365 with them */
	int time_s;           /* from midnight; may be negative */
};

/* What holds for every year: POSIX's TZ, without the names. */
struct zone_rule {
	int standard_s, summer_s; /* east of Greenwich */
	bool has_summer;
	struct zone_change begin, end; /* of summer time */
};

/* A time zone.  All arrays lie in the arena that it was read into. */
struct zone {
	const char *name;    /* "America/Lima"; of no further meaning */
	size_t n;            /* changes in the past, */
	const int64_t *at;   /* each at its moment, ascending, */
	const int *offset_s; /* to so many seconds east of Greenwich */
	int first_s;         /* before the first */
	bool has_rule;       /* behind the last; else its offset goes on */
	struct zone_rule rule;
};

/*
 * Read the bytes of a zone file.  0, or -1 when they are none.
 *
 * Spec: RFC 8536 (TZif), version 1 to 4; leap seconds and names are passed
 * over.
 */
int zone_parse(struct zone *z, struct arena *a, const char *bytes, size_t len);
/* Read "PET5", "CET-1CEST,M3.5.0,M10.5.0/3"; 0, or -1. */
int zone_parse_rule(struct zone_rule *r, const char *s, size_t len);

/* The folder of the system's zone files: TZDIR, else /usr/share/zoneinfo. */
const char *zone_files(void);
/*
 * The zone of this name, from the system's files, in the arena; NULL with the
 * reason.  UTC is known without a file.
 */
const struct zone *zone_open(struct arena *a, const char *name,
    struct problem *why);
/*
 * The machine's own: what TZ says, else /etc/localtime, else UTC.  Read when
 * first asked for (before the sandbox takes the files away), and then kept.
 */
const struct zone *zone_of_machine(void);

/* Seconds east of Greenwich at a moment; a NULL zone is UTC. */
int zone_offset(const struct zone *z, int64_t seconds);
/*
 * The moment at which clocks show this (seconds since 1970 as if in UTC).  Of
 * an hour that there is twice the first is meant; one that is left out is
 * read by the clock that was not changed yet.
 */
int64_t zone_moment(const struct zone *z, int64_t local);

#endif
