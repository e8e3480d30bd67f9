#include "server/indexer.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <event2/event.h>

#include "base/alloc.h"
#include "base/array.h"
#include "base/log.h"
#include "capsule/watch.h"
#include "capsule/watch_hub.h"
#include "index/index_write.h"
#include "index/scan.h"
#include "text/date.h"
#include "text/now.h"
#include "text/zone.h"

#define RETRY_MS     2000  /* after a failure: a full disk, a folder gone */
#define POLL_MS      5000  /* where inotify does not work */
#define POLL_EACH_MS 15    /* and for each of them so much longer */
#define OPEN_MOST    16    /* capsules whose indexes stay open all the time */
#define LONG_MS      10000 /* the clock may be set: look again */

/* One capsule's index, and what keeps it up to date. */
struct indexed_capsule {
	struct indexer *indexer;
	const struct config_capsule *capsule;
	const char *index;
	struct stats_capsule *shown; /* in the stats */
	struct scan *scan;           /* owned; NULL: it could not be begun */
	struct watch *watch;         /* owned; NULL: poll */
	struct event *happened, *settle, *work; /* owned */
	bool all;     /* the whole capsule is being looked at */
	bool failing; /* and was said to be */
	char **paths; /* owned: changed, not looked at yet */
	size_t npaths;
};

struct indexer {
	struct event_base *base;
	struct child *child;
	struct stats *stats;
	struct indexed_capsule *capsules; /* owned */
	size_t n, complete;
	size_t polled; /* capsules that cannot be watched */
};

static void
after(struct event *timer, long ms)
{
	struct timeval tv = { ms / 1000, (ms % 1000) * 1000 };

	event_add(timer, &tv);
}

/* ---- what is told ------------------------------------------------------- */

/* A problem of a file: the index holds it for `chasqui status`. */
static void
tell(void *ctx, const struct problem *found)
{
	(void)ctx;
	log_problem(NULL, found);
}

/* The same failure is said once, and when it is over. */
static void
fail(struct indexed_capsule *s, const struct problem *why)
{
	if (!s->failing) {
		log_problem(NULL, why);
		log_warning("the index of %s is not kept up to date until this "
			    "is mended",
		    s->capsule->name);
	}
	s->failing = true;
	if (s->shown != NULL)
		problem_str(why, s->shown->failing, sizeof s->shown->failing);
}

static void
succeed(struct indexed_capsule *s)
{
	if (s->failing)
		log_info("the index of %s is kept up to date again",
		    s->capsule->name);
	s->failing = false;
	if (s->shown != NULL)
		s->shown->failing[0] = '\0';
}

static void
show(struct indexed_capsule *s)
{
	struct problem present[STATS_PROBLEMS];
	struct scan_figures held;
	struct stat st;
	size_t n;

	if (s->shown == NULL)
		return;
	s->shown->complete = !s->all;
	(void)snprintf(s->shown->at, sizeof s->shown->at, "%.199s",
	    scan_at(s->scan));
	if (stat(s->index, &st) == 0)
		s->shown->index_bytes = (uint64_t)st.st_size;
	scan_figures(s->scan, &held);
	s->shown->articles = held.articles;
	s->shown->changed_at = held.changed_at;
	s->shown->problems = held.problems;
	n = held.problems == 0
		? 0
		: scan_problems(s->scan, present, STATS_PROBLEMS);
	for (size_t i = 0; i < STATS_PROBLEMS; i++)
		if (i < n)
			problem_str(&present[i], s->shown->present[i],
			    sizeof s->shown->present[i]);
		else
			s->shown->present[i][0] = '\0';
	s->shown->hidden = held.hidden;
}

/* ---- work --------------------------------------------------------------- */

static void
changed(void *ctx, const char *path)
{
	struct indexed_capsule *s = ctx;

	s->paths = array_room(s->paths, s->npaths, sizeof *s->paths);
	s->paths[s->npaths++] = xstrdup(path);
}

static void
forget_paths(struct indexed_capsule *s)
{
	for (size_t i = 0; i < s->npaths; i++)
		free(s->paths[i]);
	free(s->paths);
	s->paths = NULL;
	s->npaths = 0;
}

/* A look at a capsule costs a ms or two: at a thousand a tenth of the time. */
static long
poll_ms(const struct indexer *l)
{
	return POLL_MS + POLL_EACH_MS * (long)l->polled;
}

/* Every capsule was looked at once: the workers may serve. */
static void
complete(struct indexed_capsule *s)
{
	struct indexer *l = s->indexer;

	s->all = false;
	if (++l->complete < l->n)
		return;
	if (l->n > OPEN_MOST)
		log_info("%zu folders are watched, and %zu capsules looked at "
			 "every %ld s",
		    hub_count(), l->polled, poll_ms(l) / 1000);
	child_ready(l->child);
}

/*
 * One piece of work; whatever fails is caught up with by scan_due().  Returns
 * -1 with the reason, and *more when there is more to do at once.
 */
static int
work_once(struct indexed_capsule *s, bool *more, struct problem *why)
{
	bool settled = true;

	*more = false;
	if (s->npaths > 0) {
		int status = scan_paths(s->scan, (const char *const *)s->paths,
		    s->npaths, &settled, why);

		if (status == -1 || settled)
			forget_paths(s);
		if (status == -1)
			return -1;
	}
	if (s->all) {
		if (scan_all(s->scan, more, why) == -1)
			return -1;
		if (!*more)
			complete(s);
	}
	*more = *more || !settled;
	return 0;
}

static bool
has_news(void *ctx)
{
	const struct indexed_capsule *s = ctx;

	return s->watch != NULL && watch_has_news(s->watch);
}

/* Until when nothing is to be done by itself. */
static long
next_work(const struct indexed_capsule *s, int64_t due)
{
	int64_t now = now_ms(CLOCK_REALTIME);
	long longest = s->watch == NULL ? poll_ms(s->indexer) : LONG_MS;

	if (due == 0)
		return 0;
	if (due <= now / 1000)
		return 1000;
	if (due - now / 1000 < longest / 1000)
		return (long)(due * 1000 - now);
	return longest;
}

static int
begin_scan(struct indexed_capsule *s, struct problem *why)
{
	const struct config *config = s->indexer->child->config->config;
	const struct date_rules *dates;

	if (s->scan != NULL)
		return 0;
	s->scan = scan_new(s->capsule->root, s->index,
	    config->limits.article_size, tell, s, why);
	if (s->scan == NULL)
		return -1;
	scan_limit_files(s->scan, config->limits.files_most);
	scan_ask_news(s->scan, has_news, s);
	dates = scan_dates(s->scan);
	log_info("%s: days are those of %s%s", s->capsule->name,
	    dates->zone->name[0] != '\0' ? dates->zone->name : "the machine",
	    dates->local ? "" : ", the machine's zone: no timezone is set");
	return 0;
}

static void
work(int fd, short what, void *ctx)
{
	struct indexed_capsule *s = ctx;
	struct problem why = { 0 };
	int64_t due = INT64_MAX;
	bool more = false;

	(void)fd;
	(void)what;
	if (s->watch == NULL && !s->all)
		changed(s, "");
	if (begin_scan(s, &why) == -1 || work_once(s, &more, &why) == -1 ||
	    scan_due(s->scan, &due, &why) == -1) {
		fail(s, &why);
		after(s->work, RETRY_MS);
		return;
	}
	succeed(s);
	show(s);
	if (s->indexer->n > OPEN_MOST)
		scan_rest(s->scan);
	after(s->work, more ? 0 : next_work(s, due));
}

/* ---- watching ----------------------------------------------------------- */

static void
look(int fd, short what, void *ctx)
{
	struct indexed_capsule *s = ctx;
	int ms = watch_read(s->watch, changed, s);

	(void)fd;
	(void)what;
	if (ms >= 0)
		after(s->settle, ms);
	if (s->npaths > 0)
		after(s->work, 0);
}

/* Before the first look at the files, so that nothing slips in between. */
static void
begin_watch(struct indexed_capsule *s)
{
	struct problem why = { 0 };

	s->watch = watch_new(s->capsule->root, &why);
	if (s->watch == NULL) {
		s->indexer->polled++;
		log_problem(NULL, &why);
		log_warning("%s is looked at every few seconds instead",
		    s->capsule->root);
		return;
	}
	s->happened = event_new(s->indexer->base, watch_fd(s->watch),
	    EV_READ | EV_PERSIST, look, s);
	event_add(s->happened, NULL);
}

static void
begin_capsule(struct indexer *l, size_t i)
{
	const struct child_config *cc = l->child->config;
	struct indexed_capsule *s = &l->capsules[i];

	s->indexer = l;
	s->capsule = &cc->config->capsules[i];
	s->index = cc->indexes[i];
	s->all = true;
	s->settle = evtimer_new(l->base, look, s);
	s->work = evtimer_new(l->base, work, s);
	if (i < STATS_CAPSULES)
		s->shown = &l->stats->shared->capsule[i];
	begin_watch(s);
	after(s->work, 0);
}

static void
end_capsule(struct indexed_capsule *s)
{
	if (s->happened != NULL)
		event_free(s->happened);
	event_free(s->settle);
	event_free(s->work);
	watch_free(s->watch);
	scan_free(s->scan);
	forget_paths(s);
}

/* ---- the indexer ------------------------------------------------------ */

static void
on_term(int fd, short what, void *ctx)
{
	struct indexer *l = ctx;

	(void)fd;
	(void)what;
	event_base_loopbreak(l->base);
}

int
indexer_run(struct child *c)
{
	const struct child_config *cc = c->config;
	struct indexer l = { .child = c,
		.stats = cc->stats,
		.n = cc->config->ncapsules };
	struct event *term, *quit;

	close(cc->channel[0]);
	close(cc->channel[1]);
	l.base = event_base_new();
	if (l.base == NULL) {
		log_error("no event loop: %s", strerror(errno));
		return EXIT_FAILURE;
	}
	term = evsignal_new(l.base, SIGTERM, on_term, &l);
	quit = evsignal_new(l.base, SIGQUIT, on_term, &l);
	event_add(term, NULL);
	event_add(quit, NULL);
	/* Where SQLite may put what does not fit into memory. */
	setenv("SQLITE_TMPDIR", cc->index_folder, 1);
	child_confine(c);
	l.capsules = xcalloc(l.n, sizeof *l.capsules);
	for (size_t i = 0; i < l.n; i++)
		begin_capsule(&l, i);
	event_base_dispatch(l.base);
	for (size_t i = 0; i < l.n; i++)
		end_capsule(&l.capsules[i]);
	free(l.capsules);
	event_free(term);
	event_free(quit);
	event_base_free(l.base);
	return EXIT_SUCCESS;
}
