/* The three commands for what uploads replaced: log, diff and revert. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
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

static void
print_version(const struct history_version *v)
{
	printf("%s  %s  %llu bytes, %s by %s", v->time, v->path,
	    (unsigned long long)v->size, v->by.what, v->by.name);
	if (v->by.fingerprint[0] != '\0')
		printf(" (%.16s)", v->by.fingerprint);
	if (v->by.from[0] != '\0')
		printf(" from %s", v->by.from);
	putchar('\n');
}

/* Of one file, as it was given, or of all ("").  A typing error is told. */
static enum cmd_status
list_versions(struct files *f, const char *given)
{
	const char *path = given[0] != '\0' ? path_of(f, given) : "";
	const struct history_version *list;
	size_t n = history_list(&f->a, f->capsule->root, path, &list);
	struct problem why = { 0 };
	struct stat st;

	for (size_t i = 0; i < n; i++)
		print_version(&list[i]);
	if (n > 0 || path[0] == '\0' ||
	    (fstatat(f->open.dir, path, &st, 0) == 0 && S_ISREG(st.st_mode)))
		return CMD_DONE;
	problem_set(&why, 0,
	    "is no file of %s, and history holds no version of it",
	    f->capsule->name);
	problem_in(&why, given);
	return cmd_fail(CMD_PROBLEMS, &why);
}

static enum cmd_status
show_log(const struct cmd_call *call)
{
	struct files f;
	enum cmd_status status = open_files(&f, call);

	if (status == CMD_DONE)
		status = list_versions(&f,
		    call->noperands > 0 ? call->operands[0] : "");
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
		problem_set(&why, 0, "history holds no version of %s",
		    time[0] != '\0' ? time : "it");
		problem_in(&why, path);
		return cmd_fail(CMD_PROBLEMS, &why);
	}
	if (history_read(f->open.dir, path, v->time, FILE_MAX, text, &why) ==
	    -1)
		return cmd_fail(CMD_SYSTEM, &why);
	return CMD_DONE;
}

/* What the file holds now; *there: it was not deleted.  0, or -1. */
static int
read_now(const struct files *f, const char *path, bool *there, struct buf *text,
    struct problem *why)
{
	struct stat st;
	int fd = file_open_below(f->open.dir, path, false, &st), result = 0;

	*there = fd != -1;
	if (fd != -1) {
		result = buf_read_fd(text, fd, FILE_MAX, why);
		close(fd);
	} else if (errno != ENOENT) {
		result = problem_errno(why, "cannot be read");
	}
	return result == 0 ? 0 : problem_in(why, path);
}

static enum cmd_status
print_diff(const struct files *f, const char *path, const char *time,
    struct buf *then)
{
	struct buf now = { 0 }, out = { 0 };
	struct problem why = { 0 };
	enum cmd_status status;
	bool there;

	if (read_now(f, path, &there, &now, &why) == -1) {
		status = cmd_fail(CMD_SYSTEM, &why);
	} else {
		buf_addf(&out, "--- %s\t%s\n+++ %s\n", path, time,
		    there ? path : "/dev/null");
		line_diff(&out, buf_str(then), then->len, buf_str(&now),
		    now.len);
		status = cmd_print(out.data, out.len);
	}
	buf_free(&now);
	buf_free(&out);
	return status;
}

static enum cmd_status
show_diff(const struct cmd_call *call)
{
	const char *time = call->noperands > 1 ? call->operands[1] : "";
	struct files f;
	struct history_version v;
	struct buf then = { 0 };
	enum cmd_status status = open_files(&f, call);

	if (status == CMD_DONE) {
		const char *path = path_of(&f, call->operands[0]);

		status = find(&f, path, time, &v, &then);
		if (status == CMD_DONE)
			status = print_diff(&f, path, v.time, &then);
	}
	buf_free(&then);
	close_files(&f);
	return status;
}

/* ---- revert -------------------------------------------------------------- */

/* What is there now (NULL: nothing) goes to the history first. */
static int
replace(struct files *f, const char *path, struct buf *now, struct buf *then,
    struct problem *why)
{
	const char *user = getenv("USER");
	struct history_by by = { "reverted", user != NULL ? user : "operator",
		"", "the command line" };
	struct put_source old = { .fd = -1 };
	struct put_source source = { .data = buf_str(then),
		.len = then->len,
		.fd = -1 };

	if (now != NULL) {
		old.data = buf_str(now);
		old.len = now->len;
		if (history_keep(f->open.dir, path, &old, &by,
			now_ms(CLOCK_REALTIME), why) == -1)
			return -1;
	}
	return put_below(f->open.dir, path, &source, 0644, why);
}

static enum cmd_status
put_back(struct files *f, const char *path, struct buf *then)
{
	struct buf now = { 0 };
	struct problem why = { 0 };
	enum cmd_status status = CMD_DONE;
	bool there;

	/* what cannot be read cannot be kept: then it stays where it is */
	if (read_now(f, path, &there, &now, &why) == -1)
		status = cmd_fail(CMD_SYSTEM, &why);
	else if (there && now.len == then->len &&
		 memcmp(buf_str(&now), buf_str(then), now.len) == 0)
		log_info("%s holds this version already: nothing was changed",
		    path);
	else if (replace(f, path, there ? &now : NULL, then, &why) == -1)
		status = cmd_fail(CMD_SYSTEM, &why);
	else
		printf("%s/%s\n", f->capsule->root, path);
	buf_free(&now);
	return status;
}

static enum cmd_status
revert(const struct cmd_call *call)
{
	struct files f;
	struct history_version v;
	struct buf then = { 0 };
	enum cmd_status status = open_files(&f, call);

	if (status == CMD_DONE) {
		const char *path = path_of(&f, call->operands[0]);

		status = find(&f, path, call->operands[1], &v, &then);
		if (status == CMD_DONE)
			status = put_back(&f, path, &then);
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
