#include "cmd/cmd.h"

#include <string.h>

#include "base/buf.h"
#include "server/config.h"
#include "server/stats.h"

enum { CONFIG, METRICS };

static const struct cmd_option options[] = {
	[CONFIG] = CMD_CONFIG,
	[METRICS] = { 'm', "metrics", NULL, "in Prometheus's text form" },
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

static enum cmd_status
run(const struct cmd_call *call)
{
	struct config *c = cmd_config(call->given[CONFIG]);
	struct problem why = { 0 };
	struct buf told = { 0 };
	enum cmd_status status;

	if (c == NULL)
		return CMD_USAGE;
	if (stats_ask(c->state, &told, &why) == -1)
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
