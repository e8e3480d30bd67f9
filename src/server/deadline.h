#ifndef SERVER_DEADLINE_H
#define SERVER_DEADLINE_H

#include <stddef.h>
#include <stdint.h>

struct event;
struct event_base;

/*
 * The deadlines of many connections.  All of a kind last equally long, so the
 * queue of a kind is sorted by itself: setting, clearing and finding the next
 * one cost nothing, and one timer, which is still when nobody waits, does for
 * all of them.
 */
struct deadline {
	struct deadline *prev, *next;
	struct deadline_kind *kind; /* in whose queue it is; NULL: none */
	uint64_t at;                /* monotonic milliseconds */
};

struct deadline_kind {
	struct deadline *first, *last;
	uint64_t ms; /* how long they last */
};

/* Called for each that has passed; it is in no queue any more. */
typedef void deadline_passed(struct deadline *d, void *ctx);

struct deadlines {
	struct event *timer;         /* owned */
	struct deadline_kind *kinds; /* borrowed */
	size_t n;
	uint64_t timer_at; /* when it goes off; 0: it does not */
	deadline_passed *passed;
	void *ctx;
};

/* Begin; kinds have their ms set and are empty. */
void deadlines_begin(struct deadlines *all, struct event_base *base,
    struct deadline_kind *kinds, size_t n, deadline_passed *passed, void *ctx);
void deadlines_end(struct deadlines *all);

/* Let d pass in kind->ms from now, whatever it was set to before. */
void deadline_set(struct deadlines *all, struct deadline *d,
    struct deadline_kind *kind);
void deadline_clear(struct deadline *d);

/* Monotonic time, to a few milliseconds. */
uint64_t deadline_now(void);

#endif
