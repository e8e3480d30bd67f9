#include "server/publisher.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <event2/event.h>
#include <event2/event_struct.h>

#include "base/alloc.h"
#include "base/log.h"
#include "capsule/history.h"
#include "page/place.h"
#include "proto/gemini.h"
#include "publish/handover.h"
#include "publish/letter.h"
#include "publish/upload.h"
#include "publish/writable.h"
#include "server/child.h"
#include "text/now.h"

#define MOST_JOBS    256   /* at once; more wait in the channel */
#define CHUNK        65536 /* of a body, at once */
#define LIVE_MS      20    /* between looks whether readers see it */
#define LIVE_MOST_MS 2000
#define PRUNE_MS     1000 /* after an upload: it may not be the last */

/* A capsule that the configuration lets be written to. */
struct published {
	struct writable_capsule held;
	bool changed; /* its history is to be looked through */
};

/* One upload that was handed over. */
struct job {
	struct job *next, **link; /* in publishing.jobs */
	struct publishing *all;
	struct published *capsule; /* borrowed */
	struct upload *upload;     /* owned; NULL: the answer leaves */
	struct reply reply;
	struct event event, timer;
	int fd;         /* owned */
	int64_t placed; /* when: for LIVE_MOST_MS */
	struct buf out; /* owned: the answer */
	size_t sent;
};

struct publishing {
	struct event_base *base;
	const struct config *config;
	int channel;
	struct published *capsules; /* owned; as configured */
	struct job *jobs;           /* owned */
	size_t njobs;
	bool quit;
	struct event *come, *prune, *term, *leave; /* owned */
	char *chunk;                               /* owned */
};

bool
publisher_wanted(const struct config *config)
{
	for (size_t i = 0; i < config->ncapsules; i++)
		if (config_publishes(&config->capsules[i]))
			return true;
	return false;
}

/* ---- jobs ---------------------------------------------------------------- */

static void
leave_if_done(struct publishing *p)
{
	if (p->quit && p->njobs == 0)
		event_base_loopbreak(p->base);
}

static void
job_free(struct job *j)
{
	struct publishing *p = j->all;

	event_del(&j->event);
	event_del(&j->timer);
	*j->link = j->next;
	if (j->next != NULL)
		j->next->link = j->link;
	close(j->fd);
	upload_free(j->upload);
	reply_free(&j->reply);
	buf_free(&j->out);
	free(j);
	if (p->njobs-- == MOST_JOBS && !p->quit)
		event_add(p->come, NULL);
	leave_if_done(p);
}

static void
send_some(int fd, short what, void *ctx)
{
	struct job *j = ctx;
	ssize_t n = send(j->fd, j->out.data + j->sent, j->out.len - j->sent,
	    MSG_NOSIGNAL);

	(void)fd;
	(void)what;
	if (n > 0)
		j->sent += (size_t)n;
	if (j->sent == j->out.len ||
	    (n == -1 && errno != EAGAIN && errno != EINTR))
		job_free(j);
}

/* The reply as Gemini writes it; its bytes leave as the worker takes them. */
static void
answer(struct job *j)
{
	static const struct request none = { .asked = ASK_PAGE };
	static const struct place place = { .scheme = "gemini", .host = "" };

	gemini_write(&none, &j->reply, &place, NULL, &j->out);
	upload_free(j->upload);
	j->upload = NULL;
	event_del(&j->event);
	event_assign(&j->event, j->all->base, j->fd, EV_WRITE | EV_PERSIST,
	    send_some, j);
	event_add(&j->event, NULL);
}

/* ---- a body -------------------------------------------------------------- */

static void
prune_soon(struct job *j)
{
	struct timeval tv = { PRUNE_MS / 1000, 0 };

	j->capsule->changed = true;
	event_add(j->all->prune, &tv);
}

static void
wait_until_live(int fd, short what, void *ctx)
{
	struct timeval tv = { 0, LIVE_MS * 1000 };
	struct job *j = ctx;
	int64_t now = now_ms(CLOCK_MONOTONIC);

	(void)fd;
	(void)what;
	if (upload_is_live(j->upload, &j->reply) ||
	    now > j->placed + LIVE_MOST_MS)
		answer(j);
	else
		event_add(&j->timer, &tv);
}

static void
finish(struct job *j)
{
	event_del(&j->event);
	if (!upload_end(j->upload, &j->reply)) {
		answer(j);
		return;
	}
	prune_soon(j);
	j->placed = now_ms(CLOCK_MONOTONIC);
	wait_until_live(-1, 0, j);
}

/* Of the body; its end is the worker's word that it was whole. */
static void
take_some(int fd, short what, void *ctx)
{
	struct job *j = ctx;
	ssize_t n = recv(j->fd, j->all->chunk, CHUNK, 0);

	(void)fd;
	(void)what;
	if (n == -1 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n > 0) {
		if (upload_add(j->upload, j->all->chunk, (size_t)n,
			&j->reply) == -1)
			answer(j);
	} else if (n == 0 && upload_left(j->upload) == 0) {
		finish(j);
	} else { /* cut off: nothing has happened */
		job_free(j);
	}
}

/* ---- what comes ---------------------------------------------------------- */

static struct published *
capsule_of(struct publishing *p, const char *capsule)
{
	const struct config_capsule *k = config_capsule_of(p->config, capsule);

	return k != NULL && config_publishes(k)
		   ? &p->capsules[k - p->config->capsules]
		   : NULL;
}

static struct job *
job_new(struct publishing *p, int fd)
{
	struct job *j = xcalloc(1, sizeof *j);

	j->all = p;
	j->fd = fd;
	reply_init(&j->reply);
	j->next = p->jobs;
	j->link = &p->jobs;
	if (j->next != NULL)
		j->next->link = &j->next;
	p->jobs = j;
	p->njobs++;
	event_assign(&j->event, p->base, fd, EV_READ | EV_PERSIST, take_some,
	    j);
	evtimer_assign(&j->timer, p->base, wait_until_live, j);
	return j;
}

/* A reader's letter, whose text is in its line: done at once. */
static void
take_letter(struct job *j, const struct handover *h)
{
	struct request req;
	const char *why;

	if (gemini_parse(h->line, h->line_len, true, &req, &why) != PARSE_OK) {
		job_free(j);
		return;
	}
	letter_take(&j->capsule->held, &req, &h->who, h->from, &j->reply);
	answer(j);
}

/* What a worker says is read from its first byte: it may not be ours now. */
static void
begin_job(struct publishing *p, int fd, const struct handover *h)
{
	struct job *j = job_new(p, fd);
	struct titan t;
	const char *why;

	j->capsule = capsule_of(p, h->capsule);
	if (j->capsule != NULL)
		writable_follow_settings(&j->capsule->held);
	if (j->capsule != NULL && !titan_is(h->line, h->line_len)) {
		take_letter(j, h);
		return;
	}
	if (j->capsule == NULL ||
	    titan_parse(h->line, h->line_len, true, &t, &why) != PARSE_OK) {
		job_free(j);
		return;
	}
	j->upload =
	    upload_begin(&j->capsule->held, &t, &h->who, h->from, &j->reply);
	if (j->upload == NULL)
		answer(j);
	else
		event_add(&j->event, NULL);
}

static void
take_all(int fd, short what, void *ctx)
{
	struct publishing *p = ctx;
	struct handover h;
	int stream;

	(void)fd;
	(void)what;
	while (p->njobs < MOST_JOBS &&
	       (stream = handover_receive(p->channel, &h)) != -1)
		begin_job(p, stream, &h);
	if (p->njobs >= MOST_JOBS)
		event_del(p->come);
}

/* ---- besides ------------------------------------------------------------- */

static void
prune(int fd, short what, void *ctx)
{
	struct publishing *p = ctx;

	(void)fd;
	(void)what;
	for (size_t i = 0; i < p->config->ncapsules; i++) {
		struct published *k = &p->capsules[i];
		const struct publish_rules *rules = k->held.rules;

		if (!k->changed)
			continue;
		k->changed = false;
		history_prune(k->held.root, k->held.dir, rules->keep_days,
		    rules->keep_size, now_ms(CLOCK_REALTIME));
	}
}

/* Another one takes what comes; what is here is finished. */
static void
on_quit(int fd, short what, void *ctx)
{
	struct publishing *p = ctx;

	(void)fd;
	(void)what;
	p->quit = true;
	event_del(p->come);
	leave_if_done(p);
}

/* The end: what was handed over by now is still taken. */
static void
on_term(int fd, short what, void *ctx)
{
	struct publishing *p = ctx;

	if (!p->quit)
		take_all(fd, what, p);
	on_quit(fd, what, p);
}

/* ---- the process --------------------------------------------------------- */

static void
open_capsules(struct publishing *p, const struct child_config *cc)
{
	size_t n = p->config->ncapsules;

	p->capsules = xcalloc(n, sizeof *p->capsules);
	for (size_t i = 0; i < n; i++) {
		const struct config_capsule *k = &p->config->capsules[i];

		p->capsules[i].held.dir = -1;
		if (config_publishes(k))
			writable_open(&p->capsules[i].held, &k->uploads.rules,
			    k->root, cc->indexes[i]);
	}
}

static void
make_events(struct publishing *p)
{
	p->come =
	    event_new(p->base, p->channel, EV_READ | EV_PERSIST, take_all, p);
	p->prune = evtimer_new(p->base, prune, p);
	p->term = evsignal_new(p->base, SIGTERM, on_term, p);
	p->leave = evsignal_new(p->base, SIGQUIT, on_quit, p);
	event_add(p->come, NULL);
	event_add(p->term, NULL);
	event_add(p->leave, NULL);
}

static void
end(struct publishing *p)
{
	for (struct job *j = p->jobs, *next; j != NULL; j = next) {
		next = j->next;
		job_free(j);
	}
	prune(-1, 0, p); /* what the timer would have done */
	for (size_t i = 0; i < p->config->ncapsules; i++)
		writable_close(&p->capsules[i].held);
	free(p->capsules);
	free(p->chunk);
	event_free(p->come);
	event_free(p->prune);
	event_free(p->term);
	event_free(p->leave);
	event_base_free(p->base);
}

int
publisher_run(struct child *c)
{
	const struct child_config *cc = c->config;
	struct publishing p = { .config = cc->config,
		.channel = cc->channel[1],
		.base = event_base_new() };

	if (p.base == NULL) {
		log_error("no event loop: %s", strerror(errno));
		return EXIT_FAILURE;
	}
	close(cc->channel[0]);
	p.chunk = xmalloc(CHUNK);
	make_events(&p);
	open_capsules(&p, cc);
	child_confine(c);
	child_ready(c);
	event_base_dispatch(p.base);
	end(&p);
	return EXIT_SUCCESS;
}
