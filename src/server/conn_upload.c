#include "server/conn_upload.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <event2/event.h>

#include "base/alloc.h"
#include "proto/titan.h"
#include "publish/handover.h"
#include "server/conn_state.h"
#include "server/respond.h"
#include "server/tls.h"

#define UPLOAD_TURN 16    /* pieces of a body before others have theirs */
#define UPLOAD_STEP 65536 /* bytes of a body that have one timeout */

/* A body on its way to the publisher. */
struct upload_relay {
	struct relay relay;
	struct event event; /* of the relay's end */
	const struct config_capsule *capsule;
	uint64_t ends; /* in microseconds: the whole body's time */
	uint64_t step; /* what is missing when the next 64 kB have come */
};

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
refuse_upload(struct conn *c, enum status status, enum word w, const char *with)
{
	c->asked = true;
	end_upload(c);
	responder_refuse_upload(c->all->answers, c->at, status, w, with,
	    sending_new(&c->answer));
	conn_rest(c);
	conn_send(c);
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

/* Others have their turn; then this goes on, whatever is to be read. */
static void
go_on_later(struct conn *c)
{
	static const struct timeval at_once = { 0, 0 };

	conn_rest(c);
	await_publisher(c, false);
	event_add(&c->upload->event, &at_once);
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
	u->ends = conn_microseconds() + capsule->uploads.timeout * 1000000ULL;
	u->step = size > UPLOAD_STEP ? size - UPLOAD_STEP : 0;
	if (with > relay_room(&u->relay, &room))
		with = relay_room(&u->relay, &room);
	memcpy(room, c->line + line, with);
	relay_arrived(&u->relay, with);
	c->line_len = line;
	c->upload = u;
	c->end_upload = end_upload;
	c->state = UPLOADING;
	conn_wait(c, CROWD_UPLOAD);
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
	} else if (c->tries++ < CONN_TRIES_MOST) {
		c->state = HANDING;
		conn_rest(c);
		conn_wait(c, CROWD_SOON);
	} else {
		refuse_upload(c, STATUS_TEMPORARY_FAILURE, WORD_UPLOAD_AGAIN,
		    NULL);
	}
}

void
conn_hand_over_line(struct conn *c, const char *capsule)
{
	const struct config_capsule *k =
	    config_capsule_of(c->all->config, capsule);

	sending_free(&c->answer);
	hand_over(c, k, conn_line_length(c) + 2, 0);
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
		conn_send(c);
		return;
	}
	sending_free(&c->answer);
	hand_over(c, capsule, t->body, t->edit ? 0 : t->size);
}

/* The channel was full: read the line once more. */
void
conn_hand_over(struct conn *c)
{
	struct titan t;
	const char *why;

	if (titan_parse(c->line, c->line_len, true, &t, &why) == PARSE_OK)
		judge(c, &t);
	else
		conn_drop(c);
}

/* What has arrived of an upload's line; false: more is needed. */
bool
conn_take_upload(struct conn *c, bool ended)
{
	struct titan t;
	const char *why;
	enum parse parse = titan_parse(c->line, c->line_len, ended, &t, &why);

	if (parse == PARSE_MORE)
		return false;
	c->asked = true;
	if (c->slowed) {
		conn_refuse(c, REFUSE_SLOW_DOWN);
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
		conn_wait(c, CROWD_UPLOAD);
	}
	return state;
}

static void
pass_answer(struct conn *c)
{
	responder_pass(c->upload->capsule, &c->upload->relay.answer,
	    sending_new(&c->answer));
	end_upload(c);
	conn_rest(c);
	conn_send(c);
}

/* The body is too slow, or the publisher is. */
void
conn_upload_late(struct conn *c)
{
	bool whole = c->upload->relay.sent;

	c->all->counters->count[COUNTER_LATE_REQUESTS]++;
	refuse_upload(c, whole ? STATUS_TEMPORARY_FAILURE : STATUS_BAD_REQUEST,
	    whole ? WORD_UPLOAD_AGAIN : WORD_TOO_LATE, NULL);
}

/* What the relay wants of the reader: false when the upload is over. */
static bool
go_on_reading(struct conn *c)
{
	struct relay *r = &c->upload->relay;
	enum wire_state state;

	if (conn_microseconds() > c->upload->ends) {
		conn_upload_late(c);
		return false;
	}
	state = read_body(c);
	if (state == WIRE_DONE)
		return true;
	if (r->left == 0 && state != WIRE_LOST) {
		/* nothing has come behind it */
		conn_rest(c);
		relay_finish(r);
		conn_wait(c, CROWD_PUBLISH);
		await_publisher(c, false);
	} else if (state == WIRE_ENDED) {
		refuse_upload(c, STATUS_BAD_REQUEST, WORD_UPLOAD_LENGTH, NULL);
	} else if (state == WIRE_LOST) {
		conn_drop(c);
	} else {
		conn_await(c, state);
		await_publisher(c, false);
	}
	return false;
}

/* The reader has sent something, or the publisher takes or says something. */
void
conn_upload(struct conn *c)
{
	for (int i = 0;; i++) {
		switch (relay_go_on(&c->upload->relay)) {
		case RELAY_WANTS_BODY:
			if (i == UPLOAD_TURN) {
				go_on_later(c);
				return;
			}
			if (!go_on_reading(c))
				return;
			break;
		case RELAY_WANTS_ROOM:
			conn_rest(c);
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

/* Is an upload coming, where any are taken?  Else it is a bad request. */
bool
conn_is_upload(const struct conn *c)
{
	return c->at->protocol->row == PROTOCOL_GEMINI &&
	       responder_take_uploads(c->all->answers) &&
	       titan_is(c->line, c->line_len);
}
