#ifndef SEARCH_STOPWATCH_H
#define SEARCH_STOPWATCH_H

#include <stdbool.h>
#include <stdint.h>

/*
 * How long something has taken.  The process's own time counts; that of a busy
 * machine, on which it waits for its turn, counts a third.
 */
struct stopwatch {
	int64_t own_us, all_us;
};

struct stopwatch stopwatch_start(void);
bool stopwatch_over(const struct stopwatch *w, int64_t us);

#endif
