#include "search/stopwatch.h"

#include "text/now.h"

static int64_t
read_us(clockid_t which)
{
	return now_ns(which) / 1000;
}

struct stopwatch
stopwatch_start(void)
{
	struct stopwatch w = { read_us(CLOCK_THREAD_CPUTIME_ID),
		read_us(CLOCK_MONOTONIC) };

	return w;
}

bool
stopwatch_over(const struct stopwatch *w, int64_t us)
{
	struct stopwatch now = stopwatch_start();

	return now.own_us - w->own_us > us ||
	       now.all_us - w->all_us > STOPWATCH_BUSY * us;
}
