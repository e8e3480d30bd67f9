#include <stdbool.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "capsule/capsule.h"
#include "capsule/source_notes.h"
#include "cmd/cmd.h"
#include "cmd/heaviest.h"
#include "config/config.h"
#include "index/index.h"
#include "server/stats.h"
#include "server/status_socket.h"
#include "text/date.h"
#include "text/size.h"

#define WAIT_MS 200 /* between two questions */

enum { CONFIG, METRICS, WAIT };

static const struct cmd_option options[] = {
	[CONFIG] = CMD_CONFIG,
	[METRICS] = { 'm', "metrics", NULL, "in Prometheus's text form" },
	[WAIT] = { 'w', "wait", NULL,
	    "first wait until every index is complete" },
	{ 0, NULL, NULL, NULL },
};

/* The server tells both forms, one after the other. */
static enum cmd_status
show(const char *told, bool metrics)
{
	const char *both = strstr(told, STATS_SEPARATOR);

	if (both == NULL)
		return cmd_print(told, strlen(told));
	if (!metrics)
		return cmd_print(told, (size_t)(both - told));
	both += strlen(STATS_SEPARATOR);
	return cmd_print(both, strlen(both));
}

/* Does a line of the metrics say that an index is not complete? */
static bool
is_incomplete(const char *told)
{
	const char *line = strstr(told, STATS_SEPARATOR);

	while (line != NULL &&
	       (line = strstr(line, "\nchasqui_index_complete{")) != NULL) {
		size_t len = strcspn(++line, "\n");

		if (len > 2 && memcmp(line + len - 2, " 0", 2) == 0)
			return true;
	}
	return false;
}

/* Ask, and with wait ask again until all is taken in. */
static int
ask(const char *state, bool wait, struct buf *told, struct problem *why)
{
	static const struct timespec pause = { 0, WAIT_MS * 1000000L };

	while (stats_ask(state, told, why) == 0) {
		if (!wait || !is_incomplete(buf_str(told)))
			return 0;
		buf_clear(told);
		nanosleep(&pause, NULL);
	}
	return -1;
}

static void
add_moment(struct buf *out, const char *before, int64_t seconds,
    const struct zone *zone)
{
	char minute[DATE_SIZE];

	buf_addf(out, "%s%s", before,
	    seconds == 0 ? "never" : date_minute(seconds, zone, minute));
}

static void
add_source(const struct capsule *c, const char *capsule, const char *name,
    struct buf *out)
{
	const struct zone *zone = c->dates.zone;
	struct source_note n;

	buf_addf(out, "source       %s of %s: ", name, capsule);
	if (!source_notes_read(c->dir, name, &n)) {
		buf_adds(out, "not followed yet\n");
		return;
	}
	add_moment(out, "last success ", n.succeeded, zone);
	add_moment(out, ", last tried ", n.tried, zone);
	if (n.next > (int64_t)time(NULL))
		add_moment(out, ", next not before ", n.next, zone);
	if (n.reason[0] != '\0')
		buf_addf(out, ": %s", n.reason);
	buf_addc(out, '\n');
}

/* The sources of the mirror, which runs beside the server. */
static enum cmd_status
show_sources(const struct config *c)
{
	enum cmd_status status;
	struct buf out = { 0 };
	struct capsule capsule;

	for (size_t i = 0; i < c->ncapsules; i++) {
		const struct config_capsule *k = &c->capsules[i];

		if (capsule_open_or_defaults(&capsule, k->root, NULL) == -1)
			continue;
		for (size_t n = 0; n < capsule.nsources; n++)
			add_source(&capsule, k->name, capsule.sources[n].name,
			    &out);
		capsule_close(&capsule);
	}
	status = cmd_print(buf_str(&out), out.len);
	buf_free(&out);
	return status;
}

/* "heaviest     articles/x.md of gazette.example: page, 41 kB" */
static void
add_heavy(const struct heavy list[HEAVIEST], const char *what, struct buf *out)
{
	char size[SIZE_SHOWN];

	for (size_t i = 0; i < HEAVIEST && list[i].path != NULL; i++)
		buf_addf(out, "heaviest     %s of %s: %s, %s\n", list[i].path,
		    list[i].capsule, what, size_show(list[i].bytes, size));
}

/* Of all capsules, what readers on slow lines wait for longest. */
static enum cmd_status
show_heaviest(const struct config *c)
{
	struct heaviest h = { 0 };
	struct buf out = { 0 };
	enum cmd_status status;

	for (size_t i = 0; i < c->ncapsules; i++)
		heaviest_add(&h, c->capsules[i].name, c->capsules[i].root,
		    index_path_in_state(&h.arena, c->state,
			c->capsules[i].name));
	add_heavy(h.pages, "page", &out);
	add_heavy(h.pictures, "picture", &out);
	status = cmd_print(buf_str(&out), out.len);
	buf_free(&out);
	heaviest_free(&h);
	return status;
}

static enum cmd_status
run(const struct cmd_call *call)
{
	struct config *c = cmd_config(call->given[CONFIG]);
	struct problem why = { 0 };
	struct buf told = { 0 };
	enum cmd_status status;

	if (c == NULL)
		return CMD_USAGE;
	if (ask(c->state, call->given[WAIT] != NULL, &told, &why) == -1)
		status = cmd_fail(CMD_SYSTEM, &why);
	else
		status = show(buf_str(&told), call->given[METRICS] != NULL);
	if (status == CMD_DONE && call->given[METRICS] == NULL)
		status = cmd_worst(show_sources(c), show_heaviest(c));
	buf_free(&told);
	config_free(c);
	return status;
}

const struct cmd cmd_status = {
	.name = "status",
	.operands = "",
	.help = "shows what the running server does",
	.options = options,
	.run = run,
};
