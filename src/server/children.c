#include "server/children.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/array.h"
#include "base/log.h"
#include "server/deadline.h"
#include "server/tls.h"

#define STABLE_MS     10000 /* who lived so long did not fail in a row */
#define FIRST_MS      100   /* the second failure's delay; then doubled */
#define MOST_MS       2000
#define READY_MS      5000 /* so long the old ones stay for the new */
#define FIRST_LOOK_MS 300  /* so long workers wait for the first index */
#define LAST_ASKED_MS 200  /* so long old workers are let answer alone */
#define ALONE_MS      3000 /* so long one that is alone may take to leave */

int
children_begin(struct children *c, const struct child_kind *kinds,
    size_t nkinds, struct stats *stats, struct limits_table *limits)
{
	*c = (struct children){ .kinds = kinds,
		.nkinds = nkinds,
		.stats = stats,
		.limits = limits };
	for (size_t i = 0; i < 8; i++)
		c->close_first[i] = -1;
	return pipe2(c->ready_in, O_CLOEXEC | O_NONBLOCK);
}

/* ---- a child ------------------------------------------------------------ */

/* The terminal's signals are the supervisor's; what it blocks is not. */
static void
set_signals(const struct children *c)
{
	static const int ignored[] = { SIGHUP, SIGINT, SIGUSR1, SIGPIPE,
		SIGIO }; /* SIGIO: a writer came to a file that was looked at */

	for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
		signal(ignored[i], SIG_IGN);
	signal(SIGCHLD, SIG_DFL);
	sigprocmask(SIG_UNBLOCK, &c->signals, NULL);
}

/* Never outlive the supervisor (F20); becoming another user undoes it. */
static void
die_with(pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		_exit(EXIT_FAILURE);
}

static int
become_user(const struct config *config)
{
	struct problem why = { 0 };

	if (config->user[0] == '\0' || geteuid() != 0)
		return 0;
	if (sandbox_become(config->user, &why) == 0)
		return 0;
	log_problem(NULL, &why);
	return -1;
}

/* What only those who serve readers are to hold: sockets, and TLS's keys. */
static void
let_go(struct child_config *config)
{
	listeners_close(&config->listeners);
	tls_free(config->tls);
	config->tls = NULL;
}

static int
run_child(const struct children *c, const struct slot *slot, int place,
    pid_t parent)
{
	struct child child = { .kind = slot->kind,
		.config = c->config,
		.number = slot->number,
		.place = place,
		.ready = c->ready_in[1] };
	char name[CHILD_NAME_SIZE];

	die_with(parent);
	set_signals(c);
	for (size_t i = 0; i < 8; i++)
		if (c->close_first[i] != -1)
			close(c->close_first[i]);
	close(c->ready_in[0]);
	log_name(child_name(slot->kind, slot->number, name));
	if (!slot->kind->serves)
		let_go(c->config);
	if (become_user(c->config->config) == -1)
		return EXIT_FAILURE;
	die_with(parent);
	return slot->kind->run(&child);
}

/* ---- slots -------------------------------------------------------------- */

static uint64_t
delay(unsigned failures)
{
	uint64_t ms = FIRST_MS;

	if (failures <= 1)
		return 0;
	for (unsigned i = 2; i < failures && ms < MOST_MS; i++)
		ms *= 2;
	return ms < MOST_MS ? ms : MOST_MS;
}

static void
spawn(struct children *c, struct slot *slot)
{
	pid_t parent = getpid();
	int place = stats_take(c->stats, slot->kind, slot->number);

	slot->since = deadline_now();
	slot->ready = false;
	if (place != -1) {
		slot->pid = fork();
		if (slot->pid == 0)
			exit(run_child(c, slot, place, parent));
		if (slot->pid != -1) {
			c->stats->child[place].pid = slot->pid;
			slot->place = place;
			return;
		}
	}
	log_error("no new process: %s", strerror(errno));
	slot->due = slot->since + MOST_MS;
}

static void
retire_all(struct children *c)
{
	for (size_t i = 0; i < c->nslots; i++) {
		const struct slot *s = &c->slots[i];
		/* NOLINTNEXTLINE(clang-analyzer-*): no slots, no turn */
		struct retiring old = { .kind = s->kind,
			.pid = s->pid,
			.place = s->place,
			.since = deadline_now() };

		if (s->place == -1)
			continue;
		c->retiring =
		    array_room(c->retiring, c->nretiring, sizeof *c->retiring);
		c->retiring[c->nretiring++] = old;
		c->stats->child[s->place].leaving = true;
	}
}

static void
add_slots(struct children *c, const struct child_kind *kind, unsigned n,
    uint64_t due)
{
	for (unsigned i = 1; i <= n; i++)
		c->slots[c->nslots++] = (struct slot){ .kind = kind,
			.number = i,
			.place = -1,
			.due = due };
}

/* One of this kind, and never two at a time. */
static bool
is_alone(const struct child_kind *kind)
{
	return !kind->serves && !kind->finishes;
}

static unsigned
how_many(const struct child_kind *kind, const struct config *config)
{
	if (kind->wanted != NULL && !kind->wanted(config))
		return 0;
	return kind->serves ? config->workers : 1;
}

void
children_change(struct children *c, struct child_config *config)
{
	bool first = c->slots == NULL;
	unsigned workers = config->config->workers;
	uint64_t now = deadline_now();

	retire_all(c);
	free(c->slots);
	c->config = config;
	c->nslots = 0;
	c->slots = xcalloc(c->nkinds * workers, sizeof *c->slots);
	c->changed = now;
	c->changing = true;
	/* The first page should not say that there is no index. */
	for (size_t i = 0; i < c->nkinds; i++)
		add_slots(c, &c->kinds[i],
		    how_many(&c->kinds[i], config->config),
		    first && i > 0 ? now + FIRST_LOOK_MS : now);
	for (size_t i = 0; i < c->nretiring; i++)
		if (is_alone(c->retiring[i].kind))
			kill(c->retiring[i].pid, SIGTERM);
}

/* ---- who is ready ------------------------------------------------------- */

int
children_fd(const struct children *c)
{
	return c->ready_in[0];
}

static void
note_ready(struct children *c, struct slot *slot)
{
	slot->ready = true;
	if (slot->kind != c->kinds)
		return;
	/* There is an index: nobody waits for it longer. */
	for (size_t i = 0; i < c->nslots; i++)
		if (c->slots[i].failures == 0)
			c->slots[i].due = 0;
}

void
children_note_ready(struct children *c)
{
	int place;

	while ((place = child_ready_place(c->ready_in[0])) != -1)
		for (size_t i = 0; i < c->nslots; i++)
			if (c->slots[i].place == place)
				note_ready(c, &c->slots[i]);
}

bool
children_ready(const struct children *c)
{
	for (size_t i = 0; i < c->nslots; i++)
		if (c->slots[i].kind->serves && !c->slots[i].ready)
			return false;
	return true;
}

/* ---- who has ended ------------------------------------------------------ */

static void
clear_place(struct children *c, int place)
{
	limits_forget(c->limits, (size_t)place);
	stats_leave(c->stats, place);
}

/* Say how a child ended that should not have. */
static void
report(const struct children *c, const struct slot *s, int status)
{
	char who[CHILD_NAME_SIZE];
	const char *then = c->ending ? "" : "; another one takes its place";

	child_name(s->kind, s->number, who);
	if (WIFSIGNALED(status))
		log_error("%s (process %ld) was ended by signal %d (%s)%s", who,
		    (long)s->pid, WTERMSIG(status), strsignal(WTERMSIG(status)),
		    then);
	else
		log_error("%s (process %ld) ended with status %d%s", who,
		    (long)s->pid, WEXITSTATUS(status), then);
}

static void
slot_lost(struct children *c, struct slot *s, int status)
{
	uint64_t now = deadline_now();

	if (!c->ending) {
		report(c, s, status);
		c->stats->crashes++;
	}
	clear_place(c, s->place);
	s->place = -1;
	s->failures = now - s->since > STABLE_MS ? 1 : s->failures + 1;
	s->due = now + delay(s->failures);
}

static void
ended(struct children *c, pid_t pid, int status)
{
	for (size_t i = 0; i < c->nslots; i++)
		if (c->slots[i].place != -1 && c->slots[i].pid == pid) {
			slot_lost(c, &c->slots[i], status);
			return;
		}
	for (size_t i = 0; i < c->nretiring; i++)
		if (c->retiring[i].pid == pid) {
			clear_place(c, c->retiring[i].place);
			c->retiring[i] = c->retiring[--c->nretiring];
			return;
		}
}

void
children_reap(struct children *c)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		ended(c, pid, status);
}

/* ---- tending ------------------------------------------------------------ */

static bool
is_retiring(const struct children *c, const struct child_kind *kind)
{
	for (size_t i = 0; i < c->nretiring; i++)
		if (c->retiring[i].kind == kind)
			return true;
	return false;
}

/*
 * Two indexers at one index would wait for each other; and the new one may
 * be told of another folder, of which the old workers, in their sandbox, know
 * nothing: it starts when they take no more requests.
 */
static bool
has_to_wait(const struct children *c, const struct child_kind *kind,
    uint64_t now)
{
	if (!is_alone(kind))
		return false;
	return is_retiring(c, kind) ||
	       (c->nretiring > 0 &&
		   (c->changing || now < c->dismissed + LAST_ASKED_MS));
}

static void
dismiss_retiring(struct children *c)
{
	for (size_t i = 0; i < c->nretiring; i++)
		if (!c->retiring[i].told) {
			c->retiring[i].told = true;
			kill(c->retiring[i].pid, SIGQUIT);
		}
	c->changing = false;
	c->dismissed = deadline_now();
}

/* Many reloads with slow readers must not fill the machine: F15. */
static void
limit_retiring(struct children *c, uint64_t now)
{
	size_t most = 4 * c->nslots + 8, over = c->nretiring;

	for (size_t i = 0; i < c->nretiring; i++) {
		const struct retiring *r = &c->retiring[i];

		if (over-- > most ||
		    (is_alone(r->kind) && now > r->since + ALONE_MS))
			kill(r->pid, SIGKILL);
	}
}

int
children_tend(struct children *c)
{
	uint64_t now = deadline_now(), next = UINT64_MAX;

	if (c->ending)
		return -1;
	if (c->changing && (children_ready(c) || now > c->changed + READY_MS))
		dismiss_retiring(c);
	for (size_t i = 0; i < c->nslots; i++) {
		struct slot *s = &c->slots[i];

		if (s->place != -1)
			continue;
		if (has_to_wait(c, s->kind, now)) {
			if (now + 20 < next)
				next = now + 20;
			continue;
		}
		if (s->due <= now)
			spawn(c, s);
		if (s->place == -1 && s->due < next)
			next = s->due;
	}
	limit_retiring(c, now);
	if (c->changing || c->nretiring > 0) {
		if (next > now + 500)
			next = now + 500;
	}
	if (next == UINT64_MAX)
		return -1;
	return next > now ? (int)(next - now) : 1;
}

void
children_end(struct children *c, int signal)
{
	c->ending = true;
	for (size_t i = 0; i < c->nslots; i++)
		if (c->slots[i].place != -1)
			kill(c->slots[i].pid, signal);
	for (size_t i = 0; i < c->nretiring; i++)
		kill(c->retiring[i].pid, signal);
}

bool
children_gone(const struct children *c)
{
	for (size_t i = 0; i < c->nslots; i++)
		if (c->slots[i].place != -1)
			return false;
	return c->nretiring == 0;
}

void
children_free(struct children *c)
{
	free(c->slots);
	free(c->retiring);
	close(c->ready_in[0]);
	close(c->ready_in[1]);
}
