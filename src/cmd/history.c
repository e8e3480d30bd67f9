/* The three commands for what uploads replaced: log, diff and revert. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/put.h"
#include "capsule/capsule.h"
#include "capsule/history.h"
#include "cmd/cmd.h"
#include "config/config.h"
#include "index/index.h"
#include "publish/locate.h"
#include "text/line_diff.h"
#include "text/now.h"

#define FILE_MAX ((size_t)1 << 30)

enum { CONFIG, CAPSULE };

static const struct cmd_option options[] = {
	[CONFIG] = CMD_CONFIG,
	[CAPSULE] = { 'k', "capsule", "NAME", "which one; else the first" },
	{ 0 },
};

/* A capsule whose history is asked for. */
struct files {
	struct arena a;
	struct config *config;
	const struct config_capsule *capsule;
	struct capsule open;
};

static enum cmd_status
open_files(struct files *f, const struct cmd_call *call)
{
	struct problem why = { 0 };

	*f = (struct files){ .open.dir = -1 };
	f->config = cmd_config(call->given[CONFIG]);
	if (f->config == NULL)
		return CMD_USAGE;
	f->capsule = cmd_capsule(call, f->config, call->given[CAPSULE]);
	if (f->capsule == NULL)
		return CMD_USAGE;
	if (capsule_open(&f->open, f->capsule->root, &why) == -1)
		return cmd_fail(CMD_USAGE, &why);
	return CMD_DONE;
}

static void
close_files(struct files *f)
{
	if (f->open.dir != -1)
		capsule_close(&f->open);
	config_free(f->config);
	arena_free(&f->a);
}

/* "/a/x", "articles/x.md", or the file's whole path: below the root. */
static const char *
path_of(struct files *f, const char *given)
{
	size_t root = strlen(f->capsule->root);
	struct writable_capsule p = { .root = f->capsule->root,
		.dir = f->open.dir };
	struct target t;
	struct located found;

	if (strncmp(given, f->capsule->root, root) == 0 && given[root] == '/')
		return given + root + 1;
	if (given[0] != '/')
		return strncmp(given, "./", 2) == 0 ? given + 2 : given;
	p.index_file =
	    index_path_in_state(&f->a, f->config->state, f->capsule->name);
	target_of(&t, given);
	if (t.kind != TARGET_NOTHING && t.kind != TARGET_NEW &&
	    locate(&p, &t, &found))
		given = arena_strdup(&f->a, found.path);
	index_close(p.index);
	return given[0] == '/' ? given + 1 : given;
}

/* ---- log ----------------------------------------------------------------- */

static enum cmd_status
show_log(const struct cmd_call *call)
{
	struct files f;
	const struct history_version *list;
	enum cmd_status status = open_files(&f, call);
	size_t n = 0;

	if (status == CMD_DONE)
		n = history_list(&f.a, f.capsule->root,
		    call->noperands > 0 ? path_of(&f, call->operands[0]) : "",
		    &list);
	for (size_t i = 0; i < n; i++) {
		const struct history_by *by = &list[i].by;

		printf("%s  %s  %llu bytes, %s by %s", list[i].time,
		    list[i].path, (unsigned long long)list[i].size, by->what,
		    by->name);
		if (by->fingerprint[0] != '\0')
			printf(" (%.16s)", by->fingerprint);
		if (by->from[0] != '\0')
			printf(" from %s", by->from);
		putchar('\n');
	}
	close_files(&f);
	return cmd_worst(status, cmd_print("", 0));
}

/* ---- a version ----------------------------------------------------------- */

/* The version of a path and the first digits of its time; "" is the newest. */
static enum cmd_status
find(struct files *f, const char *path, const char *time,
    struct history_version *v, struct buf *text)
{
	struct problem why = { 0 };

	if (!history_find(&f->a, f->capsule->root, path, time, v)) {
		problem_set(&why, 0, "history holds no version of %s", time);
		problem_in(&why, path);
		return cmd_fail(CMD_PROBLEMS, &why);
	}
	if (history_read(f->open.dir, path, v->time, FILE_MAX, text, &why) ==
	    -1)
		return cmd_fail(CMD_SYSTEM, &why);
	return CMD_DONE;
}

/* What the file holds now; nothing where it was deleted. */
static bool
read_now(const struct files *f, const char *path, struct buf *text)
{
	char full[4096];

	(void)snprintf(full, sizeof full, "%s/%s", f->capsule->root, path);
	return access(full, F_OK) == 0 &&
	       buf_read_file(text, full, FILE_MAX, NULL) == 0;
}

static enum cmd_status
show_diff(const struct cmd_call *call)
{
	const char *time = call->noperands > 1 ? call->operands[1] : "";
	struct files f;
	struct history_version v;
	struct buf then = { 0 }, now = { 0 }, out = { 0 };
	enum cmd_status status = open_files(&f, call);

	if (status == CMD_DONE) {
		const char *path = path_of(&f, call->operands[0]);

		status = find(&f, path, time, &v, &then);
		if (status == CMD_DONE) {
			bool there = read_now(&f, path, &now);

			buf_addf(&out, "--- %s\t%s\n+++ %s\n", path, v.time,
			    there ? path : "/dev/null");
			line_diff(&out, buf_str(&then), then.len, buf_str(&now),
			    now.len);
			status = cmd_print(out.data, out.len);
		}
	}
	buf_free(&then);
	buf_free(&now);
	buf_free(&out);
	close_files(&f);
	return status;
}

/* ---- revert -------------------------------------------------------------- */

/* What is there now goes to the history, then the version to its place. */
static int
put_back(struct files *f, const char *path, const struct buf *then,
    struct problem *why)
{
	const char *user = getenv("USER");
	struct history_by by = { "reverted", user != NULL ? user : "operator",
		"", "the command line" };
	struct put_source old = { .fd = -1 }, source = { .fd = -1 };
	struct buf now = { 0 };
	int result = 0;

	if (read_now(f, path, &now)) {
		old.data = buf_str(&now);
		old.len = now.len;
		result = history_keep(f->open.dir, path, &old, &by,
		    now_ms(CLOCK_REALTIME), why);
	}
	source.data = then->data != NULL ? then->data : "";
	source.len = then->len;
	if (result == 0)
		result = put_below(f->open.dir, path, &source, 0644, why);
	buf_free(&now);
	return result;
}

static enum cmd_status
revert(const struct cmd_call *call)
{
	struct files f;
	struct history_version v;
	struct problem why = { 0 };
	struct buf then = { 0 };
	enum cmd_status status = open_files(&f, call);

	if (status == CMD_DONE) {
		const char *path = path_of(&f, call->operands[0]);

		status = find(&f, path, call->operands[1], &v, &then);
		if (status == CMD_DONE && put_back(&f, path, &then, &why) == -1)
			status = cmd_fail(CMD_SYSTEM, &why);
		else if (status == CMD_DONE)
			printf("%s/%s\n", f.capsule->root, path);
	}
	buf_free(&then);
	close_files(&f);
	return cmd_worst(status, cmd_print("", 0));
}

const struct cmd cmd_log = {
	.name = "log",
	.operands = "[PATH]",
	.help = "lists the versions that uploads replaced or deleted",
	.options = options,
	.most = 1,
	.run = show_log,
};

const struct cmd cmd_diff = {
	.name = "diff",
	.operands = "PATH [TIME]",
	.help = "shows what changed since a version",
	.options = options,
	.least = 1,
	.most = 2,
	.run = show_diff,
};

const struct cmd cmd_revert = {
	.name = "revert",
	.operands = "PATH TIME",
	.help = "puts a version back in its place",
	.options = options,
	.least = 2,
	.most = 2,
	.run = revert,
};
