#include "server/stats_show.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>
#include <time.h>

#include "base/escape.h"
#include "config/config.h"
#include "server/child.h"
#include "text/date.h"

#define LATEST INT64_C(253402300799) /* the end of 9999 */

/* A text that a child has written, as it may be shown. */
static void
add_text(struct buf *out, const char *text, size_t size)
{
	escape_add(out, text, strnlen(text, size), "");
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
		if (c->kind->serves) {
			buf_adds(out, ", ");
			buf_add_count(out,
			    n[COUNTER_ACCEPTED] - n[COUNTER_CLOSED],
			    "connection", "connections");
		}
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
		buf_addf(out, "%-12s ", protocols[p]->name);
		buf_add_count(out, all, "request", "requests");
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
	    n[COUNTER_FAILED_HANDSHAKES], n[COUNTER_NOT_TLS]);
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

	for (size_t i = 0; i < stats_capsules(b); i++) {
		const struct stats_capsule *k = &b->shared->capsule[i];

		buf_addf(out, "capsule      %s: ", b->config->capsules[i].name);
		buf_add_count(out, k->articles, "article", "articles");
		if (!k->complete) {
			buf_adds(out, " so far (at ");
			add_text(out, k->at, sizeof k->at);
			buf_addc(out, ')');
		}
		hidden_count_tell(&k->hidden, out);
		buf_addf(out, ", index %" PRIu64 " bytes, changed %s, ",
		    k->index_bytes, moment(k->changed_at, changed));
		buf_add_count(out, k->problems, "problem", "problems");
		buf_addc(out, '\n');
	}
}

/* Of a capsule's files, and of its index. */
static void
show_present(const char *name, const struct stats_capsule *k, struct buf *out)
{
	uint64_t shown =
	    k->problems < STATS_PROBLEMS ? k->problems : STATS_PROBLEMS;

	if (k->failing[0] != '\0') {
		buf_addf(out,
		    "problem      %s: the index is not kept up to "
		    "date: ",
		    name);
		add_text(out, k->failing, sizeof k->failing);
		buf_addc(out, '\n');
	}
	for (uint64_t i = 0; i < shown; i++) {
		if (k->present[i][0] == '\0')
			continue;
		buf_addf(out, "problem      %s: ", name);
		add_text(out, k->present[i], sizeof k->present[i]);
		buf_addc(out, '\n');
	}
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

	for (size_t i = 0; i < stats_capsules(b); i++) {
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

	for (size_t i = 0; i < stats_capsules(b); i++)
		show_present(b->config->capsules[i].name, &s->capsule[i], out);
	for (uint64_t i = first; i < n; i++) {
		buf_addf(out, "problem      %s ",
		    moment(s->problem[i % STATS_PROBLEMS].at, at));
		add_text(out, s->problem[i % STATS_PROBLEMS].text,
		    PROBLEM_SIZE);
		buf_addc(out, '\n');
	}
}

void
stats_text(const struct stats *b, struct buf *out)
{
	struct counters sum = stats_total(b);
	char since[DATE_SIZE];

	buf_addf(out, "chasqui " CHASQUI_VERSION " since %s, ",
	    moment(b->since, since));
	buf_add_count(out, b->reloads, "reload", "reloads");
	buf_adds(out, ", ");
	buf_add_count(out, b->crashes, "crash", "crashes");
	buf_addc(out, '\n');
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
	{ "handshakes_total", "{kind=\"not_tls\"}", NULL, COUNTER_NOT_TLS },
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
	for (size_t i = 0; i < stats_capsules(b); i++) {
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
	for (size_t i = 0; i < stats_capsules(b); i++)
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
	struct counters sum = stats_total(b);
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
