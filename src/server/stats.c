#include "server/stats.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

#include "base/alloc.h"
#include "config/config.h"

void
counters_answered(struct counters *f, uint64_t microseconds)
{
	f->count[COUNTER_ANSWERED]++;
	f->count[COUNTER_ANSWER_US] += microseconds;
	if (microseconds > f->count[COUNTER_ANSWER_MOST_US])
		f->count[COUNTER_ANSWER_MOST_US] = microseconds;
}

struct stats *
stats_new(void)
{
	struct stats *b = xcalloc(1, sizeof *b);

	b->shared = mmap(NULL, sizeof *b->shared, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (b->shared == MAP_FAILED) {
		free(b);
		return NULL;
	}
	b->since = (int64_t)time(NULL);
	return b;
}

void
stats_free(struct stats *b)
{
	if (b == NULL)
		return;
	munmap(b->shared, sizeof *b->shared);
	free(b);
}

size_t
stats_capsules(const struct stats *b)
{
	size_t n = b->config == NULL ? 0 : b->config->ncapsules;

	return n < STATS_CAPSULES ? n : STATS_CAPSULES;
}

void
stats_change(struct stats *b, const struct config *config,
    const int64_t *expires)
{
	b->config = config;
	if (stats_capsules(b) > 0)
		memcpy(b->expires, expires,
		    stats_capsules(b) * sizeof *expires);
}

int
stats_take(struct stats *b, const struct child_kind *kind, unsigned number)
{
	for (int i = 0; i < STATS_CHILDREN; i++) {
		if (b->child[i].kind != NULL)
			continue;
		b->child[i] = (struct stats_child){ .kind = kind,
			.number = number,
			.since = (int64_t)time(NULL) };
		memset(&b->shared->child[i], 0, sizeof b->shared->child[i]);
		return i;
	}
	return -1;
}

static void
add_up(struct counters *sum, const struct counters *f)
{
	uint64_t most = sum->count[COUNTER_ANSWER_MOST_US];

	for (size_t i = 0; i < COUNTERS; i++)
		sum->count[i] += f->count[i];
	if (most < f->count[COUNTER_ANSWER_MOST_US])
		most = f->count[COUNTER_ANSWER_MOST_US];
	sum->count[COUNTER_ANSWER_MOST_US] = most;
	for (size_t p = 0; p < PROTOCOLS; p++)
		for (size_t i = 0; i < COUNTER_STATUSES; i++)
			sum->status[p][i] += f->status[p][i];
}

void
stats_leave(struct stats *b, int place)
{
	struct counters *counters = &b->shared->child[place];

	/* Whoever was killed has closed nothing, but all of it is closed. */
	counters->count[COUNTER_CLOSED] = counters->count[COUNTER_ACCEPTED];
	add_up(&b->gone, counters);
	b->child[place].kind = NULL;
}

void
stats_problem(struct stats *b, const struct problem *found)
{
	struct stats_shared *s = b->shared;
	uint64_t n = __atomic_fetch_add(&s->problems, 1, __ATOMIC_RELAXED);
	size_t i = n % STATS_PROBLEMS;

	s->problem[i].at = (int64_t)time(NULL);
	problem_str(found, s->problem[i].text, sizeof s->problem[i].text);
}

void
stats_all_well(struct stats *b)
{
	__atomic_store_n(&b->shared->problems, 0, __ATOMIC_RELAXED);
}

struct counters
stats_total(const struct stats *b)
{
	struct counters sum = b->gone;

	for (int i = 0; i < STATS_CHILDREN; i++)
		if (b->child[i].kind != NULL)
			add_up(&sum, &b->shared->child[i]);
	return sum;
}
