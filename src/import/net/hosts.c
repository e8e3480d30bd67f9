#include "import/net/hosts.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/array.h"
#include "import/net/cache.h"
#include "text/now.h"

#define FAILURES_MAX 3
#define WEEK_S       (7 * 24 * 3600)
#define PAUSE_MAX_S  60

struct hosts {
	bool now; /* no host is waited for because of an earlier run */
	struct host **list; /* owned; a few */
	size_t n;
	long delay_s;
	struct cache *memory; /* borrowed, may be NULL */
};

struct hosts *
hosts_new(long delay_s, bool now, struct cache *memory)
{
	struct hosts *h = xcalloc(1, sizeof *h);

	h->delay_s = delay_s;
	h->now = now;
	h->memory = memory;
	return h;
}

/* A pause that is not over yet: the next run may begin within it. */
static void
remember(const struct hosts *h, const struct host *host)
{
	int64_t pause_ms = host->ready_ms - now_ms(CLOCK_MONOTONIC);
	struct cache_host m = { host->not_before, 0 };

	if (pause_ms > 0)
		m.ready_ms = now_ms(CLOCK_REALTIME) + pause_ms;
	if (host->asked && h->memory != NULL)
		cache_host_put(h->memory, host->origin, &m);
}

static void
recall(const struct hosts *h, struct host *host)
{
	struct cache_host m;
	int64_t pause_ms;

	if (h->memory == NULL || !cache_host(h->memory, host->origin, &m))
		return;
	if (!h->now)
		host->not_before = m.not_before;
	pause_ms = m.ready_ms - now_ms(CLOCK_REALTIME);
	/* a longer one than there is: the clock was set back */
	if (pause_ms > 0 && pause_ms <= PAUSE_MAX_S * 1000)
		host->ready_ms = now_ms(CLOCK_MONOTONIC) + pause_ms;
}

void
hosts_free(struct hosts *h)
{
	if (h == NULL)
		return;
	for (size_t i = 0; i < h->n; i++) {
		remember(h, h->list[i]);
		free(h->list[i]->origin);
		robots_free(&h->list[i]->robots);
		free(h->list[i]);
	}
	free(h->list);
	free(h);
}

struct host *
hosts_at(struct hosts *h, const char *origin)
{
	struct host *host;

	for (size_t i = 0; i < h->n; i++)
		if (strcmp(h->list[i]->origin, origin) == 0)
			return h->list[i];
	host = xcalloc(1, sizeof *host);
	host->origin = xstrdup(origin);
	recall(h, host);
	h->list = array_room(h->list, h->n, sizeof *h->list);
	h->list[h->n++] = host;
	return host;
}

bool
host_is_given_up(const struct host *host)
{
	return host->failures >= FAILURES_MAX;
}

/* A time that is further off than any we note: the clock was set back. */
long
host_wait_s(const struct host *host)
{
	int64_t wait = host->not_before - (int64_t)time(NULL);

	return wait > 0 && wait <= WEEK_S ? (long)wait : 0;
}

void
host_defer(struct host *host, long seconds)
{
	host->not_before = (int64_t)time(NULL) + seconds;
}

void
host_turn(const struct host *host)
{
	int64_t wait = host->ready_ms - now_ms(CLOCK_MONOTONIC);
	struct timespec pause = { (time_t)(wait / 1000),
		(long)(wait % 1000) * 1000000 };

	if (wait > 0)
		nanosleep(&pause, NULL);
}

void
host_asked(const struct hosts *h, struct host *host)
{
	long delay_s = host->robots.delay_s > h->delay_s ? host->robots.delay_s
							 : h->delay_s;

	host->asked = true;
	host->ready_ms = now_ms(CLOCK_MONOTONIC) + delay_s * 1000;
}
