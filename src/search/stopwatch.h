#ifndef SEARCH_STOPWATCH_H
#define SEARCH_STOPWATCH_H

#include <stdbool.h>
#include <stdint.h>

/*
 * How long something has taken.  The process's own time counts; on a busy
 * machine, where it waits for its turn most of the time, all of it is over when
 * STOPWATCH_BUSY times as much has passed.
 */
#define STOPWATCH_BUSY 25
struct stopwatch {
	int64_t own_us, all_us;
};

struct stopwatch stopwatch_start(void);
bool stopwatch_over(const struct stopwatch *w, int64_t us);

#endif
