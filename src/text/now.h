#ifndef TEXT_NOW_H
#define TEXT_NOW_H

#include <stdint.h>
#include <time.h>

/* Nanoseconds of a stamp: of a clock, or of a file's status. */
static inline int64_t
stamp_ns(const struct timespec *t)
{
	return (int64_t)t->tv_sec * 1000000000 + t->tv_nsec;
}

/* What a clock shows: CLOCK_MONOTONIC, CLOCK_REALTIME, ... */
static inline int64_t
now_ns(clockid_t which)
{
	struct timespec t;

	clock_gettime(which, &t);
	return stamp_ns(&t);
}

static inline int64_t
now_ms(clockid_t which)
{
	return now_ns(which) / 1000000;
}

#endif
