#ifndef SERVER_CROWD_H
#define SERVER_CROWD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "config/config.h"
#include "server/deadline.h"
#include "server/limits.h"
#include "server/stats.h"

/*
 * The connections of a worker as a crowd: who may come in, how long each may
 * take for what it does, and who gives way when there is no more room.  Knows
 * nothing of sockets; what is done to a connection its owner does.
 */

/* What a connection may wait for, one kind for each length. */
enum crowd_wait {
	CROWD_REQUEST, /* handshake; request */
	CROWD_WRITE,   /* a look at whether an answer is taken */
	CROWD_UPLOAD,  /* the next 64 kB of a body */
	CROWD_PUBLISH, /* the publisher's answer */
	CROWD_LINGER,  /* the reader's end */
	CROWD_LATER,   /* until the site is asked again */
	CROWD_SOON,    /* until it may go on */
	CROWD_TURN,    /* its turn among those that cost much */
	CROWD_ROOM,    /* until its reader may have room for more */
	CROWD_ROOM_LATER,
	CROWD_HURRY, /* a request, when the server ends */
	CROWD_WAITS
};

/* A connection; first in its owner's struct. */
struct member {
	struct deadline deadline; /* first: it is found by this */
	struct ip from;
	bool counted; /* among its reader's */
	/* Monotonic ms: when the answer was begun, last read of, looked at. */
	uint64_t begun, read, looked;
	uint64_t offered; /* limits_offer(): to give way; 0: it is not */
	uint64_t lap;     /* while it waits for CROWD_TURN: when it has it */
};

struct crowd {
	/* Borrowed. */
	struct event_base *base;
	const struct config_limits *set;
	struct limits *limits;
	struct counters *counters;
	/* What happens to one: time is up; it is its turn; it has to go. */
	void (*late)(struct member *m);
	void (*turn)(struct member *m);
	void (*drop)(struct member *m);
	/* How many bytes the reader has taken so far, and is that all? */
	uint64_t (*taken)(const struct member *m, bool *all);

	/* The rest is crowd_begin()'s, and zero before. */
	size_t open;
	struct deadlines deadlines;
	struct deadline_kind waits[CROWD_WAITS];
	uint64_t lap; /* of turns, in each of which a reader has one */
	bool hurry;   /* crowd_hurry() was called */
	struct event *bell, *round, *next; /* owned */
	bool rung;                         /* during this round of offers */
	uint64_t offered;                  /* to make room for anybody */
};

/* Begin, with what is borrowed set and nobody there. */
void crowd_begin(struct crowd *c);
/* Drop who is left. */
void crowd_end(struct crowd *c);

/*
 * Count a connection among its reader's; false: he has enough.  Then one of
 * his that is more than a second old gives way within some 20 ms, of all
 * workers the least: who has his whole answer, who has waited for a request
 * longest, whose turn is the last, whose answer goes slowest (bytes taken per
 * second since it began).  So ask again.  When the server has more than its
 * `connections`, as workers that end after a reload have theirs besides,
 * likewise the least of all gives way.  crowd_leave() takes it off.
 */
bool crowd_admit(struct crowd *c, struct member *m);
void crowd_leave(struct crowd *c, struct member *m);

/*
 * Time is up for it when it has waited for this as long as it may.  Of those
 * that wait for CROWD_TURN each has it in the order in which they came, but no
 * reader a second one before all others had one; and all who wait for something
 * else, in between.
 */
void crowd_wait(struct crowd *c, struct member *m, enum crowd_wait what);

/* An answer begins. */
void crowd_answer(struct crowd *c, struct member *m);
/* Is it time to look at an answer on its way? */
bool crowd_due(const struct crowd *c, const struct member *m);
/*
 * Look at it: was any read since the last time?  False when there was none
 * within `write_timeout`.
 */
bool crowd_look(struct crowd *c, struct member *m, bool any);

/*
 * Make room for one more.  Who gives way: who is not counted yet; who has his
 * whole answer; who has waited for a request longest, and for more than a
 * second; whose turn is the last, as of a reader of whom many wait; whose
 * answer goes slowest, those of readers with many connections first.  False:
 * nobody.
 */
bool crowd_make_room(struct crowd *c);
/*
 * The server ends: who has not asked yet has most of a second, who is being
 * answered is answered.
 */
void crowd_hurry(struct crowd *c);

#endif
