#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "archive/scan.h"
#include "base/arena.h"
#include "cmd/cmd.h"
#include "cmd/findings.h"
#include "cmd/proof.h"
#include "server/certificate.h"
#include "server/config.h"

enum { CONFIG, JSON };

static const struct cmd_option options[] = {
	[CONFIG] = CMD_CONFIG,
	[JSON] = { 'j', "json", NULL, "one JSON object for each problem" },
	{ 0 },
};

/* ---- a folder for the index that a check makes --------------------------- */

/* 0, or -1 with the reason; path is then the folder's. */
static int
make_folder(char *path, size_t size, struct problem *why)
{
	const char *where = getenv("TMPDIR");

	snprintf(path, size, "%s/chasqui-check.XXXXXX",
	    where != NULL && where[0] != '\0' ? where : "/tmp");
	if (mkdtemp(path) != NULL)
		return 0;
	problem_errno(why, "cannot make a folder for the index");
	return problem_in(why, path);
}

/* All in it is ours: the index and what SQLite keeps beside it. */
static void
remove_folder(const char *path)
{
	DIR *d = opendir(path);
	struct dirent *e;

	if (d == NULL)
		return;
	while ((e = readdir(d)) != NULL)
		if (e->d_name[0] != '.')
			unlinkat(dirfd(d), e->d_name, 0);
	closedir(d);
	rmdir(path);
}

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

/* What the librarian says when it takes all in. */
static int
take_in(const struct config *c, const struct config_capsule *k,
    const char *index, struct findings *all, struct problem *why)
{
	struct scan *s = scan_new(k->root, index, c->limits.article_size,
	    findings_add, all, why);
	bool more = true;
	int result = s != NULL ? 0 : -1;

	for (size_t steps = 1; result == 0 && more; steps++) {
		cmd_progress("steps of taking in", steps);
		result = scan_all(s, &more, why);
	}
	scan_free(s);
	return result;
}

static int
check_texts(const struct config *c, const struct config_capsule *k,
    const char *folder, struct findings *all, struct problem *why)
{
	struct arena a = { 0 };
	const char *index = arena_printf(&a, "%s/index", folder);
	const struct proof proof = { .root = k->root,
		.index = index,
		.max = c->limits.article_size,
		.sink = findings_add,
		.ctx = all };
	int result;

	all->root = k->root;
	result = take_in(c, k, index, all, why);
	if (result == 0)
		result = proof_read(&proof, why);
	all->root = NULL;
	arena_free(&a);
	return result;
}

static enum cmd_status
check_capsule(const struct config *c, const struct config_capsule *k,
    struct findings *all)
{
	struct problem why = { 0 };
	char folder[256];
	int result;

	check_certificate(k, all);
	if (make_folder(folder, sizeof folder, &why) == -1)
		return cmd_fail(CMD_SYSTEM, &why);
	result = check_texts(c, k, folder, all, &why);
	remove_folder(folder);
	return result == 0 ? CMD_DONE : cmd_fail(CMD_SYSTEM, &why);
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
