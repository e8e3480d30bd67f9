#include <stdio.h>

#include "archive/capsule.h"
#include "base/arena.h"
#include "cmd/cmd.h"
#include "cmd/helper.h"
#include "server/config.h"

enum { CONFIG };

static const struct cmd_option options[] = {
	[CONFIG] = CMD_CONFIG,
	{ 0 },
};

/*
 * One source, by
 *
 *   chasqui-import mirror --state DIR [--topic NAME] [--full] --limit N
 *       NAME URL CAPSULE
 *
 * What it remembers of NAME (ETag, dates) is kept below DIR.
 */
static enum cmd_status
mirror_source(const struct config *c, const char *root,
    const struct capsule_source *s)
{
	struct arena a = { 0 };
	const char *argv[16] = { "chasqui", "mirror", "--state" };
	size_t n = 3;
	enum cmd_status status;

	argv[n++] = arena_printf(&a, "%s/mirror", c->state);
	argv[n++] = "--limit";
	argv[n++] = arena_printf(&a, "%ld", s->limit);
	if (s->topic[0] != '\0') {
		argv[n++] = "--topic";
		argv[n++] = s->topic;
	}
	if (s->full)
		argv[n++] = "--full";
	argv[n++] = "--";
	argv[n++] = s->name;
	argv[n++] = s->url;
	argv[n++] = root;
	status = helper_run(HELPER_IMPORT, argv);
	arena_free(&a);
	return status;
}

/* Every source; one that fails does not keep the others from their turn. */
static enum cmd_status
mirror_capsule(const struct config *c, const char *root)
{
	struct problem why = { 0 };
	struct capsule capsule;
	enum cmd_status status = CMD_DONE;

	if (capsule_open(&capsule, root, &why) == -1)
		return cmd_fail(CMD_USAGE, &why);
	for (size_t i = 0; i < capsule.nsources; i++)
		status = cmd_worst(status,
		    mirror_source(c, root, &capsule.sources[i]));
	capsule_close(&capsule);
	return status;
}

static enum cmd_status
run(const struct cmd_call *call)
{
	struct config *c = cmd_config(call->given[CONFIG]);
	enum cmd_status status = CMD_DONE;

	if (c == NULL)
		return CMD_USAGE;
	for (size_t i = 0; i < c->ncapsules; i++)
		status =
		    cmd_worst(status, mirror_capsule(c, c->capsules[i].root));
	config_free(c);
	return status;
}

const struct cmd cmd_mirror = {
	.name = "mirror",
	.operands = "",
	.help = "fetches what is new from the sources that capsules name",
	.options = options,
	.run = run,
};
