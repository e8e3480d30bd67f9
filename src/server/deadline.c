#include "server/deadline.h"

#include <time.h>

#include <event2/event.h>

#include "text/now.h"

uint64_t
deadline_now(void)
{
	return (uint64_t)now_ms(CLOCK_MONOTONIC_COARSE);
}

/* Let the timer go off at this time, if it would not do so before. */
static void
arm(struct deadlines *all, uint64_t at, uint64_t now)
{
	uint64_t ms = at > now ? at - now : 1;
	struct timeval tv = { .tv_sec = (time_t)(ms / 1000),
		.tv_usec = (suseconds_t)(ms % 1000) * 1000 };

	if (all->timer_at != 0 && all->timer_at <= at)
		return;
	all->timer_at = at;
	event_add(all->timer, &tv);
}

/*
 * The timer went off.  A handler may set and clear any deadline, so the head
 * of each queue is looked at anew after each.
 */
static void
go_off(int fd, short what, void *ctx)
{
	struct deadlines *all = ctx;
	uint64_t now = deadline_now(), next = 0;

	(void)fd;
	(void)what;
	all->timer_at = 0;
	for (size_t i = 0; i < all->n; i++) {
		struct deadline *d;

		while ((d = all->kinds[i].first) != NULL && d->at <= now) {
			deadline_clear(d);
			all->passed(d, all->ctx);
		}
	}
	for (size_t i = 0; i < all->n; i++) {
		struct deadline *d = all->kinds[i].first;

		if (d != NULL && (next == 0 || d->at < next))
			next = d->at;
	}
	if (next != 0)
		arm(all, next, now);
}

void
deadlines_begin(struct deadlines *all, struct event_base *base,
    struct deadline_kind *kinds, size_t n, deadline_passed *passed, void *ctx)
{
	all->timer = evtimer_new(base, go_off, all);
	all->kinds = kinds;
	all->n = n;
	all->timer_at = 0;
	all->passed = passed;
	all->ctx = ctx;
}

void
deadlines_end(struct deadlines *all)
{
	if (all->timer != NULL)
		event_free(all->timer);
	all->timer = NULL;
}

void
deadline_set(struct deadlines *all, struct deadline *d,
    struct deadline_kind *kind)
{
	uint64_t now = deadline_now();

	deadline_clear(d);
	d->kind = kind;
	d->at = now + kind->ms;
	d->next = NULL;
	d->prev = kind->last;
	if (kind->last != NULL)
		kind->last->next = d;
	else
		kind->first = d;
	kind->last = d;
	arm(all, d->at, now);
}

void
deadline_clear(struct deadline *d)
{
	if (d->kind == NULL)
		return;
	if (d->prev != NULL)
		d->prev->next = d->next;
	else
		d->kind->first = d->next;
	if (d->next != NULL)
		d->next->prev = d->prev;
	else
		d->kind->last = d->prev;
	d->kind = NULL;
}
