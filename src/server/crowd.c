#include "server/crowd.h"

#include <stdlib.h>
#include <time.h>

#include <event2/event.h>

#include "base/alloc.h"
#include "text/now.h"
#include "tls/pace.h"

#define LINGER_MS 2000
#define LATER_MS  50
#define SOON_MS   5
#define HURRY_MS  900
#define REST_PART 8    /* of a turn that costs much: for who costs little */
#define ROOM_MS   1000 /* who came less long ago gives no way */

/* One in so many gives way at once: looking at all of them costs. */
#define SHARE_DROPPED 64

static struct member *
member_of(struct deadline *d)
{
	return (struct member *)(void *)d;
}

/* It is not offered any more; true: and was the one that has to go. */
static bool
settle(struct crowd *c, struct member *m)
{
	uint64_t offered = m->offered;

	m->offered = 0;
	return offered != 0 && limits_settle(c->limits, &m->from, offered);
}

/* ---- waiting ------------------------------------------------------------- */

/* The one behind the last of its reader's. */
static uint64_t
lap_of(const struct crowd *c, const struct member *m)
{
	struct deadline *d = c->waits[CROWD_TURN].last;

	while (d != NULL && !ip_same_reader(&member_of(d)->from, &m->from))
		d = d->prev;
	return d == NULL || member_of(d)->lap < c->lap ? c->lap
						       : member_of(d)->lap + 1;
}

/* The next turn of those that cost much, after so many microseconds. */
static void
next_after(struct crowd *c, int64_t us)
{
	const struct timeval tv = { .tv_sec = us / 1000000,
		.tv_usec = us % 1000000 };

	/* Else it would be from before the turn, and over. */
	event_base_update_cache_time(c->base);
	event_add(c->next, &tv);
}

void
crowd_wait(struct crowd *c, struct member *m, enum crowd_wait what)
{
	if (c->hurry && (what == CROWD_REQUEST || what == CROWD_UPLOAD))
		what = CROWD_HURRY;
	if (what != CROWD_WRITE && what != CROWD_ROOM &&
	    what != CROWD_ROOM_LATER)
		(void)settle(c, m); /* it has gone on */
	if (what == CROWD_TURN) {
		m->lap = lap_of(c, m);
		if (!event_pending(c->next, EV_TIMEOUT, NULL))
			next_after(c, 0);
	}
	deadline_set(&c->deadlines, &m->deadline, &c->waits[what]);
}

/*
 * A turn for the first that came of the earliest lap.  After it a rest, in
 * which a handshake and a small answer find room: else each of their steps
 * would wait for a turn.
 */
static void
on_next(int fd, short what, void *ctx)
{
	struct crowd *c = ctx;
	struct member *m = NULL;
	int64_t begun;

	(void)fd;
	(void)what;
	for (struct deadline *d = c->waits[CROWD_TURN].first; d != NULL;
	     d = d->next)
		if (m == NULL || member_of(d)->lap < m->lap)
			m = member_of(d);
	if (m == NULL)
		return;
	(void)settle(c, m); /* it has gone on */
	deadline_clear(&m->deadline);
	if (m->lap >= c->lap) /* whoever comes now is in the next */
		c->lap = m->lap + 1;
	begun = now_ns(CLOCK_MONOTONIC);
	c->turn(m);
	next_after(c, (now_ns(CLOCK_MONOTONIC) - begun) / 1000 / REST_PART);
}

void
crowd_hurry(struct crowd *c)
{
	struct deadline *d;

	c->hurry = true;
	while ((d = c->waits[CROWD_REQUEST].first) != NULL)
		crowd_wait(c, member_of(d), CROWD_HURRY);
	while ((d = c->waits[CROWD_UPLOAD].first) != NULL)
		crowd_wait(c, member_of(d), CROWD_HURRY);
}

/* ---- answers ------------------------------------------------------------- */

void
crowd_answer(struct crowd *c, struct member *m)
{
	(void)settle(c, m); /* it waits for no request any more */
	m->begun = m->read = m->looked = deadline_now();
}

bool
crowd_due(const struct crowd *c, const struct member *m)
{
	return deadline_now() >= m->looked + c->waits[CROWD_WRITE].ms;
}

bool
crowd_look(struct crowd *c, struct member *m, bool any)
{
	m->looked = deadline_now();
	if (any)
		m->read = m->looked;
	return m->looked < m->read + c->set->write_timeout * 1000UL;
}

/* ---- giving way ---------------------------------------------------------- */

static void
evict(struct crowd *c, struct member *m)
{
	c->counters->count[COUNTER_EVICTED]++;
	c->drop(m);
}

/* Who has all of his answer and has not gone yet. */
static bool
drop_one_that_is_done(struct crowd *c)
{
	struct deadline *d = c->waits[CROWD_LINGER].first;
	bool all;

	if (d == NULL)
		return false;
	(void)c->taken(member_of(d), &all);
	if (all)
		evict(c, member_of(d));
	return all;
}

/* Whose reader has enough, and who hopes for one of them to go. */
static bool
drop_one_uncounted(struct crowd *c)
{
	struct deadline *d = c->waits[CROWD_SOON].first;

	while (d != NULL && member_of(d)->counted)
		d = d->next;
	if (d != NULL)
		evict(c, member_of(d));
	return d != NULL;
}

/* Since when it waits for what it waits for. */
static uint64_t
waiting_since(const struct deadline *d)
{
	return d->at - d->kind->ms;
}

/* Who has waited for a request longest. */
static bool
drop_one_that_waits(struct crowd *c)
{
	struct deadline *d = c->waits[CROWD_REQUEST].first;

	if (d == NULL || deadline_now() < waiting_since(d) + ROOM_MS)
		return false;
	evict(c, member_of(d));
	return true;
}

/* Whose turn is the last: of a reader of whom most wait. */
static bool
drop_one_in_turn(struct crowd *c)
{
	uint64_t now = deadline_now();
	struct member *last = NULL;

	for (struct deadline *d = c->waits[CROWD_TURN].first;
	     d != NULL && now >= waiting_since(d) + ROOM_MS; d = d->next)
		if (last == NULL || member_of(d)->lap >= last->lap)
			last = member_of(d);
	if (last != NULL)
		evict(c, last);
	return last != NULL;
}

/* Bytes a second, divided among its reader's connections. */
static double
speed_of(const struct crowd *c, const struct member *m, uint64_t now, bool *all)
{
	return (double)c->taken(m, all) * 1000 / (double)(now - m->begun) /
	       (limits_count(c->limits, &m->from) + 1);
}

struct candidate {
	double speed;
	struct member *m;
};

static int
by_speed(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	return (x->speed > y->speed) - (x->speed < y->speed);
}

/* Those in a queue whose answers were begun long enough ago to tell. */
static size_t
collect(const struct crowd *c, enum crowd_wait queue, uint64_t now,
    struct candidate *out)
{
	size_t n = 0;

	for (struct deadline *d = c->waits[queue].first; d != NULL;
	     d = d->next) {
		struct member *m = member_of(d);
		bool all;

		if (now < m->begun + ROOM_MS)
			continue;
		out[n].m = m;
		out[n++].speed = speed_of(c, m, now, &all);
	}
	return n;
}

static bool
drop_the_slowest(struct crowd *c)
{
	struct candidate *slow = xcalloc(c->open, sizeof *slow);
	uint64_t now = deadline_now();
	size_t n = collect(c, CROWD_WRITE, now, slow);
	size_t most = c->open / SHARE_DROPPED + 1;

	n += collect(c, CROWD_LINGER, now, slow + n);
	n += collect(c, CROWD_ROOM, now, slow + n);
	n += collect(c, CROWD_ROOM_LATER, now, slow + n);
	if (n > 0)
		qsort(slow, n, sizeof *slow, by_speed);
	for (size_t i = 0; i < n && i < most; i++)
		evict(c, slow[i].m);
	free(slow);
	return n > 0;
}

bool
crowd_make_room(struct crowd *c)
{
	return drop_one_uncounted(c) || drop_one_that_is_done(c) ||
	       drop_one_that_waits(c) || drop_one_in_turn(c) ||
	       drop_the_slowest(c);
}

/* ---- giving way at whatever worker -------------------------------------- */

/* limits.h: what a connection is worth, in the order of its kinds. */
#define WORTH_DONE    0u
#define WORTH_WAITS   1u
#define WORTH_TURNS   (1u << 20)
#define WORTH_ANSWERS (1u << 21)

static uint32_t
at_most(double value, uint32_t most)
{
	return value < most ? (uint32_t)value : most;
}

/* The longer it has waited for a request, the less. */
static uint32_t
worth_of_waiting(uint64_t ms)
{
	return WORTH_TURNS - 1 -
	       at_most((double)ms, WORTH_TURNS - 1 - WORTH_WAITS);
}

/* The more laps are before its turn, the less. */
static uint32_t
worth_of_turn(const struct crowd *c, const struct member *m)
{
	uint64_t laps = m->lap > c->lap ? m->lap - c->lap : 0;

	return WORTH_ANSWERS - 1 -
	       at_most((double)laps, WORTH_ANSWERS - 1 - WORTH_TURNS);
}

/* The slower it goes, and the more its reader has, the less. */
static uint32_t
worth_of_answer(const struct crowd *c, const struct member *m, uint64_t now)
{
	bool all;
	double speed = speed_of(c, m, now, &all);

	if (all)
		return WORTH_DONE;
	return WORTH_ANSWERS + at_most(speed, LIMITS_WORTH_MAX - WORTH_ANSWERS);
}

/* Offer it for its reader's next one, and for whoever is one too many. */
static void
offer(struct crowd *c, struct member *m, uint32_t worth, uint64_t now)
{
	uint64_t offered;

	if (m->counted)
		m->offered = limits_offer(c->limits, &m->from, worth, now);
	offered = limits_offer(c->limits, LIMITS_EVERYBODY, worth, now);
	if (offered != 0)
		c->offered = offered;
}

/* Offer those of a queue for which there is a plea. */
static void
offer_all(struct crowd *c, enum crowd_wait queue)
{
	uint64_t now = deadline_now();
	bool any = limits_pleaded(c->limits, LIMITS_EVERYBODY, now);

	for (struct deadline *d = c->waits[queue].first; d != NULL;
	     d = d->next) {
		struct member *m = member_of(d);
		bool waits = queue == CROWD_REQUEST || queue == CROWD_TURN;
		uint64_t since = waits ? waiting_since(d) : m->begun;

		if (now < since + ROOM_MS ||
		    (!any && !limits_pleaded(c->limits, &m->from, now)))
			continue;
		offer(c, m,
		    queue == CROWD_REQUEST ? worth_of_waiting(now - since)
		    : queue == CROWD_TURN  ? worth_of_turn(c, m)
					   : worth_of_answer(c, m, now),
		    now);
	}
}

static const enum crowd_wait offered[] = { CROWD_LINGER, CROWD_REQUEST,
	CROWD_TURN, CROWD_WRITE, CROWD_ROOM, CROWD_ROOM_LATER };
#define OFFERED (sizeof offered / sizeof *offered)

static void
begin_round(struct crowd *c)
{
	const struct timeval tv = { 0, LIMITS_OFFERS_MS * 1000 };

	c->rung = false;
	c->offered = 0;
	for (size_t i = 0; i < OFFERED; i++)
		offer_all(c, offered[i]);
	event_add(c->round, &tv);
}

/* However often the bell rings, there are only so many rounds a second. */
static void
on_bell(int fd, short what, void *ctx)
{
	struct crowd *c = ctx;

	(void)fd;
	(void)what;
	if (event_pending(c->round, EV_TIMEOUT, NULL))
		c->rung = true;
	else
		begin_round(c);
}

/* Workers that end after a reload have connections besides ours. */
static void
plead_if_too_many(struct crowd *c)
{
	if (limits_count(c->limits, LIMITS_EVERYBODY) > c->set->connections)
		limits_plead(c->limits, LIMITS_EVERYBODY, deadline_now());
}

static void
on_round_over(int fd, short what, void *ctx)
{
	struct crowd *c = ctx;
	struct deadline *d, *next;

	(void)fd;
	(void)what;
	for (size_t i = 0; i < OFFERED; i++)
		for (d = c->waits[offered[i]].first; d != NULL; d = next) {
			next = d->next;
			if (settle(c, member_of(d)))
				evict(c, member_of(d));
		}
	if (c->offered != 0 &&
	    limits_settle(c->limits, LIMITS_EVERYBODY, c->offered) &&
	    crowd_make_room(c))
		plead_if_too_many(c);
	if (c->rung)
		begin_round(c);
}

/* ---- coming and going ---------------------------------------------------- */

bool
crowd_admit(struct crowd *c, struct member *m)
{
	m->counted = limits_admit(c->limits, &m->from);
	if (!m->counted)
		limits_plead(c->limits, &m->from, deadline_now());
	else
		plead_if_too_many(c);
	return m->counted;
}

void
crowd_leave(struct crowd *c, struct member *m)
{
	(void)settle(c, m);
	if (m->counted)
		limits_leave(c->limits, &m->from);
	m->counted = false;
}

/* ---- the crowd ---------------------------------------------------------- */

/* libevent's timer has no argument of ours but the deadline. */
static void
passed(struct deadline *d, void *ctx)
{
	struct crowd *c = ctx;

	c->late(member_of(d));
}

void
crowd_begin(struct crowd *c)
{
	c->waits[CROWD_REQUEST].ms = c->set->request_timeout * 1000UL;
	c->waits[CROWD_WRITE].ms = c->set->write_timeout * 1000UL / PACE_LOOKS;
	c->waits[CROWD_UPLOAD].ms = c->set->request_timeout * 1000UL;
	c->waits[CROWD_PUBLISH].ms = c->set->write_timeout * 1000UL;
	c->waits[CROWD_LINGER].ms = LINGER_MS;
	c->waits[CROWD_LATER].ms = LATER_MS;
	c->waits[CROWD_SOON].ms = SOON_MS;
	c->waits[CROWD_TURN].ms = c->set->request_timeout * 1000UL;
	c->waits[CROWD_ROOM].ms = SOON_MS;
	c->waits[CROWD_ROOM_LATER].ms = LATER_MS;
	c->waits[CROWD_HURRY].ms = HURRY_MS;
	deadlines_begin(&c->deadlines, c->base, c->waits, CROWD_WAITS, passed,
	    c);
	c->next = evtimer_new(c->base, on_next, c);
	c->round = evtimer_new(c->base, on_round_over, c);
	c->bell = event_new(c->base, limits_bell(c->limits->table),
	    EV_READ | EV_ET | EV_PERSIST, on_bell, c);
	event_add(c->bell, NULL);
}

/* Every connection waits for something: the queues hold them all. */
void
crowd_end(struct crowd *c)
{
	for (size_t i = 0; i < CROWD_WAITS; i++)
		while (c->waits[i].first != NULL)
			/* NOLINTNEXTLINE(clang-analyzer-*): leaves the queue */
			c->drop(member_of(c->waits[i].first));
	deadlines_end(&c->deadlines);
	event_free(c->bell);
	event_free(c->round);
	event_free(c->next);
}
