#include "server/stats.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/escape.h"
#include "server/child.h"
#include "text/date.h"

#define STATUS_MAX (1 << 20)
#define LATEST     INT64_C(253402300799) /* the end of 9999 */

void
counters_answered(struct counters *f, uint64_t microseconds)
{
	f->count[COUNTER_ANSWERED]++;
	f->count[COUNTER_ANSWER_US] += microseconds;
	if (microseconds > f->count[COUNTER_ANSWER_MOST_US])
		f->count[COUNTER_ANSWER_MOST_US] = microseconds;
}

struct stats *
stats_new(void)
{
	struct stats *b = xcalloc(1, sizeof *b);

	b->shared = mmap(NULL, sizeof *b->shared, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (b->shared == MAP_FAILED) {
		free(b);
		return NULL;
	}
	b->since = (int64_t)time(NULL);
	return b;
}

void
stats_free(struct stats *b)
{
	if (b == NULL)
		return;
	munmap(b->shared, sizeof *b->shared);
	free(b);
}

/* How many of them there are figures for. */
static size_t
capsules(const struct stats *b)
{
	size_t n = b->config == NULL ? 0 : b->config->ncapsules;

	return n < STATS_CAPSULES ? n : STATS_CAPSULES;
}

void
stats_change(struct stats *b, const struct config *config,
    const int64_t *expires)
{
	b->config = config;
	if (capsules(b) > 0)
		memcpy(b->expires, expires, capsules(b) * sizeof *expires);
}

int
stats_take(struct stats *b, const struct child_kind *kind, unsigned number)
{
	for (int i = 0; i < STATS_CHILDREN; i++) {
		if (b->child[i].kind != NULL)
			continue;
		b->child[i] = (struct stats_child){ .kind = kind,
			.number = number,
			.since = (int64_t)time(NULL) };
		memset(&b->shared->child[i], 0, sizeof b->shared->child[i]);
		return i;
	}
	return -1;
}

static void
add_up(struct counters *sum, const struct counters *f)
{
	uint64_t most = sum->count[COUNTER_ANSWER_MOST_US];

	for (size_t i = 0; i < COUNTERS; i++)
		sum->count[i] += f->count[i];
	if (most < f->count[COUNTER_ANSWER_MOST_US])
		most = f->count[COUNTER_ANSWER_MOST_US];
	sum->count[COUNTER_ANSWER_MOST_US] = most;
	for (size_t p = 0; p < PROTOCOLS; p++)
		for (size_t i = 0; i < COUNTER_STATUSES; i++)
			sum->status[p][i] += f->status[p][i];
}

void
stats_leave(struct stats *b, int place)
{
	struct counters *counters = &b->shared->child[place];

	/* Whoever was killed has closed nothing, but all of it is closed. */
	counters->count[COUNTER_CLOSED] = counters->count[COUNTER_ACCEPTED];
	add_up(&b->gone, counters);
	b->child[place].kind = NULL;
}

void
stats_problem(struct stats *b, const struct problem *found)
{
	struct stats_shared *s = b->shared;
	uint64_t n = __atomic_fetch_add(&s->problems, 1, __ATOMIC_RELAXED);
	size_t i = n % STATS_PROBLEMS;

	s->problem[i].at = (int64_t)time(NULL);
	problem_str(found, s->problem[i].text, sizeof s->problem[i].text);
}

void
stats_all_well(struct stats *b)
{
	__atomic_store_n(&b->shared->problems, 0, __ATOMIC_RELAXED);
}

static struct counters
total(const struct stats *b)
{
	struct counters sum = b->gone;

	for (int i = 0; i < STATS_CHILDREN; i++)
		if (b->child[i].kind != NULL)
			add_up(&sum, &b->shared->child[i]);
	return sum;
}

/* ---- for people --------------------------------------------------------- */

static const char *
moment(int64_t seconds, char out[DATE_SIZE])
{
	struct date d;

	if (seconds <= 0 || seconds > LATEST) /* a stranger's, too */
		return "never";
	d = date_of_seconds(seconds);
	return date_stamp(&d, out);
}

static void
show_children(const struct stats *b, struct buf *out)
{
	char name[CHILD_NAME_SIZE], since[DATE_SIZE];

	for (int i = 0; i < STATS_CHILDREN; i++) {
		const struct stats_child *c = &b->child[i];
		const uint64_t *n = b->shared->child[i].count;

		if (c->kind == NULL)
			continue;
		buf_addf(out, "%-12s process %ld since %s",
		    child_name(c->kind, c->number, name), (long)c->pid,
		    moment(c->since, since));
		if (c->kind->serves)
			buf_addf(out, ", %" PRIu64 " connections",
			    n[COUNTER_ACCEPTED] - n[COUNTER_CLOSED]);
		buf_adds(out, c->leaving ? ", ending\n" : "\n");
	}
}

static void
show_requests(const struct counters *sum, struct buf *out)
{
	for (size_t p = 0; p < PROTOCOLS; p++) {
		uint64_t all = 0;

		for (size_t i = 0; i < COUNTER_STATUSES; i++)
			all += sum->status[p][i];
		buf_addf(out, "%-12s %" PRIu64 " requests", protocols[p]->name,
		    all);
		for (size_t i = 0; i < COUNTER_STATUSES; i++)
			if (sum->status[p][i] > 0)
				buf_addf(out, ", %zu: %" PRIu64, i,
				    sum->status[p][i]);
		buf_addc(out, '\n');
	}
}

static void
show_figures(const struct counters *sum, struct buf *out)
{
	const uint64_t *n = sum->count;
	uint64_t answered = n[COUNTER_ANSWERED];

	buf_addf(out,
	    "connections  %" PRIu64 " now, %" PRIu64 " in all, %" PRIu64
	    " refused, %" PRIu64 " dropped for others\n",
	    n[COUNTER_ACCEPTED] - n[COUNTER_CLOSED], n[COUNTER_ACCEPTED],
	    n[COUNTER_REFUSED], n[COUNTER_EVICTED]);
	buf_addf(out,
	    "handshakes   %" PRIu64 " full, %" PRIu64 " resumed, %" PRIu64
	    " failed, %" PRIu64 " not TLS\n",
	    n[COUNTER_HANDSHAKES], n[COUNTER_RESUMED],
	    n[COUNTER_FAILED_HANDSHAKES], n[COUNTER_STRANGERS]);
	buf_addf(out,
	    "time-outs    %" PRIu64 " without a request, %" PRIu64
	    " without progress\n",
	    n[COUNTER_LATE_REQUESTS], n[COUNTER_LATE_WRITES]);
	buf_addf(out,
	    "sent         %" PRIu64 " bytes; %" PRIu64
	    " us for an answer, at most %" PRIu64 "\n",
	    n[COUNTER_BYTES],
	    answered == 0 ? 0 : n[COUNTER_ANSWER_US] / answered,
	    n[COUNTER_ANSWER_MOST_US]);
}

static void
show_capsules(const struct stats *b, struct buf *out)
{
	char changed[DATE_SIZE];

	for (size_t i = 0; i < capsules(b); i++) {
		const struct stats_capsule *k = &b->shared->capsule[i];

		buf_addf(out, "capsule      %s: %" PRIu64 " articles",
		    b->config->capsules[i].name, k->articles);
		if (!k->complete)
			buf_addf(out, " so far (at %.199s)", k->at);
		hidden_count_tell(&k->hidden, out);
		buf_addf(out,
		    ", index %" PRIu64 " bytes, changed %s, %" PRIu64
		    " problems\n",
		    k->index_bytes, moment(k->changed_at, changed),
		    k->problems);
	}
}

/* Of a capsule's files, and of its index. */
static void
show_present(const char *name, const struct stats_capsule *k, struct buf *out)
{
	uint64_t shown =
	    k->problems < STATS_PROBLEMS ? k->problems : STATS_PROBLEMS;

	if (k->failing[0] != '\0')
		buf_addf(out,
		    "problem      %s: the index is not kept up to date: "
		    "%.299s\n",
		    name, k->failing);
	for (uint64_t i = 0; i < shown; i++)
		if (k->present[i][0] != '\0')
			buf_addf(out, "problem      %s: %.299s\n", name,
			    k->present[i]);
	if (k->problems > shown)
		buf_addf(out,
		    "problem      %s: and %" PRIu64
		    " more, which `chasqui check` names\n",
		    name, k->problems - shown);
}

static void
show_certificates(const struct stats *b, struct buf *out)
{
	char day[DATE_SIZE];

	for (size_t i = 0; i < capsules(b); i++) {
		struct date d = date_of_seconds(b->expires[i]);
		bool over = b->expires[i] <= (int64_t)time(NULL);

		if (b->expires[i] != 0)
			buf_addf(out, "certificate  %s: %s %s\n",
			    b->config->capsules[i].name,
			    over ? "has expired on" : "valid until",
			    date_day(&d, day));
	}
}

static void
show_problems(const struct stats *b, struct buf *out)
{
	const struct stats_shared *s = b->shared;
	uint64_t n = s->problems;
	uint64_t first = n > STATS_PROBLEMS ? n - STATS_PROBLEMS : 0;
	char at[DATE_SIZE];

	for (size_t i = 0; i < capsules(b); i++)
		show_present(b->config->capsules[i].name, &s->capsule[i], out);
	for (uint64_t i = first; i < n; i++) {
		const char *text = s->problem[i % STATS_PROBLEMS].text;

		buf_addf(out, "problem      %s ",
		    moment(s->problem[i % STATS_PROBLEMS].at, at));
		escape_add(out, text, strnlen(text, PROBLEM_SIZE), "");
		buf_addc(out, '\n');
	}
}

void
stats_text(const struct stats *b, struct buf *out)
{
	struct counters sum = total(b);
	char since[DATE_SIZE];

	buf_addf(out,
	    "chasqui " CHASQUI_VERSION " since %s, %" PRIu64
	    " reloads, %" PRIu64 " crashes\n",
	    moment(b->since, since), b->reloads, b->crashes);
	show_children(b, out);
	show_figures(&sum, out);
	show_requests(&sum, out);
	show_capsules(b, out);
	show_certificates(b, out);
	show_problems(b, out);
}

/* ---- for Prometheus ----------------------------------------------------- */

static const struct {
	const char *name, *labels, *help; /* help: opens a family */
	enum counter figure;
} metrics[] = {
	{ "connections_total", "", "Connections accepted.", COUNTER_ACCEPTED },
	{ "limits_total", "{kind=\"refused\"}",
	    "Connections and requests that met a limit.", COUNTER_REFUSED },
	{ "limits_total", "{kind=\"dropped\"}", NULL, COUNTER_EVICTED },
	{ "limits_total", "{kind=\"slowed\"}", NULL, COUNTER_SLOWED },
	{ "limits_total", "{kind=\"paused\"}", NULL, COUNTER_PAUSED },
	{ "limits_total", "{kind=\"flood\"}", NULL, COUNTER_FLOODS },
	{ "handshakes_total", "{kind=\"full\"}", "TLS handshakes.",
	    COUNTER_HANDSHAKES },
	{ "handshakes_total", "{kind=\"resumed\"}", NULL, COUNTER_RESUMED },
	{ "handshakes_total", "{kind=\"failed\"}", NULL,
	    COUNTER_FAILED_HANDSHAKES },
	{ "handshakes_total", "{kind=\"not_tls\"}", NULL, COUNTER_STRANGERS },
	{ "timeouts_total", "{kind=\"request\"}",
	    "Connections closed because time was up.", COUNTER_LATE_REQUESTS },
	{ "timeouts_total", "{kind=\"write\"}", NULL, COUNTER_LATE_WRITES },
	{ "sent_bytes_total", "", "Bytes of answers.", COUNTER_BYTES },
	{ "answers_total", "", "Requests that the site answered.",
	    COUNTER_ANSWERED },
};

static void
head(struct buf *out, const char *name, const char *type, const char *help)
{
	buf_addf(out, "# HELP chasqui_%s %s\n# TYPE chasqui_%s %s\n", name,
	    help, name, type);
}

static void
measure(struct buf *out, const char *name, const char *type, const char *help,
    double value)
{
	head(out, name, type, help);
	buf_addf(out, "chasqui_%s %.6f\n", name, value);
}

static void
measure_requests(const struct counters *sum, struct buf *out)
{
	head(out, "requests_total", "counter",
	    "Answers by protocol and status.");
	for (size_t p = 0; p < PROTOCOLS; p++)
		for (size_t i = 0; i < COUNTER_STATUSES; i++)
			if (sum->status[p][i] > 0)
				buf_addf(out,
				    "chasqui_requests_total{protocol=\"%s\","
				    "status=\"%zu\"} %" PRIu64 "\n",
				    protocols[p]->name, i, sum->status[p][i]);
}

/* One line for each capsule. */
static void
measure_capsules(const struct stats *b, struct buf *out, const char *name,
    const char *help, size_t field)
{
	head(out, name, "gauge", help);
	for (size_t i = 0; i < capsules(b); i++) {
		const struct stats_capsule *k = &b->shared->capsule[i];
		uint64_t value;

		memcpy(&value, (const char *)k + field, sizeof value);
		buf_addf(out, "chasqui_%s{capsule=\"%s\"} %" PRIu64 "\n", name,
		    b->config->capsules[i].name, value);
	}
}

static void
measure_certificates(const struct stats *b, struct buf *out)
{
	head(out, "certificate_expiry_seconds", "gauge",
	    "Until a capsule's certificate expires; negative: since it has.");
	for (size_t i = 0; i < capsules(b); i++)
		if (b->expires[i] != 0)
			buf_addf(out,
			    "chasqui_certificate_expiry_seconds"
			    "{capsule=\"%s\"} %lld\n",
			    b->config->capsules[i].name,
			    (long long)(b->expires[i] - (int64_t)time(NULL)));
}

static size_t
workers(const struct stats *b)
{
	size_t n = 0;

	for (int i = 0; i < STATS_CHILDREN; i++)
		n += b->child[i].kind != NULL && b->child[i].kind->serves;
	return n;
}

void
stats_metrics(const struct stats *b, struct buf *out)
{
	struct counters sum = total(b);
	const uint64_t *n = sum.count;

	for (size_t i = 0; i < sizeof metrics / sizeof *metrics; i++) {
		if (metrics[i].help != NULL)
			head(out, metrics[i].name, "counter", metrics[i].help);
		buf_addf(out, "chasqui_%s%s %" PRIu64 "\n", metrics[i].name,
		    metrics[i].labels, n[metrics[i].figure]);
	}
	measure_requests(&sum, out);
	measure(out, "connections", "gauge", "Connections open now.",
	    (double)(n[COUNTER_ACCEPTED] - n[COUNTER_CLOSED]));
	measure(out, "answer_seconds_total", "counter",
	    "Time that answers took, conversion included.",
	    (double)n[COUNTER_ANSWER_US] / 1e6);
	measure(out, "answer_seconds_most", "gauge",
	    "The longest that one answer took.",
	    (double)n[COUNTER_ANSWER_MOST_US] / 1e6);
	measure(out, "workers", "gauge", "Worker processes.",
	    (double)workers(b));
	measure(out, "crashes_total", "counter",
	    "Child processes that ended by themselves.", (double)b->crashes);
	measure(out, "reloads_total", "counter", "Reloads.",
	    (double)b->reloads);
	measure(out, "start_time_seconds", "gauge", "When the server started.",
	    (double)b->since);
	measure_capsules(b, out, "index_articles", "Articles in the index.",
	    offsetof(struct stats_capsule, articles));
	measure_capsules(b, out, "index_bytes", "Size of the index.",
	    offsetof(struct stats_capsule, index_bytes));
	measure_capsules(b, out, "index_changed_timestamp_seconds",
	    "When the index changed last.",
	    offsetof(struct stats_capsule, changed_at));
	measure_capsules(b, out, "index_complete",
	    "Whether all files were looked at.",
	    offsetof(struct stats_capsule, complete));
	measure_capsules(b, out, "index_problems",
	    "Problems with files as they are now.",
	    offsetof(struct stats_capsule, problems));
	measure_certificates(b, out);
}

/* ---- the socket --------------------------------------------------------- */

/*
 * The socket's address by way of the folder's descriptor: a folder's path may
 * be longer than an address can be.
 */
static int
address(const char *state, struct sockaddr_un *at, int *folder,
    struct problem *why)
{
	*folder = open(state, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (*folder == -1) {
		problem_errno(why, "cannot be opened");
		return problem_in(why, state);
	}
	memset(at, 0, sizeof *at);
	at->sun_family = AF_UNIX;
	(void)snprintf(at->sun_path, sizeof at->sun_path,
	    "/proc/self/fd/%d/" STATS_SOCKET, *folder);
	return 0;
}

int
stats_listen(const char *state, struct problem *why)
{
	struct sockaddr_un at;
	int folder, fd;

	if (address(state, &at, &folder, why) == -1)
		return -1;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	unlink(at.sun_path);
	if (fd == -1 ||
	    bind(fd, (const struct sockaddr *)&at, sizeof at) == -1 ||
	    chmod(at.sun_path, 0660) == -1 || listen(fd, 16) == -1) {
		problem_errno(why, "no socket for `chasqui status`");
		problem_in(why, state);
		if (fd != -1)
			close(fd);
		fd = -1;
	}
	close(folder);
	return fd;
}

void
stats_tell(int socket, const struct stats *b)
{
	int fd;

	while ((fd = accept4(socket, NULL, NULL,
		    SOCK_NONBLOCK | SOCK_CLOEXEC)) != -1) {
		struct buf out = { 0 };

		stats_text(b, &out);
		buf_adds(&out, STATS_SEPARATOR);
		stats_metrics(b, &out);
		/* It fits into the socket's buffer, or is cut: no waiting. */
		(void)send(fd, out.data, out.len, MSG_NOSIGNAL);
		buf_free(&out);
		close(fd);
	}
}

int
stats_ask(const char *state, struct buf *out, struct problem *why)
{
	struct sockaddr_un at;
	int folder, fd, status = -1;

	if (address(state, &at, &folder, why) == -1)
		return -1;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd == -1 ||
	    connect(fd, (const struct sockaddr *)&at, sizeof at) == -1) {
		if (errno == ECONNREFUSED || errno == ENOENT)
			problem_set(why, 0, "no server runs with this state");
		else
			problem_errno(why, "cannot ask the server");
		problem_in(why, state);
	} else {
		status = buf_read_fd(out, fd, STATUS_MAX, why);
	}
	if (fd != -1)
		close(fd);
	close(folder);
	return status;
}
