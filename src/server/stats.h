#ifndef SERVER_STATS_H
#define SERVER_STATS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/problem.h"
#include "capsule/visibility.h"
#include "proto/protocol.h"

struct child_kind;
struct config;

/*
 * What the server does.  Each child writes its own counters without locks, in
 * memory that all processes share; the supervisor adds them up and shows them,
 * to people and in Prometheus's text form.
 *
 * A child may have been taken over by what it parsed.  So what is shared holds
 * numbers, and texts that are cut and cleaned when they are shown; who the
 * children and the capsules are is the supervisor's own knowledge.
 */

enum counter {
	COUNTER_ACCEPTED,          /* connections */
	COUNTER_CLOSED,            /* of them */
	COUNTER_REFUSED,           /* this reader has too many */
	COUNTER_EVICTED,           /* dropped to make room */
	COUNTER_NOT_TLS,           /* on a TLS port */
	COUNTER_HANDSHAKES,        /* full */
	COUNTER_RESUMED,           /* handshakes */
	COUNTER_FAILED_HANDSHAKES, /* handshakes */
	COUNTER_LATE_REQUESTS,     /* no request in time */
	COUNTER_LATE_WRITES,       /* no progress */
	COUNTER_FLOODS,            /* handshakes without end */
	COUNTER_SLOWED,            /* told 44 */
	COUNTER_PAUSED,            /* times that accepting was paused */
	COUNTER_BYTES,             /* of answers */
	COUNTER_ANSWERED,          /* by the site */
	COUNTER_ANSWER_US,         /* microseconds all these took */
	COUNTER_ANSWER_MOST_US,    /* the longest */
	COUNTERS
};

#define COUNTER_STATUSES 70

struct counters {
	uint64_t count[COUNTERS];
	uint64_t status[PROTOCOLS][COUNTER_STATUSES]; /* of answers */
};

void counters_answered(struct counters *f, uint64_t microseconds);

#define STATS_CHILDREN 512
#define STATS_CAPSULES 64
#define STATS_PROBLEMS 16
#define PROBLEM_SIZE   500

/* What the indexer knows of a capsule. */
struct stats_capsule {
	uint64_t complete; /* 1: all files were looked at */
	char at[200];      /* else the path where the look is */
	char failing[300]; /* why the index is not kept up to date, or "" */
	uint64_t articles, index_bytes;
	uint64_t problems;  /* that there are now */
	int64_t changed_at; /* the index */
	struct hidden_count hidden;
	/* The first of the problems that there are now. */
	char present[STATS_PROBLEMS][300];
};

/* What children write, and a stranger may have written. */
struct stats_shared {
	struct counters child[STATS_CHILDREN];
	struct stats_capsule capsule[STATS_CAPSULES];
	/* What is no file's: told since all was well, the last in the ring. */
	uint64_t problems;
	struct {
		int64_t at;
		char text[PROBLEM_SIZE];
	} problem[STATS_PROBLEMS];
};

struct stats_child {
	const struct child_kind *kind; /* NULL: the place is free */
	pid_t pid;
	unsigned number; /* among its kind */
	bool leaving;    /* replaced: finishes what it has */
	int64_t since;
};

struct stats {
	struct stats_shared *shared;
	int64_t since;
	uint64_t reloads, crashes;
	struct counters gone; /* of children that have ended */
	struct stats_child child[STATS_CHILDREN];
	const struct config *config; /* borrowed: names the capsules; or NULL */
	int64_t expires[STATS_CAPSULES]; /* their certificates; 0: none */
};

/* Before the fork.  NULL: no memory. */
struct stats *stats_new(void);
void stats_free(struct stats *b);
/*
 * The capsules are those of another configuration now, and expires are the
 * ends of their certificates, 0 for none.
 */
void stats_change(struct stats *b, const struct config *config,
    const int64_t *expires);
/* A free place for a child, its counters zeroed; -1: there is none. */
int stats_take(struct stats *b, const struct child_kind *kind, unsigned number);
/* A child has ended: its counters are kept, its place is free. */
void stats_leave(struct stats *b, int place);
/* Note a problem that is no file's, for people to see until all is well. */
void stats_problem(struct stats *b, const struct problem *found);
void stats_all_well(struct stats *b);

/* How many capsules there are figures for. */
size_t stats_capsules(const struct stats *b);
/* All counters of all children, gone ones too. */
struct counters stats_total(const struct stats *b);

#endif
