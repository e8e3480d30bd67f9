#include "server/children.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/array.h"
#include "base/log.h"
#include "server/deadline.h"
#include "server/sandbox.h"

#define STABLE_MS     10000 /* who lived so long did not fail in a row */
#define FIRST_MS      100   /* the second failure's delay; then doubled */
#define MOST_MS       2000
#define READY_MS      5000 /* so long the last crew stays for the new one */
#define FIRST_LOOK_MS 300  /* so long workers wait for the first index */
#define LAST_ASKED_MS 200  /* so long old workers are let answer alone */
#define LIBRARIAN_MS  3000 /* so long an old indexer may take to leave */

int
children_begin(struct children *c, struct stats *stats,
    struct limits_table *limits)
{
	*c = (struct children){ .stats = stats, .limits = limits };
	for (size_t i = 0; i < 8; i++)
		c->close_first[i] = -1;
	return pipe2(c->ready_in, O_CLOEXEC | O_NONBLOCK);
}

/* ---- a child ------------------------------------------------------------ */

void
child_ready(struct child *c)
{
	unsigned char number[2] = { (unsigned char)c->place,
		(unsigned char)(c->place >> 8) };

	if (c->ready != -1) {
		(void)!write(c->ready, number, sizeof number);
		close(c->ready);
	}
	c->ready = -1;
}

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

static int
child_run(struct children *c, const struct slot *post, int place, pid_t parent)
{
	struct child child = { .errand = c->errand,
		.number = post->number,
		.place = place,
		.ready = c->ready_in[1] };
	char name[32] = "indexer";

	die_with(parent);
	set_signals(c);
	for (size_t i = 0; i < 8; i++)
		if (c->close_first[i] != -1)
			close(c->close_first[i]);
	close(c->ready_in[0]);
	if (post->number > 0)
		(void)snprintf(name, sizeof name, "worker %u", post->number);
	log_name(name);
	if (become_user(c->errand->config) == -1)
		return EXIT_FAILURE;
	die_with(parent);
	return post->number == 0 ? indexer_run(&child) : worker_run(&child);
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
spawn(struct children *c, struct slot *post)
{
	struct stats_child *shown;
	pid_t parent = getpid();
	int place = stats_take(c->stats);

	post->since = deadline_now();
	post->ready = false;
	if (place != -1) {
		shown = &c->stats->child[place];
		shown->indexer = post->number == 0;
		shown->number = post->number;
		shown->since = (int64_t)time(NULL);
		post->pid = fork();
		if (post->pid == 0)
			exit(child_run(c, post, place, parent));
		if (post->pid != -1) {
			shown->pid = post->pid;
			post->place = place;
			return;
		}
	}
	log_error("no new process: %s", strerror(errno));
	post->due = post->since + MOST_MS;
}

static void
become_leavers(struct children *c)
{
	for (size_t i = 0; i < c->nslots; i++) {
		const struct slot *p = &c->slots[i];
		/* NOLINTNEXTLINE(clang-analyzer-*): no slots, no turn */
		struct retiring l = { .pid = p->pid,
			.place = p->place,
			.indexer = p->number == 0,
			.since = deadline_now() };

		if (p->place == -1)
			continue;
		c->retiring =
		    array_room(c->retiring, c->nretiring, sizeof *c->retiring);
		c->retiring[c->nretiring++] = l;
		c->stats->child[p->place].leaving = true;
	}
}

void
children_change(struct children *c, const struct child_config *errand)
{
	bool first = c->slots == NULL;
	uint64_t now = deadline_now();

	become_leavers(c);
	free(c->slots);
	c->errand = errand;
	c->nslots = 1 + errand->config->workers;
	c->slots = xcalloc(c->nslots, sizeof *c->slots);
	c->changed = now;
	c->changing = true;
	for (size_t i = 0; i < c->nslots; i++) {
		c->slots[i] = (struct slot){ .number = (unsigned)i,
			.place = -1,
			.due = now };
		/* The first page should not say that there is no index. */
		if (first && i > 0)
			c->slots[i].due = now + FIRST_LOOK_MS;
	}
	for (size_t i = 0; i < c->nretiring; i++)
		if (c->retiring[i].indexer)
			kill(c->retiring[i].pid, SIGTERM);
}

/* ---- who is ready ------------------------------------------------------- */

int
children_fd(const struct children *c)
{
	return c->ready_in[0];
}

void
children_note_ready(struct children *c)
{
	unsigned char number[2];

	while (read(c->ready_in[0], number, sizeof number) == sizeof number) {
		int place = number[0] | number[1] << 8;

		for (size_t i = 0; i < c->nslots; i++) {
			if (c->slots[i].place != place)
				continue;
			c->slots[i].ready = true;
			/* There is an index: nobody waits for it longer. */
			for (size_t j = 0; i == 0 && j < c->nslots; j++)
				if (c->slots[j].failures == 0)
					c->slots[j].due = 0;
		}
	}
}

bool
children_ready(const struct children *c)
{
	for (size_t i = 1; i < c->nslots; i++)
		if (!c->slots[i].ready)
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

/* Say how a child of the current crew ended, which it should not have. */
static void
report(const struct children *c, const struct slot *p, int status)
{
	char who[32] = "the indexer";
	const char *then = c->ending ? "" : "; another one takes its place";

	if (p->number > 0)
		(void)snprintf(who, sizeof who, "worker %u", p->number);
	if (WIFSIGNALED(status))
		log_error("%s (process %ld) was ended by signal %d (%s)%s", who,
		    (long)p->pid, WTERMSIG(status), strsignal(WTERMSIG(status)),
		    then);
	else
		log_error("%s (process %ld) ended with status %d%s", who,
		    (long)p->pid, WEXITSTATUS(status), then);
}

static void
post_lost(struct children *c, struct slot *p, int status)
{
	uint64_t now = deadline_now();

	if (!c->ending) {
		report(c, p, status);
		c->stats->crashes++;
	}
	clear_place(c, p->place);
	p->place = -1;
	p->failures = now - p->since > STABLE_MS ? 1 : p->failures + 1;
	p->due = now + delay(p->failures);
}

static void
ended(struct children *c, pid_t pid, int status)
{
	for (size_t i = 0; i < c->nslots; i++)
		if (c->slots[i].place != -1 && c->slots[i].pid == pid) {
			post_lost(c, &c->slots[i], status);
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
old_indexer(const struct children *c)
{
	for (size_t i = 0; i < c->nretiring; i++)
		if (c->retiring[i].indexer)
			return true;
	return false;
}

/*
 * Two indexers at one index would wait for each other; and the new one may
 * be told of another folder, of which the old workers, in their sandbox, know
 * nothing: it starts when they take no more requests.
 */
static bool
indexer_waits(const struct children *c, uint64_t now)
{
	return old_indexer(c) ||
	       (c->nretiring > 0 &&
		   (c->changing || now < c->dismissed + LAST_ASKED_MS));
}

static void
dismiss_leavers(struct children *c)
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
limit_leavers(struct children *c, uint64_t now)
{
	size_t most = 4 * c->nslots + 8, over = c->nretiring;

	for (size_t i = 0; i < c->nretiring; i++) {
		const struct retiring *l = &c->retiring[i];

		if (over-- > most ||
		    (l->indexer && now > l->since + LIBRARIAN_MS))
			kill(l->pid, SIGKILL);
	}
}

int
children_tend(struct children *c)
{
	uint64_t now = deadline_now(), next = UINT64_MAX;

	if (c->ending)
		return -1;
	if (c->changing && (children_ready(c) || now > c->changed + READY_MS))
		dismiss_leavers(c);
	for (size_t i = 0; i < c->nslots; i++) {
		struct slot *p = &c->slots[i];

		if (p->place != -1)
			continue;
		if (p->number == 0 && indexer_waits(c, now)) {
			if (now + 20 < next)
				next = now + 20;
			continue;
		}
		if (p->due <= now)
			spawn(c, p);
		if (p->place == -1 && p->due < next)
			next = p->due;
	}
	limit_leavers(c, now);
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
