#include "cmd/cmd.h"

#include <stdbool.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "server/config.h"
#include "server/stats.h"

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
