#include "server/worker.h"

#include <errno.h>
#include <limits.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <event2/event.h>
#include <event2/event_struct.h>

#include "base/alloc.h"
#include "base/log.h"
#include "server/conn.h"
#include "server/respond.h"

#define ACCEPT_AT_ONCE 256  /* before others have their turn */
#define PAUSE_MS       50   /* of accepting, when nothing is left to do it */
#define FLUSH_MS       250  /* a line of the log waits at most */
#define DRAIN_MS       8000 /* an answer under way, at the end */
#define ORPHAN_MS      3000 /* the same when the supervisor has died */
#define SPARE          12   /* descriptors: for files, indexes */
#define CROWD          64   /* connections whose memory is worth giving back */
#define TRIM_MS        1000

/* A listening socket's event. */
struct listen_event {
	struct event event;
	struct worker *worker;
	const struct config_listen *what;
	int fd;
};

struct worker {
	struct event_base *base;
	struct conns conns;
	struct limits limits;
	struct listen_event *listens; /* owned */
	size_t nlistens;
	size_t most;          /* connections at once */
	size_t descriptors;   /* that connections may use */
	bool closing, paused; /* no more is accepted; not now */
	size_t crowd;         /* the most connections since the last trim */
	uint64_t complained;  /* of too few descriptors, when last */
	struct event *pause, *flush, *trim, *drain, *term, *quit; /* owned */
	pid_t parent;
};

/* ---- accepting ----------------------------------------------------------- */

static void
start_accepting(struct worker *w)
{
	for (size_t i = 0; i < w->nlistens; i++)
		event_add(&w->listens[i].event, NULL);
	w->paused = false;
}

static void
stop_accepting(struct worker *w)
{
	for (size_t i = 0; i < w->nlistens; i++)
		event_del(&w->listens[i].event);
}

/*
 * Leave what comes in the kernel's queue for a moment: accepting again and
 * again what cannot be taken would be a busy loop.
 */
static void
pause_accepting(struct worker *w)
{
	struct timeval tv = { 0, PAUSE_MS * 1000 };

	if (w->paused || w->closing)
		return;
	w->paused = true;
	w->conns.counters->count[COUNTER_PAUSED]++;
	stop_accepting(w);
	event_add(w->pause, &tv);
}

static void
pause_over(int fd, short what, void *ctx)
{
	struct worker *w = ctx;

	(void)fd;
	(void)what;
	if (!w->closing)
		start_accepting(w);
}

/* Once a minute at most: F12. */
static void
complain(struct worker *w)
{
	uint64_t now = deadline_now();

	if (w->complained != 0 && now < w->complained + 60000)
		return;
	w->complained = now;
	log_warning("%zu connections: no descriptors for more (%s)",
	    w->conns.crowd.open, strerror(errno));
}

/* May one more be accepted, if need be in the place of another? */
static bool
have_room(struct worker *w)
{
	const struct conns *all = &w->conns;

	if (all->crowd.open < w->most &&
	    all->crowd.open + all->files < w->descriptors)
		return true;
	return crowd_make_room(&w->conns.crowd);
}

/* What a failed accept() says: false: not now. */
static bool
go_on(struct worker *w)
{
	switch (errno) {
	case EMFILE:
	case ENFILE:
	case ENOBUFS:
	case ENOMEM:
		complain(w);
		if (!crowd_make_room(&w->conns.crowd)) {
			pause_accepting(w);
			return false;
		}
		return true;
	case EAGAIN:
	case EBADF:
	case EINVAL:
		return false;
	default: /* of this connection alone: it is gone already */
		return true;
	}
}

static void
accept_all(int fd, short what, void *ctx)
{
	struct listen_event *listen = ctx;
	struct worker *w = listen->worker;

	(void)what;
	for (int i = 0; i < ACCEPT_AT_ONCE; i++) {
		struct sockaddr_storage peer = { 0 };
		socklen_t len = sizeof peer;
		int conn;

		if (!have_room(w)) {
			pause_accepting(w);
			return;
		}
		if (w->conns.crowd.open >= w->crowd)
			w->crowd = w->conns.crowd.open + 1;
		conn = accept4(fd, (struct sockaddr *)&peer, &len,
		    SOCK_NONBLOCK | SOCK_CLOEXEC);
		if (conn != -1)
			conn_start(&w->conns, conn, &peer, listen->what);
		else if (!go_on(w))
			return;
	}
}

static void
add_listeners(struct worker *w, const struct listeners *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		n += l->list[i].n;
	w->listens = xcalloc(n, sizeof *w->listens);
	for (size_t i = 0; i < l->n; i++)
		for (size_t j = 0; j < l->list[i].n; j++) {
			struct listen_event *e = &w->listens[w->nlistens++];

			e->worker = w;
			e->what = &l->list[i].what;
			e->fd = l->list[i].fd[j];
			event_assign(&e->event, w->base, e->fd,
			    EV_READ | EV_PERSIST, accept_all, e);
		}
	start_accepting(w);
}

/* ---- memory ------------------------------------------------------------- */

/* A crowd has gone: its memory goes back to the system, in a quiet moment. */
static void
trim_soon(struct worker *w)
{
	struct timeval tv = { TRIM_MS / 1000, 0 };

	if (w->crowd < CROWD || w->conns.crowd.open > w->crowd / 4)
		return;
	w->crowd = 0;
	event_add(w->trim, &tv);
}

static void
trim(int fd, short what, void *ctx)
{
	(void)fd;
	(void)what;
	(void)ctx;
	malloc_trim(0);
}

/* ---- leaving ------------------------------------------------------------ */

static void
leave_if_done(struct worker *w)
{
	if (w->closing && w->conns.crowd.open == 0)
		event_base_loopbreak(w->base);
}

/* A connection was closed. */
static void
on_closed(void *ctx)
{
	trim_soon(ctx);
	leave_if_done(ctx);
}

static void
close_listeners(struct worker *w)
{
	if (w->closing)
		return;
	w->closing = true;
	stop_accepting(w);
	for (size_t i = 0; i < w->nlistens; i++)
		close(w->listens[i].fd);
}

/* Another worker has taken over: finish what there is, however long. */
static void
on_quit(int fd, short what, void *ctx)
{
	struct worker *w = ctx;

	(void)fd;
	(void)what;
	close_listeners(w);
	responder_keep(w->conns.answers);
	leave_if_done(w);
}

/* The end: who is in the queue is still served, but all of it quickly. */
static void
on_term(int fd, short what, void *ctx)
{
	struct worker *w = ctx;
	bool orphan = getppid() != w->parent;
	long ms = orphan ? ORPHAN_MS : DRAIN_MS;
	struct timeval tv = { ms / 1000, 0 };

	(void)fd;
	(void)what;
	if (!w->closing && !orphan)
		for (size_t i = 0; i < w->nlistens; i++)
			accept_all(w->listens[i].fd, EV_READ, &w->listens[i]);
	close_listeners(w);
	crowd_hurry(&w->conns.crowd);
	event_add(w->drain, &tv);
	leave_if_done(w);
}

static void
on_drain_over(int fd, short what, void *ctx)
{
	struct worker *w = ctx;

	(void)fd;
	(void)what;
	event_base_loopbreak(w->base);
}

/* ---- the log ------------------------------------------------------------ */

static void
flush_soon(void *ctx)
{
	struct worker *w = ctx;
	struct timeval tv = { 0, FLUSH_MS * 1000 };

	event_add(w->flush, &tv);
}

static void
flush(int fd, short what, void *ctx)
{
	struct worker *w = ctx;

	(void)fd;
	(void)what;
	access_log_flush(w->conns.log);
}

/* ---- the worker --------------------------------------------------------- */

static struct event_base *
make_base(void)
{
	struct event_config *how = event_config_new();
	struct event_base *base;

	/* One thread; and every descriptor is closed by us alone. */
	event_config_set_flag(how, EVENT_BASE_FLAG_NOLOCK |
				       EVENT_BASE_FLAG_IGNORE_ENV |
				       EVENT_BASE_FLAG_EPOLL_USE_CHANGELIST);
	base = event_base_new_with_config(how);
	event_config_free(how);
	return base;
}

/* How many descriptors connections may use, and how many of them there are. */
static void
count_descriptors(struct worker *w, const struct config *config)
{
	struct rlimit r = { 0 };
	int used = dup(STDERR_FILENO); /* the lowest that is free */
	size_t spare = SPARE + 4 * config->ncapsules;
	size_t share = config->limits.connections / config->workers;
	size_t given;

	getrlimit(RLIMIT_NOFILE, &r);
	given = r.rlim_cur < INT_MAX ? (size_t)r.rlim_cur : INT_MAX;
	spare += used == -1 ? 0 : (size_t)used;
	if (used != -1)
		close(used);
	w->descriptors = given > spare + 4 ? given - spare : 4;
	w->most = share > 0 ? share : 1;
}

static void
make_events(struct worker *w)
{
	w->pause = evtimer_new(w->base, pause_over, w);
	w->flush = evtimer_new(w->base, flush, w);
	w->trim = evtimer_new(w->base, trim, w);
	w->drain = evtimer_new(w->base, on_drain_over, w);
	w->term = evsignal_new(w->base, SIGTERM, on_term, w);
	w->quit = evsignal_new(w->base, SIGQUIT, on_quit, w);
	event_add(w->term, NULL);
	event_add(w->quit, NULL);
}

static void
free_events(struct worker *w)
{
	event_free(w->pause);
	event_free(w->flush);
	event_free(w->trim);
	event_free(w->drain);
	event_free(w->term);
	event_free(w->quit);
	event_base_free(w->base);
}

static void
begin(struct worker *w, const struct child *c, struct responder *answers)
{
	const struct child_config *cc = c->config;

	w->limits = (struct limits){ .table = cc->limits,
		.slot = (size_t)c->place,
		.set = &cc->config->limits };
	w->conns = (struct conns){ .base = w->base,
		.config = cc->config,
		.tls = cc->tls,
		.answers = answers,
		.limits = &w->limits,
		.log = cc->log,
		.channel = cc->channel[0],
		.counters = &cc->stats->shared->child[c->place],
		.closed = on_closed,
		.closed_ctx = w };
	access_log_when_waiting(cc->log, flush_soon, w);
	conns_begin(&w->conns);
}

int
worker_run(struct child *c)
{
	struct child_config *cc = c->config;
	struct worker w = { .parent = getppid() };
	struct responder *answers;

	close(cc->channel[1]);
	listeners_keep(&cc->listeners, c->number - 1, cc->config->workers);
	w.base = make_base();
	if (w.base == NULL) {
		log_error("no event loop: %s", strerror(errno));
		return EXIT_FAILURE;
	}
	count_descriptors(&w, cc->config);
	make_events(&w);
	child_confine(c);
	answers = responder_new(cc->config, cc->indexes, cc->orders[1]);
	begin(&w, c, answers);
	add_listeners(&w, &cc->listeners);
	child_ready(c);
	event_base_dispatch(w.base);
	conns_end(&w.conns);
	access_log_flush(cc->log);
	responder_free(answers);
	free(w.listens);
	free_events(&w);
	return EXIT_SUCCESS;
}
