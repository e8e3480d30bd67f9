#include "server/supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/descriptors.h"
#include "base/file.h"
#include "base/log.h"
#include "publish/handover.h"
#include "server/announce.h"
#include "server/child_config.h"
#include "server/children.h"
#include "server/deadline.h"
#include "server/indexer.h"
#include "server/maker.h"
#include "server/publisher.h"
#include "server/roots.h"
#include "server/sandbox.h"
#include "server/statedir.h"
#include "server/stats_show.h"
#include "server/status_socket.h"
#include "server/systemd.h"
#include "server/tls.h"
#include "server/worker.h"
#include "tls/certificate.h"
#include "tls/wipe.h"

#define RELOAD_MS  1000 /* between reloads at least: F15 */
#define ROOTS_MS   1000 /* between looks at the capsules' folders */
#define METRICS_MS 15000
#define REMIND_S   3600
#define END_MS     8500 /* workers end by themselves after eight seconds */
#define KINDS      (sizeof kinds / sizeof *kinds)

struct supervisor {
	const char *file;
	struct child_config *current; /* owned: what children begin with */
	struct root *roots;           /* owned; one for each capsule */
	struct children children;
	struct statedir state;
	struct stats *stats;
	struct limits_table *limits; /* owned */
	int orders[2];               /* a pipe, as child_config.h says */
	int signals;                 /* signalfd */
	int channel[2];              /* from the workers to the publisher */
	int status;                  /* the socket of `chasqui status`, or -1 */
	bool announced;              /* READY was said */
	bool again;                  /* a reload is wanted */
	bool ending;
	bool unmeasured; /* metrics could not be written, and the log says so */
	int64_t reminded; /* seconds: of certificates that expire */
	uint64_t reloaded, looked, measured, fed, end; /* when last; when */
};

/*
 * The processes.  What the others wait for comes first: the first page should
 * not say that there is no index.
 */
static const struct child_kind kinds[] = {
	{ .name = "indexer",
	    .run = indexer_run,
	    .role = SANDBOX_INDEXER,
	    .capsules = ACCESS_READ,
	    .indexes = ACCESS_WRITE },
	{ .name = "worker",
	    .run = worker_run,
	    .role = SANDBOX_WORKER,
	    .capsules = ACCESS_READ,
	    .indexes = ACCESS_READ,
	    .made = ACCESS_READ,
	    .serves = true },
	{ .name = "maker",
	    .run = maker_run,
	    .role = SANDBOX_MAKER,
	    .capsules = ACCESS_READ,
	    .indexes = ACCESS_READ,
	    .made = ACCESS_WRITE },
	{ .name = "publisher",
	    .run = publisher_run,
	    .role = SANDBOX_PUBLISHER,
	    .capsules = ACCESS_PUBLISH,
	    .indexes = ACCESS_READ,
	    .wanted = publisher_wanted,
	    .finishes = true },
};

/* ---- configurations ----------------------------------------------------- */

/* Open what a configuration needs; *end says of which kind a failure is. */
static struct child_config *
open_config(const struct supervisor *s, struct config *c,
    enum supervisor_end *end, struct problem *why)
{
	const struct child_shared shared = { .limits = s->limits,
		.stats = s->stats,
		.channel = s->channel,
		.index_folder = s->state.index_folder,
		.orders = { s->orders[0], s->orders[1] },
		.writable = s->state.writable };
	bool refused = false;
	struct child_config *open =
	    child_config_new(c, s->current, &shared, &refused, why);

	*end = open != NULL ? SUPERVISOR_DONE
	       : refused    ? SUPERVISOR_SYSTEM
			    : SUPERVISOR_CONFIG;
	return open;
}

/* Root's configuration may name a user that does not exist. */
static int
check_user(const struct config *c, struct problem *why)
{
	if (geteuid() != 0 || c->user[0] == '\0' || getpwnam(c->user) != NULL)
		return 0;
	problem_set(why, 0, "there is no user '%s'", c->user);
	return problem_in(why, c->file);
}

/* What cannot change without a restart. */
static int
check_change(const struct config *old, const struct config *c,
    struct problem *why)
{
	const char *what = NULL;

	if (strcmp(old->state, c->state) != 0)
		what = "state";
	else if (strcmp(old->user, c->user) != 0)
		what = "user";
	if (what == NULL)
		return 0;
	problem_set(why, 0, "%s changes with a restart only", what);
	return problem_in(why, c->file);
}

/* Once, when all workers serve. */
static void
announce(struct supervisor *s)
{
	if (s->announced || !children_ready(&s->children))
		return;
	s->announced = true;
	if (strcmp(s->current->config->log, "stderr") == 0)
		announce_how(s->current->config);
	log_info("ready, with %u worker%s", s->current->config->workers,
	    s->current->config->workers == 1 ? "" : "s");
	systemd_notify("READY=1");
}

/* ---- reloading ---------------------------------------------------------- */

static void
note_certificates(struct supervisor *s)
{
	const struct config *c = s->current->config;
	int64_t *expires = xcalloc(c->ncapsules, sizeof *expires);

	for (size_t i = 0; i < c->ncapsules; i++) {
		const X509 *leaf = tls_certificate(s->current->tls, i);

		if (leaf != NULL)
			expires[i] = certificate_not_after(leaf);
	}
	stats_change(s->stats, c, expires);
	free(expires);
}

/* New children with what there is, before the old ones leave. */
static void
renew(struct supervisor *s)
{
	free(s->roots);
	s->roots = roots_note(s->current->config);
	note_certificates(s);
	children_change(&s->children, s->current);
}

/* Where `chasqui status` asks; what children are not to hold of it. */
static void
open_status(struct supervisor *s)
{
	struct problem why = { 0 };

	if (s->status != -1)
		close(s->status);
	s->status = -1;
	if (s->state.writable) {
		s->status = stats_listen(s->state.path, &why);
		if (s->status == -1)
			log_problem(NULL, &why);
	}
	s->children.close_first[0] = s->signals;
	s->children.close_first[1] = s->status;
	s->children.close_first[2] = s->state.lock;
}

/*
 * A folder that was unmounted and is back, or another one in its place: the
 * sandbox of those who are here does not reach it.
 */
static void
look_at_folders(struct supervisor *s, uint64_t now)
{
	const struct config *c = s->current->config;
	const struct config_capsule *changed;
	struct stat st;

	if (now < s->looked + ROOTS_MS)
		return;
	s->looked = now;
	if (stat(s->state.index_folder, &st) == -1 && errno == ENOENT &&
	    statedir_mend(&s->state, c, NULL) == 0) {
		log_info("%s was removed and is made again",
		    s->state.index_folder);
		open_status(s);
		renew(s);
		return;
	}
	changed = roots_changed(s->roots, c);
	if (changed == NULL)
		return;
	log_info("%s is another folder now", changed->root);
	renew(s);
}

static void
take_config(struct supervisor *s, struct child_config *c)
{
	struct child_config *old = s->current;

	s->current = c;
	announce_certificates(c->config, c->tls, s->stats);
	renew(s);
	child_config_free(old);
}

/* The old configuration stays until the new one is open in all its parts. */
static int
try_reload(struct supervisor *s, struct problem *why)
{
	enum supervisor_end end;
	struct config *c = config_read(s->file, why);
	struct child_config *open;

	if (c == NULL)
		return -1;
	if (check_user(c, why) == -1 ||
	    check_change(s->current->config, c, why) == -1) {
		config_free(c);
		return -1;
	}
	open = open_config(s, c, &end, why);
	if (open == NULL)
		return -1;
	if (log_open(c->log, why) == -1) {
		child_config_free(open);
		return -1;
	}
	take_config(s, open);
	return 0;
}

static void
reload(struct supervisor *s)
{
	struct problem why = { 0 };

	s->again = false;
	s->reloaded = deadline_now();
	s->stats->reloads++;
	systemd_notify_reloading();
	if (try_reload(s, &why) == 0) {
		log_info("reloaded");
		stats_all_well(s->stats);
	} else {
		log_problem(NULL, &why);
		log_error("not reloaded: the old configuration stays");
		stats_problem(s->stats, &why);
	}
	systemd_notify("READY=1");
}

/* The logs were moved away: children get the new files by being renewed. */
static void
reopen_logs(struct supervisor *s)
{
	struct problem why = { 0 };
	struct access_log *log;

	log_reopen();
	log = access_log_open(s->current->config, &why);
	if (log == NULL) {
		log_problem(NULL, &why);
		return;
	}
	access_log_close(s->current->log);
	s->current->log = log;
	renew(s);
}

/* ---- ending ------------------------------------------------------------- */

/* The first time politely, the second time at once. */
static void
end(struct supervisor *s)
{
	if (s->ending) {
		children_end(&s->children, SIGKILL);
		return;
	}
	s->ending = true;
	s->end = deadline_now() + END_MS;
	log_info("ending");
	systemd_notify("STOPPING=1");
	children_end(&s->children, SIGTERM);
	listeners_close(&s->current->listeners);
}

/* ---- the loop ----------------------------------------------------------- */

static void
on_signal(struct supervisor *s)
{
	struct signalfd_siginfo info;

	while (read(s->signals, &info, sizeof info) == sizeof info) {
		switch (info.ssi_signo) {
		case SIGHUP:
			s->again = true;
			break;
		case SIGUSR1:
			if (!s->ending)
				reopen_logs(s);
			break;
		case SIGCHLD:
			children_reap(&s->children);
			break;
		default:
			end(s);
			break;
		}
	}
}

/* A certificate's end comes nearer while nobody looks. */
static void
remind(struct supervisor *s)
{
	int64_t now = (int64_t)time(NULL);

	if (now < s->reminded + REMIND_S && now >= s->reminded)
		return;
	announce_expiries(s->current->config, s->current->tls, s->reminded, now,
	    s->stats);
	s->reminded = now;
}

static void
write_metrics(struct supervisor *s, uint64_t now)
{
	const char *path = s->current->config->metrics;
	struct problem why = { 0 };
	struct buf out = { 0 };
	bool failed;

	if (path[0] == '\0' ||
	    (s->measured != 0 && now < s->measured + METRICS_MS))
		return;
	s->measured = now;
	stats_metrics(s->stats, &out);
	failed = file_write(path, out.data, out.len, 0644, &why) == -1;
	if (failed && !s->unmeasured) {
		problem_in(&why, path);
		log_problem(NULL, &why);
	}
	s->unmeasured = failed;
	buf_free(&out);
}

static void
feed_watchdog(struct supervisor *s, uint64_t now)
{
	int ms = systemd_watchdog_ms();

	if (ms == -1 || now < s->fed + (uint64_t)ms)
		return;
	s->fed = now;
	systemd_notify("WATCHDOG=1");
}

/* What is done without being asked; how long until it is next. */
static int
tend(struct supervisor *s)
{
	uint64_t now = deadline_now();
	int ms = ROOTS_MS, due, dog = systemd_watchdog_ms();

	feed_watchdog(s, now);
	if (s->ending) {
		if (now >= s->end)
			children_end(&s->children, SIGKILL);
		return 200;
	}
	if (s->again && now >= s->reloaded + RELOAD_MS)
		reload(s);
	look_at_folders(s, now);
	write_metrics(s, now);
	remind(s);
	due = children_tend(&s->children);
	if (due != -1 && due < ms)
		ms = due;
	if (dog != -1 && dog < ms)
		ms = dog;
	if (s->again && ms > 100)
		ms = 100;
	return ms;
}

static void
loop(struct supervisor *s)
{
	struct pollfd on[] = {
		{ s->signals, POLLIN, 0 },
		{ children_fd(&s->children), POLLIN, 0 },
		{ s->status, POLLIN, 0 },
	};

	while (!s->ending || !children_gone(&s->children)) {
		int ms = tend(s);

		on[2].fd = s->status; /* it may be another one */
		if (poll(on, 3, ms) <= 0)
			continue;
		if (on[1].revents)
			children_note_ready(&s->children);
		if (on[0].revents)
			on_signal(s);
		if (on[2].revents)
			stats_tell(s->status, s->stats);
		announce(s);
	}
}

/* ---- beginning ---------------------------------------------------------- */

static int
take_signals(struct supervisor *s)
{
	static const int taken[] = { SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGUSR1,
		SIGCHLD };
	sigset_t *set = &s->children.signals;

	signal(SIGPIPE, SIG_IGN); /* F13 */
	sigemptyset(set);
	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
		sigaddset(set, taken[i]);
	sigprocmask(SIG_BLOCK, set, NULL);
	s->signals = signalfd(-1, set, SFD_NONBLOCK | SFD_CLOEXEC);
	return s->signals;
}

static int
make_shared(struct supervisor *s, struct problem *why)
{
	s->stats = stats_new();
	s->limits = limits_table_new(STATS_CHILDREN);
	if (s->stats == NULL || s->limits == NULL ||
	    children_begin(&s->children, kinds, KINDS, s->stats, s->limits) ==
		-1 ||
	    handover_channel(s->channel) == -1 ||
	    pipe2(s->orders, O_CLOEXEC | O_NONBLOCK | O_DIRECT) == -1 ||
	    take_signals(s) == -1)
		return problem_errno(why, "cannot begin");
	return 0;
}

/* The log; a full or read-only disk must not keep anybody from reading. */
static int
begin_log(const struct config *c, struct problem *why)
{
	if (log_open(c->log, why) == 0)
		return 0;
	if (errno != ENOSPC && errno != EROFS && errno != EDQUOT)
		return -1;
	log_problem(NULL, why);
	return log_open("stderr", why);
}

static enum supervisor_end
open_state(struct supervisor *s, const struct config *c, struct problem *why)
{
	struct problem reason = { 0 };
	long pid;

	if (statedir_open(&s->state, c, &pid, &reason) == 0)
		return SUPERVISOR_DONE;
	problem_set(why, 0, "port %u: %s", address_port(&c->listen[0].at),
	    reason.sentence);
	return SUPERVISOR_SYSTEM;
}

/*
 * A service that nobody watches would show its readers another certificate
 * after each start; who starts it by hand reads what the log says.
 */
static int
check_kept(const struct child_config *c, bool temporary, struct problem *why)
{
	const char *name = tls_temporary(c->tls);

	if (name == NULL || temporary || !systemd_is_there())
		return 0;
	problem_set(why, 0,
	    "not started: the certificate of %s cannot be kept in %s "
	    "(let it be written, or serve with --temporary)",
	    name, c->config->state);
	return -1;
}

static enum supervisor_end
begin(struct supervisor *s, bool temporary, struct problem *why)
{
	enum supervisor_end end = SUPERVISOR_SYSTEM;
	struct config *c = config_read(s->file, why);

	if (c == NULL || check_user(c, why) == -1) {
		config_free(c);
		return SUPERVISOR_CONFIG;
	}
	if (begin_log(c, why) == 0 && make_shared(s, why) == 0)
		end = open_state(s, c, why);
	if (end != SUPERVISOR_DONE) {
		config_free(c);
		return end;
	}
	s->current = open_config(s, c, &end, why);
	if (s->current == NULL)
		return end;
	if (check_kept(s->current, temporary, why) == -1)
		return SUPERVISOR_SYSTEM;
	if (geteuid() == 0 && c->user[0] == '\0')
		log_warning("running as root, and staying it: the "
			    "configuration names no user");
	if (c->sandbox)
		sandbox_report();
	return SUPERVISOR_DONE;
}

static void
serve(struct supervisor *s)
{
	open_status(s);
	announce_addresses(&s->current->listeners);
	announce_certificates(s->current->config, s->current->tls, s->stats);
	s->reminded = (int64_t)time(NULL);
	renew(s);
	loop(s);
	log_info("ended");
}

enum supervisor_end
supervisor_run(const char *file, bool temporary, struct problem *why)
{
	struct supervisor s = { .file = file,
		.status = -1,
		.signals = -1,
		.orders = { -1, -1 },
		.state.lock = -1 };
	enum supervisor_end end;

	wipe_set_up();
	descriptors_fill();
	descriptors_raise();
	end = begin(&s, temporary, why);
	if (end == SUPERVISOR_DONE) {
		serve(&s);
		children_free(&s.children);
	}
	child_config_free(s.current);
	limits_table_free(s.limits);
	stats_free(s.stats);
	free(s.roots);
	statedir_close(&s.state);
	if (s.status != -1)
		close(s.status);
	return end;
}
