#include <stddef.h>

#include "cmd/cmd.h"
#include "cmd/findings.h"
#include "cmd/lint.h"
#include "cmd/temp_index.h"
#include "server/certificate.h"
#include "server/config.h"

enum { CONFIG, JSON };

static const struct cmd_option options[] = {
	[CONFIG] = CMD_CONFIG,
	[JSON] = { 'j', "json", NULL, "one JSON object for each problem" },
	{ 0 },
};

/* ---- one capsule --------------------------------------------------------- */

/* A certificate that was made elsewhere must fit its capsule. */
static void
check_certificate(const struct config_capsule *k, struct findings *all)
{
	struct problem why = { 0 };
	struct certificate c;

	if (k->made)
		return;
	if (certificate_read(&c, k->certificate, k->key, &why) == -1) {
		findings_add(all, &why);
		return;
	}
	if (!certificate_names(c.leaf, k->name)) {
		problem_set(&why, 0, "is not valid for %s", k->name);
		problem_in(&why, k->certificate);
		findings_add(all, &why);
	}
	certificate_free(&c);
}

/* What the indexer says when it takes all in, and what it lets pass. */
static int
check_texts(const struct config *c, const struct config_capsule *k,
    struct findings *all, struct problem *why)
{
	struct temp_index trial;
	const struct lint proof = { .root = k->root,
		.index = trial.index,
		.max = c->limits.article_size,
		.sink = findings_add,
		.ctx = all };
	int result;

	all->root = k->root;
	result = temp_index_make(&trial, k->root, c->limits.article_size,
	    findings_add, all, why);
	if (result == 0)
		result = lint_read(&proof, why);
	temp_index_remove(&trial);
	all->root = NULL;
	return result;
}

static enum cmd_status
check_capsule(const struct config *c, const struct config_capsule *k,
    struct findings *all)
{
	struct problem why = { 0 };

	check_certificate(k, all);
	if (check_texts(c, k, all, &why) == -1)
		return cmd_fail(CMD_SYSTEM, &why);
	return CMD_DONE;
}

/* ---- all of it ----------------------------------------------------------- */

static enum cmd_status
check(const char *file, struct findings *all)
{
	struct problem why = { 0 };
	struct config *c = config_read(file, &why);
	enum cmd_status status = CMD_DONE;

	if (c == NULL) {
		findings_add(all, &why);
		return CMD_USAGE;
	}
	for (size_t i = 0; i < c->ncapsules; i++)
		status =
		    cmd_worst(status, check_capsule(c, &c->capsules[i], all));
	config_free(c);
	return cmd_worst(status, all->n > 0 ? CMD_PROBLEMS : CMD_DONE);
}

static enum cmd_status
run(const struct cmd_call *call)
{
	const char *file = call->given[CONFIG];
	struct findings all = { 0 };
	enum cmd_status status =
	    check(file != NULL ? file : CHASQUI_CONF, &all);

	status =
	    cmd_worst(status, findings_print(&all, call->given[JSON] != NULL));
	findings_free(&all);
	return status;
}

const struct cmd cmd_check = {
	.name = "check",
	.operands = "",
	.help = "reads configuration and articles, and tells what is wrong",
	.options = options,
	.run = run,
};
