#include "cmd/cmd.h"

#include "server/supervisor.h"

enum { CONFIG, TEMPORARY };

static const struct cmd_option options[] = {
	[CONFIG] = CMD_CONFIG,
	[TEMPORARY] = { 0, "temporary", NULL,
	    "start under systemd, too, if a certificate cannot be kept" },
	{ 0, NULL, NULL, NULL },
};

static enum cmd_status
run(const struct cmd_call *call)
{
	static const enum cmd_status statuses[] = {
		[SUPERVISOR_DONE] = CMD_DONE,
		[SUPERVISOR_CONFIG] = CMD_USAGE,
		[SUPERVISOR_SYSTEM] = CMD_SYSTEM,
	};
	const char *file =
	    call->given[CONFIG] != NULL ? call->given[CONFIG] : CHASQUI_CONF;
	struct problem why = { 0 };
	enum supervisor_end end =
	    supervisor_run(file, call->given[TEMPORARY] != NULL, &why);

	if (end == SUPERVISOR_DONE)
		return CMD_DONE;
	return cmd_fail(statuses[end], &why);
}

const struct cmd cmd_serve = {
	.name = "serve",
	.operands = "",
	.help = "serves the capsules until it is told to end",
	.options = options,
	.run = run,
};
