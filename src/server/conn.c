#include "server/conn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <event2/event.h>
#include <event2/event_struct.h>

#include "base/alloc.h"
#include "proto/proxy_line.h"
#include "proto/titan.h"
#include "publish/handover.h"
#include "server/respond.h"
#include "server/sending.h"
#include "server/tls.h"
#include "text/now.h"
#include "tls/wire.h"

#define TRIES_MOST  400 /* soon, that is: two seconds */
#define TRIES_LATER 10  /* so many of them is asking later */
/*
 * A reader who has as many connections as he may: one of them may have been
 * closed by him, and its worker does not know yet.  A quarter of a second.
 */
#define ADMIT_TRIES 50
#define UPLOAD_STEP 65536 /* bytes of a body that have one timeout */

/* A body on its way to the publisher. */
struct upload_relay {
	struct relay relay;
	struct event event; /* of the relay's end */
	const struct config_capsule *capsule;
	uint64_t ends; /* in microseconds: the whole body's time */
	uint64_t step; /* what is missing when the next 64 kB have come */
};

/*
 * One reader's connection, from accept to close.  Owned by its worker; only
 * conn_drop() frees it, and nothing may touch it after that call.  A reader
 * who has sent nothing costs this struct; the line, OpenSSL's state and the
 * answer exist while they are needed.
 */
struct conn {
	struct member member; /* first: conn_of() */
	struct conns *all;
	const struct config_listen *at; /* where it was accepted */
	enum state {
		PROXIED,  /* a PROXY header must come first */
		CROWDED,  /* its reader has enough connections */
		GREETING, /* plain or TLS? */
		HANDSHAKE,
		ASKING,    /* the request arrives */
		PENDING,   /* the site could not say yet */
		HANDING,   /* the publisher could not be told yet */
		UPLOADING, /* a body arrives, or is being published */
		ANSWERING, /* the answer leaves */
		FINISHING, /* close_notify leaves */
		LINGERING, /* waiting for the reader's end */
		STATES
	} state;
	struct event event;
	short awaited; /* what event waits for; 0: not added */
	struct wire wire;

	char *line; /* owned; line_max; NULL until a byte has come */
	size_t line_len;
	unsigned tries;

	struct upload_relay *upload; /* owned; NULL: none */
	struct sending answer;

	/* For the log. */
	uint64_t begun, bytes;
	const char *tls; /* static */
	bool resumed, asked;
	bool slowed; /* the handshake was one too many */
};

enum happening { READY, LATE, HAPPENINGS };
typedef void handler(struct conn *);

static handler conn_proxy, conn_admit, conn_greet, conn_shake, conn_read,
    conn_answer, conn_hand_over, conn_upload, conn_upload_late, conn_write,
    conn_finish, conn_drain, conn_drop, conn_give_up, conn_look, conn_too_late;

/*
 * The whole life of a connection.  READY: the socket can do what was waited
 * for; LATE: it has not for too long.
 */
/* clang-format off */
static handler *const on[STATES][HAPPENINGS] = {
	               /* READY        LATE           */
	[PROXIED]   = { conn_proxy,  conn_give_up  },
	[CROWDED]   = { NULL,        conn_admit    },
	[GREETING]  = { conn_greet,  conn_give_up  },
	[HANDSHAKE] = { conn_shake,  conn_give_up  },
	[ASKING]    = { conn_read,   conn_too_late },
	[PENDING]   = { NULL,        conn_answer   },
	[HANDING]   = { NULL,        conn_hand_over },
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
ready(int fd, short what, void *ctx)
{
	(void)fd;
	(void)what;
	happen(ctx, READY);
}

static struct conn *
conn_of(const struct member *m)
{
	return (struct conn *)(uintptr_t)m;
}

static void
late(struct member *m)
{
	happen(conn_of(m), LATE);
}

static uint64_t
microseconds(void)
{
	return (uint64_t)now_ns(CLOCK_MONOTONIC) / 1000;
}

/* ---- waiting ------------------------------------------------------------ */

static void
rest(struct conn *c)
{
	if (c->awaited != 0)
		event_del(&c->event);
	c->awaited = 0;
}

/* READY when the socket can be read or written, as the wire asked for. */
static void
await(struct conn *c, enum wire_state want)
{
	short what = want == WIRE_WANT_WRITE ? EV_WRITE : EV_READ;

	if (c->awaited == what)
		return;
	rest(c);
	event_assign(&c->event, c->all->base, c->wire.fd, what | EV_PERSIST,
	    ready, c);
	event_add(&c->event, NULL);
	c->awaited = what;
}

static void
set_deadline(struct conn *c, enum crowd_wait wait)
{
	crowd_wait(&c->all->crowd, &c->member, wait);
}

/* ---- the end -------------------------------------------------- */

/* What a request's line is for the log: its end and what follows left out. */
static size_t
line_length(const struct conn *c)
{
	size_t n = 0;

	/* NOLINTNEXTLINE(clang-analyzer-*): without a line its length is 0 */
	while (n < c->line_len && c->line[n] != '\r' && c->line[n] != '\n')
		n++;
	return n;
}

static void
log_request(struct conn *c)
{
	const struct response *answer = c->answer.response;
	struct access line = {
		.from = c->member.from,
		.protocol = c->at->protocol->name,
		.capsule = answer == NULL ? "-" : answer->capsule,
		.request = c->line == NULL ? "" : c->line,
		.request_len = line_length(c),
		.status = answer == NULL ? 0 : (int)answer->reply.status,
		.bytes = c->bytes,
		.microseconds = microseconds() - c->begun,
		.tls = c->tls,
		.resumed = c->resumed,
	};

	if (c->asked && c->line != NULL)
		titan_hide_token(c->line, line.request_len);
	if (c->asked)
		access_log_add(c->all->log, &line);
	c->asked = false;
	c->all->counters->count[COUNTER_BYTES] += c->bytes;
	c->bytes = 0;
}

/* The answer has left, or nobody waits for it any more. */
static void
end_answer(struct conn *c)
{
	log_request(c);
	if (sending_has_file(&c->answer))
		c->all->files--;
	sending_free(&c->answer);
}

static void
end_upload(struct conn *c)
{
	if (c->upload == NULL)
		return;
	event_del(&c->upload->event);
	relay_end(&c->upload->relay);
	free(c->upload);
	c->upload = NULL;
}

static void
conn_drop(struct conn *c)
{
	struct conns *all = c->all;

	end_answer(c);
	end_upload(c);
	rest(c);
	deadline_clear(&c->member.deadline);
	crowd_leave(&all->crowd, &c->member);
	wire_close(&c->wire);
	free(c->line);
	free(c);
	all->crowd.open--;
	all->counters->count[COUNTER_CLOSED]++;
	if (all->closed != NULL)
		all->closed(all->closed_ctx);
}

/* To make room: what the kernel still holds for the reader goes, too. */
static void
evict(struct member *m)
{
	struct conn *c = conn_of(m);

	if (c->state >= ANSWERING)
		wire_abort(&c->wire);
	conn_drop(c);
}

static void
drop(struct member *m)
{
	conn_drop(conn_of(m));
}

/* Close on somebody; bytes that nobody has read would make it a reset. */
static void
turn_away(struct conn *c)
{
	(void)wire_drain(&c->wire);
	conn_drop(c);
}

/* No request within the time for one: G5. */
static void
conn_give_up(struct conn *c)
{
	c->all->counters->count[COUNTER_LATE_REQUESTS]++;
	turn_away(c);
}

static uint64_t
taken(const struct member *m, bool *all)
{
	const struct conn *c = conn_of(m);

	*all = c->state == LINGERING && wire_unsent(&c->wire) == 0;
	return wire_taken(&c->wire);
}

/* Time to see what was taken: is he slow, or does he take nothing? */
static void
conn_look(struct conn *c)
{
	bool all;

	(void)taken(&c->member, &all);
	if (all) {
		conn_drop(c);
		return;
	}
	if (crowd_look(&c->all->crowd, &c->member)) {
		set_deadline(c, CROWD_WRITE);
		return;
	}
	c->all->counters->count[COUNTER_LATE_WRITES]++;
	wire_abort(&c->wire);
	conn_drop(c);
}

/* ---- who is there ------------------------------------------------------- */

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
			set_deadline(c, CROWD_REQUEST);
		c->state = GREETING;
		conn_greet(c);
		return;
	}
	if (c->tries++ < ADMIT_TRIES) {
		c->state = CROWDED;
		rest(c);
		set_deadline(c, CROWD_SOON);
		return;
	}
	c->all->counters->count[COUNTER_REFUSED]++;
	turn_away(c);
}

static void
conn_proxy(struct conn *c)
{
	struct sockaddr_storage from;
	size_t n, used = 0;
	char *in = c->all->chunk;
	enum wire_state state = wire_peek(&c->wire, in, SENDING_CHUNK, &n);

	if (state == WIRE_WANT_READ) {
		await(c, state);
		return;
	}
	if (state != WIRE_DONE) {
		conn_drop(c);
		return;
	}
	switch (proxy_line_parse(in, n, &used, &from)) {
	case PARSE_BAD:
		turn_away(c);
		return;
	case PARSE_MORE:
		if (n < SENDING_CHUNK && wire_await(&c->wire, n + 1))
			await(c, WIRE_WANT_READ);
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
		await(c, state);
	} else {
		c->all->counters->count[COUNTER_STRANGERS]++;
		turn_away(c);
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
		await(c, state);
		return;
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
	set_deadline(c, CROWD_REQUEST);
	ask(c);
}

/* ---- the request -------------------------------------------------------- */

static void
send_answer(struct conn *c)
{
	const struct protocol *protocol = c->at->protocol;
	enum status status = c->answer.response->reply.status;

	c->state = ANSWERING;
	if (sending_has_file(&c->answer))
		c->all->files++;
	c->all->counters
	    ->status[protocol->row][(size_t)status % COUNTER_STATUSES]++;
	crowd_answer(&c->all->crowd, &c->member);
	set_deadline(c, CROWD_WRITE);
	conn_write(c);
}

static void
refuse(struct conn *c, enum refusal what)
{
	c->asked = true;
	responder_refuse(c->all->answers, c->at, what, sending_new(&c->answer));
	send_answer(c);
}

/* Time is up; who has begun to ask is told. */
static void
conn_too_late(struct conn *c)
{
	c->all->counters->count[COUNTER_LATE_REQUESTS]++;
	if (c->line_len == 0)
		conn_drop(c);
	else
		refuse(c, REFUSE_TIMEOUT);
}

/* Nothing is decided yet: the site is asked again in a moment. */
static void
ask_later(struct conn *c, bool soon)
{
	c->tries += soon ? 1 : TRIES_LATER;
	sending_free(&c->answer);
	c->state = PENDING;
	rest(c); /* what else the reader sends would wake us */
	set_deadline(c, soon ? CROWD_SOON : CROWD_LATER);
}

static void hand_over_line(struct conn *c, const char *capsule);

/* Ask the site, now or again; req is all->req. */
static void
ask_site(struct conn *c)
{
	struct conns *all = c->all;
	struct response *answer = sending_new(&c->answer);
	uint64_t before = microseconds();

	if (c->wire.ssl != NULL && c->at->protocol->asks_who)
		tls_identity(c->wire.ssl, &all->req.identity);
	responder_ask(all->answers, c->at, &all->req, c->tries >= TRIES_MOST,
	    answer);
	if (answer->reply.later) {
		ask_later(c, answer->reply.soon);
		return;
	}
	if (answer->reply.hand_over) {
		hand_over_line(c, answer->capsule);
		return;
	}
	counters_answered(all->counters, microseconds() - before);
	send_answer(c);
}

/* The site is asked again: read the line once more. */
static void
conn_answer(struct conn *c)
{
	const char *why;

	if (c->at->protocol->parse(c->line, c->line_len, true, &c->all->req,
		&why) == PARSE_OK)
		ask_site(c);
	else
		refuse(c, REFUSE_BAD);
}

/* ---- uploads ------------------------------------------------------------ */

static void
refuse_upload(struct conn *c, enum status status, enum word w, const char *with)
{
	c->asked = true;
	end_upload(c);
	responder_refuse_upload(c->all->answers, c->at, status, w, with,
	    sending_new(&c->answer));
	rest(c);
	send_answer(c);
}

static void
upload_ready(int fd, short what, void *ctx)
{
	(void)fd;
	(void)what;
	conn_upload(ctx);
}

/* Wait for the publisher: until it answers, or also until it takes more. */
static void
await_publisher(struct conn *c, bool room)
{
	struct upload_relay *u = c->upload;

	event_del(&u->event);
	event_assign(&u->event, c->all->base, u->relay.fd,
	    (short)(EV_READ | (room ? EV_WRITE : 0)), upload_ready, c);
	event_add(&u->event, NULL);
}

/* The publisher has the line; what came of the body with it goes on first. */
static void
begin_upload(struct conn *c, const struct config_capsule *capsule, int fd,
    size_t line, uint64_t size)
{
	struct upload_relay *u = xcalloc(1, sizeof *u);
	size_t with = c->line_len - line;
	char *room;

	relay_begin(&u->relay, fd, size);
	event_assign(&u->event, c->all->base, fd, EV_READ, upload_ready, c);
	u->capsule = capsule;
	u->ends = microseconds() + capsule->uploads.timeout * 1000000ULL;
	u->step = size > UPLOAD_STEP ? size - UPLOAD_STEP : 0;
	if (with > relay_room(&u->relay, &room))
		with = relay_room(&u->relay, &room);
	memcpy(room, c->line + line, with);
	relay_arrived(&u->relay, with);
	c->line_len = line;
	c->upload = u;
	c->state = UPLOADING;
	set_deadline(c, CROWD_UPLOAD);
	conn_upload(c);
}

/*
 * Hand a line of so many bytes to the publisher, now or in a moment; a body of
 * so many follows.
 */
static void
hand_over(struct conn *c, const struct config_capsule *capsule, size_t line,
    uint64_t size)
{
	struct conns *all = c->all;
	struct handover h = { .line_len = line };
	int fd;

	tls_identity(c->wire.ssl, &h.who);
	(void)snprintf(h.capsule, sizeof h.capsule, "%s", capsule->name);
	(void)ip_text(&c->member.from, all->config->log_addresses, h.from);
	memcpy(h.line, c->line, line);
	fd = handover_send(all->channel, &h);
	if (fd != -1) {
		begin_upload(c, capsule, fd, line, size);
	} else if (c->tries++ < TRIES_MOST) {
		c->state = HANDING;
		rest(c);
		set_deadline(c, CROWD_SOON);
	} else {
		refuse_upload(c, STATUS_TEMPORARY_FAILURE, WORD_UPLOAD_AGAIN,
		    NULL);
	}
}

/* What the site may not answer, as it would have to write: a letter. */
static void
hand_over_line(struct conn *c, const char *capsule)
{
	const struct config_capsule *k =
	    config_capsule_of(c->all->config, capsule);

	sending_free(&c->answer);
	hand_over(c, k, line_length(c) + 2, 0);
}

/* Judge an upload by its line. */
static void
judge(struct conn *c, struct titan *t)
{
	struct identity who;
	const struct config_capsule *capsule;

	tls_identity(c->wire.ssl, &who);
	capsule = responder_judge(c->all->answers, c->at, t, &who,
	    sending_new(&c->answer));
	if (capsule == NULL) {
		send_answer(c);
		return;
	}
	sending_free(&c->answer);
	hand_over(c, capsule, t->body, t->edit ? 0 : t->size);
}

/* The channel was full: read the line once more. */
static void
conn_hand_over(struct conn *c)
{
	struct titan t;
	const char *why;

	if (!titan_is(c->line, c->line_len))
		conn_answer(c);
	else if (titan_parse(c->line, c->line_len, true, &t, &why) == PARSE_OK)
		judge(c, &t);
	else
		conn_drop(c);
}

/* What has arrived of an upload's line; false: more is needed. */
static bool
take_upload(struct conn *c, bool ended)
{
	struct titan t;
	const char *why;
	enum parse parse = titan_parse(c->line, c->line_len, ended, &t, &why);

	if (parse == PARSE_MORE)
		return false;
	c->asked = true;
	if (c->slowed) {
		refuse(c, REFUSE_SLOW_DOWN);
	} else if (parse == PARSE_BAD) {
		refuse_upload(c, STATUS_BAD_REQUEST, WORD_UPLOAD_LINE, why);
	} else {
		judge(c, &t);
	}
	return true;
}

/* The next bytes of the body, from the reader to the relay. */
static enum wire_state
read_body(struct conn *c)
{
	struct relay *r = &c->upload->relay;
	char *room;
	size_t size = relay_room(r, &room), n;
	enum wire_state state = wire_read(&c->wire, room, size, &n);

	if (state != WIRE_DONE)
		return state;
	relay_arrived(r, n);
	if (r->left <= c->upload->step) {
		c->upload->step =
		    r->left > UPLOAD_STEP ? r->left - UPLOAD_STEP : 0;
		set_deadline(c, CROWD_UPLOAD);
	}
	return state;
}

/* What the relay wants of the reader: false when the upload is over. */
static bool
go_on_reading(struct conn *c)
{
	struct relay *r = &c->upload->relay;
	enum wire_state state;

	if (microseconds() > c->upload->ends) {
		conn_upload_late(c);
		return false;
	}
	state = read_body(c);
	if (state == WIRE_DONE)
		return true;
	if (r->left == 0 && state != WIRE_LOST) {
		/* nothing has come behind it */
		rest(c);
		relay_finish(r);
		set_deadline(c, CROWD_PUBLISH);
		await_publisher(c, false);
	} else if (state == WIRE_ENDED) {
		refuse_upload(c, STATUS_BAD_REQUEST, WORD_UPLOAD_LENGTH, NULL);
	} else if (state == WIRE_LOST) {
		conn_drop(c);
	} else {
		await(c, state);
		await_publisher(c, false);
	}
	return false;
}

static void
pass_answer(struct conn *c)
{
	responder_pass(c->upload->capsule, &c->upload->relay.answer,
	    sending_new(&c->answer));
	end_upload(c);
	rest(c);
	send_answer(c);
}

/* The reader has sent something, or the publisher takes or says something. */
static void
conn_upload(struct conn *c)
{
	for (;;) {
		switch (relay_go_on(&c->upload->relay)) {
		case RELAY_WANTS_BODY:
			if (!go_on_reading(c))
				return;
			break;
		case RELAY_WANTS_ROOM:
			rest(c);
			await_publisher(c, true);
			return;
		case RELAY_WANTS_ANSWER:
			await_publisher(c, false);
			return;
		case RELAY_ANSWERED:
			pass_answer(c);
			return;
		case RELAY_LOST:
			refuse_upload(c, STATUS_TEMPORARY_FAILURE,
			    WORD_UPLOAD_AGAIN, NULL);
			return;
		}
	}
}

/* The body is too slow, or the publisher is. */
static void
conn_upload_late(struct conn *c)
{
	bool whole = c->upload->relay.sent;

	c->all->counters->count[COUNTER_LATE_REQUESTS]++;
	refuse_upload(c, whole ? STATUS_TEMPORARY_FAILURE : STATUS_BAD_REQUEST,
	    whole ? WORD_UPLOAD_AGAIN : WORD_TOO_LATE, NULL);
}

/* ---- requests ----------------------------------------------------------- */

/* Is an upload coming, where any are taken?  Else it is a bad request. */
static bool
is_upload(const struct conn *c)
{
	return c->at->protocol->row == PROTOCOL_GEMINI &&
	       responder_take_uploads(c->all->answers) &&
	       titan_is(c->line, c->line_len);
}

/* What has arrived of the request; false: more is needed. */
static bool
take_request(struct conn *c, bool ended)
{
	struct conns *all = c->all;
	const char *why;
	enum parse parse;

	if (is_upload(c))
		return take_upload(c, ended);
	parse = c->at->protocol->parse(c->line, c->line_len, ended, &all->req,
	    &why);
	if (parse == PARSE_MORE)
		return false;
	c->asked = true;
	if (c->slowed || (c->wire.ssl == NULL && too_fast(c))) {
		refuse(c, REFUSE_SLOW_DOWN);
	} else if (parse == PARSE_BAD) {
		refuse(c, REFUSE_BAD);
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
		await(c, state);
		return;
	}
	conn_drop(c);
}

/* ---- the answer --------------------------------------------------------- */

static void
conn_write(struct conn *c)
{
	size_t written;
	enum wire_state state =
	    sending_go_on(&c->answer, &c->wire, c->all->chunk, &written);

	c->bytes += written;
	switch (state) {
	case WIRE_WANT_READ:
	case WIRE_WANT_WRITE:
		await(c, state);
		return;
	case WIRE_ENDED:
	case WIRE_LOST:
		conn_drop(c);
		return;
	case WIRE_DONE:
		break;
	}
	end_answer(c);
	c->state = FINISHING;
	conn_finish(c);
}

static void
conn_finish(struct conn *c)
{
	switch (wire_finish(&c->wire)) {
	case WIRE_WANT_WRITE:
		c->state = FINISHING;
		await(c, WIRE_WANT_WRITE);
		return;
	case WIRE_DONE:
		break;
	default:
		conn_drop(c);
		return;
	}
	free(c->line);
	c->line = NULL;
	c->line_len = 0;
	c->state = LINGERING;
	set_deadline(c, CROWD_LINGER);
	conn_drain(c);
}

static void
conn_drain(struct conn *c)
{
	if (wire_drain(&c->wire) == WIRE_WANT_READ)
		await(c, WIRE_WANT_READ);
	else
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
	c->wire.fd = fd;
	c->member.from = ip_of(peer);
	c->tls = "-";
	c->begun = microseconds();
	all->crowd.open++;
	all->counters->count[COUNTER_ACCEPTED]++;
	c->state = is_trusted(all->config, &c->member.from) ? PROXIED : CROWDED;
	if (c->state == PROXIED)
		set_deadline(c, CROWD_REQUEST);
	happen(c, c->state == PROXIED ? READY : LATE);
}

void
conns_begin(struct conns *all)
{
	all->files = 0;
	all->chunk = xmalloc(SENDING_CHUNK);
	all->crowd = (struct crowd){ .base = all->base,
		.set = &all->config->limits,
		.limits = all->limits,
		.counters = all->counters,
		.late = late,
		.drop = evict,
		.taken = taken };
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
