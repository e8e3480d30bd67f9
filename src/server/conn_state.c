#include "server/conn_state.h"

#include <stdlib.h>
#include <time.h>

#include <event2/event.h>

#include "server/respond.h"
#include "server/tls.h"
#include "text/now.h"

/* How often room is looked for soon: a reader who is near has it by then. */
#define ROOM_TRIES 20

uint64_t
conn_microseconds(void)
{
	return (uint64_t)now_ns(CLOCK_MONOTONIC) / 1000;
}

/* ---- waiting ------------------------------------------------------------- */

void
conn_rest(struct conn *c)
{
	if (c->awaited != 0)
		event_del(&c->event);
	c->awaited = 0;
}

static void
ready(int fd, short what, void *ctx)
{
	struct conn *c = ctx;

	(void)fd;
	(void)what;
	c->ready(c);
}

/* READY when the socket can be read or written, as the wire asked for. */
void
conn_await(struct conn *c, enum wire_state want)
{
	short what = want == WIRE_WANT_WRITE ? EV_WRITE : EV_READ;

	if (c->awaited == what)
		return;
	conn_rest(c);
	event_assign(&c->event, c->all->base, c->wire.fd, what | EV_PERSIST,
	    ready, c);
	event_add(&c->event, NULL);
	c->awaited = what;
}

void
conn_wait(struct conn *c, enum crowd_wait wait)
{
	crowd_wait(&c->all->crowd, &c->member, wait);
}

/* ---- the end ------------------------------------------------------------- */

/* What a request's line is for the log: its end and what follows left out. */
size_t
conn_line_length(const struct conn *c)
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
		.request_len = conn_line_length(c),
		.status = answer == NULL ? 0 : (int)answer->reply.status,
		.bytes = c->bytes,
		.microseconds = conn_microseconds() - c->begun,
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

void
conn_drop(struct conn *c)
{
	struct conns *all = c->all;

	end_answer(c);
	if (c->upload != NULL)
		c->end_upload(c);
	conn_rest(c);
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

/* Close on somebody; bytes that nobody has read would make it a reset. */
void
conn_turn_away(struct conn *c)
{
	(void)wire_drain(&c->wire);
	conn_drop(c);
}

/* ---- the answer ---------------------------------------------------------- */

uint64_t
conn_taken(const struct member *m, bool *all)
{
	const struct conn *c = conn_of(m);

	*all = c->state == LINGERING && wire_unsent(&c->wire) == 0;
	return wire_taken(&c->wire);
}

/* Time to see what was taken: is he slow, or does he take nothing? */
void
conn_look(struct conn *c)
{
	struct crowd *crowd = &c->all->crowd;
	bool all;

	(void)conn_taken(&c->member, &all);
	if (all) {
		conn_drop(c);
		return;
	}
	if (crowd_due(crowd, &c->member) &&
	    !crowd_look(crowd, &c->member, wire_look(&c->wire))) {
		c->all->counters->count[COUNTER_LATE_WRITES]++;
		wire_abort(&c->wire);
		conn_drop(c);
		return;
	}
	conn_wait(c, CROWD_WRITE);
	if (c->state == ANSWERING && c->awaited == 0)
		conn_write(c);
}

/*
 * The reader has as much as he may: when to see whether he has room for more.
 * Soon, for as long as he reads much.
 */
static void
pause_answer(struct conn *c)
{
	conn_rest(c);
	if (wire_room_soon(&c->wire))
		conn_wait(c,
		    c->tries++ < ROOM_TRIES ? CROWD_ROOM : CROWD_ROOM_LATER);
}

void
conn_drain(struct conn *c)
{
	if (wire_drain(&c->wire) == WIRE_WANT_READ)
		conn_await(c, WIRE_WANT_READ);
	else
		conn_drop(c);
}

void
conn_finish(struct conn *c)
{
	switch (wire_finish(&c->wire)) {
	case WIRE_WANT_WRITE:
		c->state = FINISHING;
		conn_await(c, WIRE_WANT_WRITE);
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
	conn_wait(c, CROWD_LINGER);
	conn_drain(c);
}

/* The worker's own time: on a busy machine all takes long. */
static uint64_t
own_microseconds(void)
{
	return (uint64_t)now_ns(CLOCK_THREAD_CPUTIME_ID) / 1000;
}

const struct response *
conn_ask(struct conn *c, bool last)
{
	struct conns *all = c->all;
	struct response *answer = sending_new(&c->answer);
	uint64_t used = own_microseconds();

	if (c->wire.ssl != NULL && c->at->protocol->asks_who)
		tls_identity(c->wire.ssl, &all->req.identity);
	responder_ask(all->answers, c->at, &all->req, last, answer);
	used = own_microseconds() - used;
	costs_note(&all->costs, c->line, c->line_len, used);
	return answer;
}

void
conn_queue(struct conn *c)
{
	c->state = QUEUED;
	conn_rest(c);
	conn_wait(c, CROWD_TURN);
}

/* False: there is no further part, and the page ends where it is. */
static bool
ask_next_part(struct conn *c)
{
	const char *why;

	if (c->at->protocol->parse(c->line, c->line_len, true, &c->all->req,
		&why) != PARSE_OK)
		return false;
	sending_free(&c->answer);
	c->all->req.part = c->part;
	return conn_ask(c, true)->reply.status == STATUS_SUCCESS;
}

/* All of the answer, or of a part, has left. */
static void
answered(struct conn *c)
{
	end_answer(c);
	c->state = FINISHING;
	conn_finish(c);
}

void
conn_next_part(struct conn *c)
{
	c->state = ANSWERING;
	conn_wait(c, CROWD_WRITE);
	if (ask_next_part(c))
		conn_await(c, WIRE_WANT_WRITE);
	else
		answered(c);
}

void
conn_write(struct conn *c)
{
	size_t written;
	enum wire_state state =
	    sending_go_on(&c->answer, &c->wire, c->all->chunk, &written);

	c->bytes += written;
	if (written > 0)
		c->tries = 0;
	switch (state) {
	case WIRE_WANT_TIME:
		pause_answer(c);
		return;
	case WIRE_WANT_READ:
	case WIRE_WANT_WRITE:
		conn_await(c, state);
		return;
	case WIRE_ENDED:
	case WIRE_LOST:
		conn_drop(c);
		return;
	case WIRE_DONE:
		break;
	}
	if (!c->answer.response->reply.more) {
		answered(c);
		return;
	}
	c->part++;
	if (costs_much(&c->all->costs, c->line, c->line_len))
		conn_queue(c);
	else
		conn_next_part(c);
}

void
conn_send(struct conn *c)
{
	const struct protocol *protocol = c->at->protocol;
	enum status status = c->answer.response->reply.status;

	c->state = ANSWERING;
	c->tries = 0;
	if (sending_has_file(&c->answer))
		c->all->files++;
	c->all->counters
	    ->status[protocol->row][(size_t)status % COUNTER_STATUSES]++;
	crowd_answer(&c->all->crowd, &c->member);
	wire_expect(&c->wire, sending_bytes(&c->answer));
	conn_wait(c, CROWD_WRITE);
	conn_write(c);
}

void
conn_refuse(struct conn *c, enum refusal what)
{
	c->asked = true;
	responder_refuse(c->all->answers, c->at, what, sending_new(&c->answer));
	conn_send(c);
}
