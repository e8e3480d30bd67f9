#include <stdio.h>
#include <string.h>

#include "cmd/cmd.h"
#include "config/config.h"

enum { CONFIG };

static const struct cmd_option options[] = {
	[CONFIG] = CMD_CONFIG,
	{ 0 },
};

static void
show(const struct config_capsule *k)
{
	const struct publishers *p = k->uploads.publishers;

	printf("%s: %s\n", k->name,
	    k->uploads.file[0] != '\0' ? k->uploads.file : "no publishers");
	for (size_t i = 0; i < p->n; i++)
		printf("  %-6s  %s  %s\n", role_name(p->list[i].role),
		    p->list[i].fingerprint, p->list[i].name);
}

static enum cmd_status
run(const struct cmd_call *call)
{
	struct config *c = cmd_config(call->given[CONFIG]);

	if (c == NULL)
		return CMD_USAGE;
	for (size_t i = 0; i < c->ncapsules; i++)
		show(&c->capsules[i]);
	config_free(c);
	return cmd_print("", 0);
}

const struct cmd cmd_publishers = {
	.name = "publishers",
	.operands = "",
	.help = "shows who may publish from a client",
	.options = options,
	.run = run,
};
