#include "server/status.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"

#define STATUS_MAX (1 << 20)

void
figures_answered(struct figures *f, uint64_t microseconds)
{
	f->count[FIGURE_ANSWERED]++;
	f->count[FIGURE_ANSWER_US] += microseconds;
	if (microseconds > f->count[FIGURE_ANSWER_MOST_US])
		f->count[FIGURE_ANSWER_MOST_US] = microseconds;
}

struct board *
board_new(void)
{
	struct board *b = mmap(NULL, sizeof *b, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (b == MAP_FAILED)
		return NULL;
	b->since = (int64_t)time(NULL);
	return b;
}

int
board_take(struct board *b)
{
	for (int i = 0; i < BOARD_CHILDREN; i++)
		if (b->child[i].pid == 0) {
			memset(&b->child[i], 0, sizeof b->child[i]);
			return i;
		}
	return -1;
}

static void
add_up(struct figures *sum, const struct figures *f)
{
	uint64_t most = sum->count[FIGURE_ANSWER_MOST_US];

	for (size_t i = 0; i < FIGURES; i++)
		sum->count[i] += f->count[i];
	if (most < f->count[FIGURE_ANSWER_MOST_US])
		most = f->count[FIGURE_ANSWER_MOST_US];
	sum->count[FIGURE_ANSWER_MOST_US] = most;
	for (size_t p = 0; p < 2; p++)
		for (size_t i = 0; i < FIGURE_STATUSES; i++)
			sum->status[p][i] += f->status[p][i];
}

void
board_leave(struct board *b, int place)
{
	struct board_child *child = &b->child[place];

	/* Whoever was killed has closed nothing, but all of it is closed. */
	child->figures.count[FIGURE_CLOSED] =
	    child->figures.count[FIGURE_ACCEPTED];
	add_up(&b->gone, &child->figures);
	child->pid = 0;
}

void
board_problem(struct board *b, const struct problem *found)
{
	uint64_t n = __atomic_fetch_add(&b->problems, 1, __ATOMIC_RELAXED);
	size_t i = n % BOARD_PROBLEMS;

	b->problem[i].at = (int64_t)time(NULL);
	problem_str(found, b->problem[i].text, sizeof b->problem[i].text);
}

static struct figures
total(const struct board *b)
{
	struct figures sum = b->gone;

	for (int i = 0; i < BOARD_CHILDREN; i++)
		if (b->child[i].pid != 0)
			add_up(&sum, &b->child[i].figures);
	return sum;
}

/* ---- for people --------------------------------------------------------- */

static const char *
moment(int64_t seconds, char out[DATE_SIZE])
{
	struct date d = date_of_seconds(seconds);

	return seconds == 0 ? "never" : date_stamp(&d, out);
}

static void
show_children(const struct board *b, struct buf *out)
{
	char since[DATE_SIZE];

	for (int i = 0; i < BOARD_CHILDREN; i++) {
		const struct board_child *c = &b->child[i];
		const uint64_t *n = c->figures.count;

		if (c->pid == 0)
			continue;
		if (c->librarian)
			buf_addf(out, "librarian    process %ld since %s%s\n",
			    (long)c->pid, moment(c->since, since),
			    c->leaving ? ", ending" : "");
		else
			buf_addf(out,
			    "worker %-5u process %ld since %s, %" PRIu64
			    " connections%s\n",
			    c->number, (long)c->pid, moment(c->since, since),
			    n[FIGURE_ACCEPTED] - n[FIGURE_CLOSED],
			    c->leaving ? ", ending" : "");
	}
}

static void
show_requests(const struct figures *sum, struct buf *out)
{
	static const char *const names[] = { "gemini", "gopher" };

	for (size_t p = 0; p < 2; p++) {
		uint64_t all = 0;

		for (size_t i = 0; i < FIGURE_STATUSES; i++)
			all += sum->status[p][i];
		buf_addf(out, "%-12s %" PRIu64 " requests", names[p], all);
		for (size_t i = 0; i < FIGURE_STATUSES; i++)
			if (sum->status[p][i] > 0)
				buf_addf(out, ", %zu: %" PRIu64, i,
				    sum->status[p][i]);
		buf_addc(out, '\n');
	}
}

static void
show_figures(const struct figures *sum, struct buf *out)
{
	const uint64_t *n = sum->count;
	uint64_t answered = n[FIGURE_ANSWERED];

	buf_addf(out,
	    "connections  %" PRIu64 " now, %" PRIu64 " in all, %" PRIu64
	    " refused, %" PRIu64 " dropped for others\n",
	    n[FIGURE_ACCEPTED] - n[FIGURE_CLOSED], n[FIGURE_ACCEPTED],
	    n[FIGURE_REFUSED], n[FIGURE_EVICTED]);
	buf_addf(out,
	    "handshakes   %" PRIu64 " full, %" PRIu64 " resumed, %" PRIu64
	    " failed, %" PRIu64 " not TLS\n",
	    n[FIGURE_HANDSHAKES], n[FIGURE_RESUMED],
	    n[FIGURE_FAILED_HANDSHAKES], n[FIGURE_STRANGERS]);
	buf_addf(out,
	    "time-outs    %" PRIu64 " without a request, %" PRIu64
	    " without progress\n",
	    n[FIGURE_LATE_REQUESTS], n[FIGURE_LATE_WRITES]);
	buf_addf(out,
	    "sent         %" PRIu64 " bytes; %" PRIu64
	    " us for an answer, at most %" PRIu64 "\n",
	    n[FIGURE_BYTES], answered == 0 ? 0 : n[FIGURE_ANSWER_US] / answered,
	    n[FIGURE_ANSWER_MOST_US]);
}

static void
show_capsules(const struct board *b, struct buf *out)
{
	char changed[DATE_SIZE];

	for (int i = 0; i < BOARD_CAPSULES; i++) {
		const struct board_capsule *k = &b->capsule[i];

		if (k->name[0] == '\0')
			continue;
		buf_addf(out,
		    "capsule      %s: %" PRIu64 " articles%s, index %" PRIu64
		    " bytes, changed %s, %" PRIu64 " problems\n",
		    k->name, k->articles, k->complete ? "" : " so far",
		    k->index_bytes, moment(k->changed_at, changed),
		    k->problems);
	}
}

static void
show_problems(const struct board *b, struct buf *out)
{
	uint64_t n = b->problems;
	uint64_t first = n > BOARD_PROBLEMS ? n - BOARD_PROBLEMS : 0;
	char at[DATE_SIZE];

	for (uint64_t i = first; i < n; i++)
		buf_addf(out, "problem      %s %.499s\n",
		    moment(b->problem[i % BOARD_PROBLEMS].at, at),
		    b->problem[i % BOARD_PROBLEMS].text);
}

void
status_text(const struct board *b, struct buf *out)
{
	struct figures sum = total(b);
	char since[DATE_SIZE];

	buf_addf(out,
	    "chasqui " CHASQUI_VERSION " since %s, %" PRIu64
	    " reloads, %" PRIu64 " crashes\n",
	    moment(b->since, since), b->reloads, b->crashes);
	show_children(b, out);
	show_figures(&sum, out);
	show_requests(&sum, out);
	show_capsules(b, out);
	show_problems(b, out);
}

/* ---- for Prometheus ----------------------------------------------------- */

static const struct {
	const char *name, *labels, *help; /* help: opens a family */
	enum figure figure;
} metrics[] = {
	{ "connections_total", "", "Connections accepted.", FIGURE_ACCEPTED },
	{ "limits_total", "{kind=\"refused\"}",
	    "Connections and requests that met a limit.", FIGURE_REFUSED },
	{ "limits_total", "{kind=\"dropped\"}", NULL, FIGURE_EVICTED },
	{ "limits_total", "{kind=\"slowed\"}", NULL, FIGURE_SLOWED },
	{ "limits_total", "{kind=\"paused\"}", NULL, FIGURE_PAUSED },
	{ "handshakes_total", "{kind=\"full\"}", "TLS handshakes.",
	    FIGURE_HANDSHAKES },
	{ "handshakes_total", "{kind=\"resumed\"}", NULL, FIGURE_RESUMED },
	{ "handshakes_total", "{kind=\"failed\"}", NULL,
	    FIGURE_FAILED_HANDSHAKES },
	{ "handshakes_total", "{kind=\"not_tls\"}", NULL, FIGURE_STRANGERS },
	{ "timeouts_total", "{kind=\"request\"}",
	    "Connections closed because time was up.", FIGURE_LATE_REQUESTS },
	{ "timeouts_total", "{kind=\"write\"}", NULL, FIGURE_LATE_WRITES },
	{ "sent_bytes_total", "", "Bytes of answers.", FIGURE_BYTES },
	{ "answers_total", "", "Requests that the site answered.",
	    FIGURE_ANSWERED },
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
measure_requests(const struct figures *sum, struct buf *out)
{
	static const char *const names[] = { "gemini", "gopher" };

	head(out, "requests_total", "counter",
	    "Answers by protocol and status.");
	for (size_t p = 0; p < 2; p++)
		for (size_t i = 0; i < FIGURE_STATUSES; i++)
			if (sum->status[p][i] > 0)
				buf_addf(out,
				    "chasqui_requests_total{protocol=\"%s\","
				    "status=\"%zu\"} %" PRIu64 "\n",
				    names[p], i, sum->status[p][i]);
}

/* One line for each capsule. */
static void
measure_capsules(const struct board *b, struct buf *out, const char *name,
    const char *help, size_t field)
{
	head(out, name, "gauge", help);
	for (int i = 0; i < BOARD_CAPSULES; i++) {
		const struct board_capsule *k = &b->capsule[i];
		uint64_t value;

		if (k->name[0] == '\0')
			continue;
		memcpy(&value, (const char *)k + field, sizeof value);
		buf_addf(out, "chasqui_%s{capsule=\"%s\"} %" PRIu64 "\n", name,
		    k->name, value);
	}
}

static size_t
workers(const struct board *b)
{
	size_t n = 0;

	for (int i = 0; i < BOARD_CHILDREN; i++)
		n += b->child[i].pid != 0 && !b->child[i].librarian;
	return n;
}

void
status_metrics(const struct board *b, struct buf *out)
{
	struct figures sum = total(b);
	const uint64_t *n = sum.count;

	for (size_t i = 0; i < sizeof metrics / sizeof *metrics; i++) {
		if (metrics[i].help != NULL)
			head(out, metrics[i].name, "counter", metrics[i].help);
		buf_addf(out, "chasqui_%s%s %" PRIu64 "\n", metrics[i].name,
		    metrics[i].labels, n[metrics[i].figure]);
	}
	measure_requests(&sum, out);
	measure(out, "connections", "gauge", "Connections open now.",
	    (double)(n[FIGURE_ACCEPTED] - n[FIGURE_CLOSED]));
	measure(out, "answer_seconds_total", "counter",
	    "Time that answers took, conversion included.",
	    (double)n[FIGURE_ANSWER_US] / 1e6);
	measure(out, "answer_seconds_most", "gauge",
	    "The longest that one answer took.",
	    (double)n[FIGURE_ANSWER_MOST_US] / 1e6);
	measure(out, "workers", "gauge", "Worker processes.",
	    (double)workers(b));
	measure(out, "crashes_total", "counter",
	    "Child processes that ended by themselves.", (double)b->crashes);
	measure(out, "reloads_total", "counter", "Reloads.",
	    (double)b->reloads);
	measure(out, "start_time_seconds", "gauge", "When the server started.",
	    (double)b->since);
	measure_capsules(b, out, "index_articles", "Articles in the index.",
	    offsetof(struct board_capsule, articles));
	measure_capsules(b, out, "index_bytes", "Size of the index.",
	    offsetof(struct board_capsule, index_bytes));
	measure_capsules(b, out, "index_changed_timestamp_seconds",
	    "When the index changed last.",
	    offsetof(struct board_capsule, changed_at));
	measure_capsules(b, out, "index_problems",
	    "Problems found in files since the start.",
	    offsetof(struct board_capsule, problems));
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
	    "/proc/self/fd/%d/" STATUS_SOCKET, *folder);
	return 0;
}

int
status_listen(const char *state, struct problem *why)
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
status_tell(int socket, const struct board *b)
{
	int fd;

	while ((fd = accept4(socket, NULL, NULL,
		    SOCK_NONBLOCK | SOCK_CLOEXEC)) != -1) {
		struct buf out = { 0 };

		status_text(b, &out);
		buf_adds(&out, STATUS_SEPARATOR);
		status_metrics(b, &out);
		/* It fits into the socket's buffer, or is cut: no waiting. */
		(void)send(fd, out.data, out.len, MSG_NOSIGNAL);
		buf_free(&out);
		close(fd);
	}
}

int
status_ask(const char *state, struct buf *out, struct problem *why)
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
