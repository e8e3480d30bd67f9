#ifndef SERVER_STATUS_H
#define SERVER_STATUS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/problem.h"

/*
 * What the server does, in memory that its processes share: each child writes
 * its own figures without locks, the supervisor adds them up and shows them,
 * to people and in Prometheus's text form.
 */

enum figure {
	FIGURE_ACCEPTED,          /* connections */
	FIGURE_CLOSED,            /* of them */
	FIGURE_REFUSED,           /* this reader has too many */
	FIGURE_EVICTED,           /* dropped to make room */
	FIGURE_STRANGERS,         /* not TLS on a TLS port */
	FIGURE_HANDSHAKES,        /* full */
	FIGURE_RESUMED,           /* handshakes */
	FIGURE_FAILED_HANDSHAKES, /* handshakes */
	FIGURE_LATE_REQUESTS,     /* no request in time */
	FIGURE_LATE_WRITES,       /* no progress */
	FIGURE_SLOWED,            /* told 44 */
	FIGURE_PAUSED,            /* times that accepting was paused */
	FIGURE_BYTES,             /* of answers */
	FIGURE_ANSWERED,          /* by the site */
	FIGURE_ANSWER_US,         /* microseconds all these took */
	FIGURE_ANSWER_MOST_US,    /* the longest */
	FIGURES
};

#define FIGURE_STATUSES 70

struct figures {
	uint64_t count[FIGURES];
	uint64_t status[2][FIGURE_STATUSES]; /* Gemini's, Gopher's answers */
};

void figures_answered(struct figures *f, uint64_t microseconds);

#define BOARD_CHILDREN 512
#define BOARD_CAPSULES 64
#define BOARD_PROBLEMS 16

struct board_child {
	pid_t pid; /* 0: the place is free */
	bool librarian;
	unsigned number; /* of the worker, from 1 */
	bool leaving;    /* replaced: finishes what it has */
	int64_t since;
	struct figures figures;
};

/* What the librarian knows of a capsule. */
struct board_capsule {
	char name[256];
	bool complete; /* all files were looked at */
	uint64_t articles, index_bytes, problems;
	int64_t changed_at; /* the index */
};

struct board {
	int64_t since;
	uint64_t reloads, crashes;
	struct figures gone; /* of children that have ended */
	struct board_child child[BOARD_CHILDREN];
	struct board_capsule capsule[BOARD_CAPSULES];
	uint64_t problems; /* told so far; the last are in the ring */
	struct {
		int64_t at;
		char text[500];
	} problem[BOARD_PROBLEMS];
};

/* Before the fork.  NULL: no memory. */
struct board *board_new(void);
/* A free place, zeroed; -1: there is none. */
int board_take(struct board *b);
/* A child has ended: its figures are kept, its place is free. */
void board_leave(struct board *b, int place);
/* Note a problem, for people to see. */
void board_problem(struct board *b, const struct problem *found);

/* For people. */
void status_text(const struct board *b, struct buf *out);
/* For Prometheus: its text exposition format 0.0.4. */
void status_metrics(const struct board *b, struct buf *out);

/* What stands between the two on the status socket. */
#define STATUS_SEPARATOR "\f\n"
#define STATUS_SOCKET    "status.sock" /* in the state folder */
/* Listen in the state folder, or -1 with the reason. */
int status_listen(const char *state, struct problem *why);
/* Tell all who have connected. */
void status_tell(int socket, const struct board *b);
/* Ask the server that runs with this state folder; 0 or -1 with the reason. */
int status_ask(const char *state, struct buf *out, struct problem *why);

#endif
