#include "server/conn.h"

#include <stdlib.h>

#include <event2/event.h>

#include "base/alloc.h"
#include "proto/proxy_line.h"
#include "server/conn_state.h"
#include "server/conn_upload.h"
#include "server/respond.h"
#include "server/tls.h"

#define TRIES_LATER 10 /* asking later is so many times soon */
/*
 * A reader who has as many connections as he may: one of them may have been
 * closed by him, and its worker does not know yet; or one gives way (crowd.h).
 * A quarter of a second.
 */
#define ADMIT_TRIES 50

enum happening { READY, LATE, HAPPENINGS };
typedef void handler(struct conn *);

static handler conn_proxy, conn_admit, conn_greet, conn_shake, conn_read,
    conn_answer, conn_busy, conn_retry, conn_give_up, conn_too_late;

/*
 * The whole life of a connection.  READY: the socket can do what was waited
 * for, or it is its turn; LATE: it has not for too long.
 */
/* clang-format off */
static handler *const on[STATES][HAPPENINGS] = {
	               /* READY        LATE           */
	[PROXIED]   = { conn_proxy,  conn_give_up  },
	[CROWDED]   = { NULL,        conn_admit    },
	[GREETING]  = { conn_greet,  conn_give_up  },
	[HANDSHAKE] = { conn_shake,  conn_give_up  },
	[ASKING]    = { conn_read,   conn_too_late },
	[PENDING]   = { NULL,        conn_queue    },
	[QUEUED]    = { conn_answer, conn_busy     },
	[HANDING]   = { NULL,        conn_retry    },
	[UPLOADING] = { conn_upload, conn_upload_late },
	[ANSWERING] = { conn_write,  conn_look     },
	[FINISHING] = { conn_finish, conn_look     },
	[LINGERING] = { conn_drain,  conn_look     },
};
/* clang-format on */

/* Every callback ends here; a handler may have freed c. */
static void
happen(struct conn *c, enum happening h)
{
	handler *f = on[c->state][h];

	if (f != NULL)
		f(c);
}

static void
ready(struct conn *c)
{
	happen(c, READY);
}

static void
late(struct member *m)
{
	happen(conn_of(m), LATE);
}

static void
turn(struct member *m)
{
	happen(conn_of(m), READY);
}

/* To make room: what the kernel still holds for the reader goes, too. */
static void
evict(struct member *m)
{
	struct conn *c = conn_of(m);

	if (c->state >= ANSWERING || c->part > 0)
		wire_abort(&c->wire);
	conn_drop(c);
}

static void
drop(struct member *m)
{
	conn_drop(conn_of(m));
}

/* ---- who is there -------------------------------------------------------- */

/* No request within the time for one: G5. */
static void
conn_give_up(struct conn *c)
{
	c->all->counters->count[COUNTER_LATE_REQUESTS]++;
	conn_turn_away(c);
}

static bool
is_trusted(const struct config *config, const struct ip *ip)
{
	for (size_t i = 0; i < config->ntrust; i++)
		if (network_has(&config->trust[i], ip))
			return true;
	return false;
}

/* Who is there is known: may he have one more connection? */
static void
conn_admit(struct conn *c)
{
	if (crowd_admit(&c->all->crowd, &c->member)) {
		c->tries = 0;
		if (c->state == CROWDED)
			conn_wait(c, CROWD_REQUEST);
		c->state = GREETING;
		conn_greet(c);
		return;
	}
	if (c->tries++ < ADMIT_TRIES) {
		c->state = CROWDED;
		conn_rest(c);
		conn_wait(c, CROWD_SOON);
		return;
	}
	c->all->counters->count[COUNTER_REFUSED]++;
	conn_turn_away(c);
}

static void
conn_proxy(struct conn *c)
{
	struct sockaddr_storage from;
	size_t n, used = 0;
	char *in = c->all->chunk;
	enum wire_state state = wire_peek(&c->wire, in, SENDING_CHUNK, &n);

	if (state == WIRE_WANT_READ) {
		conn_await(c, state);
		return;
	}
	if (state != WIRE_DONE) {
		conn_drop(c);
		return;
	}
	switch (proxy_line_parse(in, n, &used, &from)) {
	case PARSE_BAD:
		conn_turn_away(c);
		return;
	case PARSE_MORE:
		if (n < SENDING_CHUNK && wire_await(&c->wire, n + 1))
			conn_await(c, WIRE_WANT_READ);
		else
			conn_drop(c);
		return;
	case PARSE_OK:
		break;
	}
	wire_skip(&c->wire, used);
	if (from.ss_family != AF_UNSPEC)
		c->member.from = ip_of(&from);
	conn_admit(c);
}

/* Go on as a plain connection. */
static void
ask(struct conn *c)
{
	c->state = ASKING;
	conn_read(c);
}

static bool
too_fast(struct conn *c)
{
	bool yes =
	    !limits_request(c->all->limits, &c->member.from, deadline_now());

	if (yes)
		c->all->counters->count[COUNTER_SLOWED]++;
	return yes;
}

/*
 * Go on as a TLS connection, whose first record is there.  The handshake is
 * the dear part: it counts whether a request follows or not.
 */
static void
shake(struct conn *c)
{
	c->slowed = too_fast(c);
	if (wire_secure(&c->wire, tls_open(c->all->tls, c->at)) == -1) {
		conn_drop(c);
		return;
	}
	c->state = HANDSHAKE;
	conn_shake(c);
}

/* Where both are taken a TLS handshake shows by its first byte (G46). */
static void
conn_greet(struct conn *c)
{
	char first = 22;
	size_t n;
	enum wire_state state = WIRE_DONE;

	if (!c->at->protocol->tls_first) {
		state = wire_peek(&c->wire, &first, 1, &n);
		if (state == WIRE_ENDED ||
		    (state == WIRE_DONE && first != 22)) {
			ask(c);
			return;
		}
		if (state == WIRE_DONE && !c->at->tls)
			state = WIRE_LOST;
	}
	if (state == WIRE_DONE)
		state = wire_hello(&c->wire);
	if (state == WIRE_DONE) {
		shake(c);
	} else if (state == WIRE_WANT_READ) {
		conn_await(c, state);
	} else {
		c->all->counters->count[COUNTER_NOT_TLS]++;
		conn_turn_away(c);
	}
}

static void
conn_shake(struct conn *c)
{
	struct counters *counters = c->all->counters;
	enum wire_state state = wire_handshake(&c->wire);

	switch (state) {
	case WIRE_WANT_READ:
	case WIRE_WANT_WRITE:
		conn_await(c, state);
		return;
	case WIRE_WANT_TIME: /* of an answer only */
	case WIRE_ENDED:
	case WIRE_LOST:
		counters->count[COUNTER_FAILED_HANDSHAKES]++;
		conn_finish(c); /* there may be an alert under way */
		return;
	case WIRE_DONE:
		break;
	}
	c->tls = SSL_get_version(c->wire.ssl);
	c->resumed = SSL_session_reused(c->wire.ssl);
	counters->count[c->resumed ? COUNTER_RESUMED : COUNTER_HANDSHAKES]++;
	conn_wait(c, CROWD_REQUEST);
	ask(c);
}

/* ---- the request --------------------------------------------------------- */

/* Time is up; who has begun to ask is told. */
static void
conn_too_late(struct conn *c)
{
	c->all->counters->count[COUNTER_LATE_REQUESTS]++;
	if (c->line_len == 0)
		conn_drop(c);
	else
		conn_refuse(c, REFUSE_TIMEOUT);
}

/* Nothing is decided yet: the site is asked again in a moment. */
static void
ask_later(struct conn *c, bool soon)
{
	c->tries += soon ? 1 : TRIES_LATER;
	sending_free(&c->answer);
	c->state = PENDING;
	conn_rest(c); /* what else the reader sends would wake us */
	conn_wait(c, soon ? CROWD_SOON : CROWD_LATER);
}

/* There were too many before it. */
static void
conn_busy(struct conn *c)
{
	if (c->part > 0)
		conn_drop(c);
	else
		conn_refuse(c, REFUSE_BUSY);
}

/* Ask the site, now or again; req is all->req. */
static void
ask_site(struct conn *c)
{
	struct conns *all = c->all;
	uint64_t took = conn_microseconds();
	const struct response *answer =
	    conn_ask(c, c->tries >= CONN_TRIES_MOST);

	took = conn_microseconds() - took;
	if (answer->reply.later) {
		ask_later(c, answer->reply.soon);
		return;
	}
	if (answer->reply.hand_over) {
		conn_hand_over_line(c, answer->capsule);
		return;
	}
	counters_answered(all->counters, took);
	conn_send(c);
}

/* The site is asked again: read the line once more. */
static void
conn_answer(struct conn *c)
{
	const char *why;

	if (c->part > 0)
		conn_next_part(c);
	else if (c->at->protocol->parse(c->line, c->line_len, true,
		     &c->all->req, &why) == PARSE_OK)
		ask_site(c);
	else
		conn_refuse(c, REFUSE_BAD);
}

/* The publisher is told again, of an upload or of a letter. */
static void
conn_retry(struct conn *c)
{
	if (conn_is_upload(c))
		conn_hand_over(c);
	else
		conn_answer(c);
}

/* What has arrived of the request; false: more is needed. */
static bool
take_request(struct conn *c, bool ended)
{
	struct conns *all = c->all;
	const char *why;
	enum parse parse;

	if (conn_is_upload(c))
		return conn_take_upload(c, ended);
	parse = c->at->protocol->parse(c->line, c->line_len, ended, &all->req,
	    &why);
	if (parse == PARSE_MORE)
		return false;
	c->asked = true;
	if (c->slowed || (c->wire.ssl == NULL && too_fast(c))) {
		conn_refuse(c, REFUSE_SLOW_DOWN);
	} else if (parse == PARSE_BAD) {
		conn_refuse(c, REFUSE_BAD);
	} else if (costs_much(&all->costs, c->line, c->line_len)) {
		conn_queue(c);
	} else {
		ask_site(c);
	}
	return true;
}

static void
conn_read(struct conn *c)
{
	enum wire_state state = WIRE_DONE;
	size_t n;

	if (c->line == NULL)
		c->line = xmalloc(c->at->protocol->line_max);
	while (state == WIRE_DONE) {
		state = wire_read(&c->wire, c->line + c->line_len,
		    c->at->protocol->line_max - c->line_len, &n);
		c->line_len += n;
		if (state == WIRE_DONE && take_request(c, false))
			return;
		if (c->line_len == c->at->protocol->line_max)
			break;
	}
	if (state == WIRE_ENDED && take_request(c, true))
		return;
	if (wire_flooded(&c->wire))
		c->all->counters->count[COUNTER_FLOODS]++;
	if (state == WIRE_WANT_READ || state == WIRE_WANT_WRITE) {
		if (c->line_len == 0) { /* a silent reader costs no line */
			free(c->line);
			c->line = NULL;
		}
		conn_await(c, state);
		return;
	}
	conn_drop(c);
}

/* ---- all of them -------------------------------------------------------- */

void
conn_start(struct conns *all, int fd, const struct sockaddr_storage *peer,
    const struct config_listen *at)
{
	struct conn *c = xcalloc(1, sizeof *c);

	c->all = all;
	c->at = at;
	c->ready = ready;
	c->wire.fd = fd;
	c->member.from = ip_of(peer);
	c->tls = "-";
	c->begun = conn_microseconds();
	all->crowd.open++;
	all->counters->count[COUNTER_ACCEPTED]++;
	c->state = is_trusted(all->config, &c->member.from) ? PROXIED : CROWDED;
	if (c->state == PROXIED)
		conn_wait(c, CROWD_REQUEST);
	happen(c, c->state == PROXIED ? READY : LATE);
}

void
conns_begin(struct conns *all)
{
	all->files = 0;
	all->chunk = xmalloc(SENDING_CHUNK);
	costs_begin(&all->costs);
	all->crowd = (struct crowd){ .base = all->base,
		.set = &all->config->limits,
		.limits = all->limits,
		.counters = all->counters,
		.late = late,
		.turn = turn,
		.drop = evict,
		.taken = conn_taken };
	crowd_begin(&all->crowd);
}

void
conns_end(struct conns *all)
{
	all->crowd.drop = drop;
	crowd_end(&all->crowd);
	free(all->chunk);
	all->chunk = NULL;
}
