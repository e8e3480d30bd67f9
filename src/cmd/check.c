#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <openssl/crypto.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "capsule/capsule.h"
#include "capsule/picture.h"
#include "capsule/visibility.h"
#include "cmd/cmd.h"
#include "cmd/findings.h"
#include "cmd/heaviest.h"
#include "cmd/lint.h"
#include "cmd/temp_index.h"
#include "config/config.h"
#include "index/index.h"
#include "server/sandbox.h"
#include "text/date.h"
#include "text/zone.h"
#include "tls/certificate.h"
#include "tls/doubts.h"
#include "tls/ticket_keys.h"

enum { CONFIG, JSON, QUIET };

static const struct cmd_option options[] = {
	[CONFIG] = CMD_CONFIG,
	[JSON] = { 'j', "json", NULL, "one JSON object for each problem" },
	[QUIET] = { 'q', "quiet", NULL, "problems alone: no notes, no sum" },
	{ 0 },
};

/* What the last line sums up. */
struct sum {
	bool read; /* the configuration, and so the capsules */
	uint64_t articles;
	struct hidden_count hidden;
};

/* ---- one capsule --------------------------------------------------------- */

/* The certificate that serve would use; one that it makes is right. */
static enum cmd_status
check_certificate(const struct config *c, const struct config_capsule *k,
    struct findings *all)
{
	struct problem why = { 0 };
	struct certificate cert;

	if (!config_uses_tls(c) ||
	    (k->made && access(k->certificate, F_OK) == -1))
		return CMD_DONE;
	if (certificate_read(&cert, k->certificate, k->key, &why) == -1) {
		findings_add(all, &why);
		return CMD_USAGE;
	}
	certificate_doubts(cert.leaf, k->certificate, k->names, 1 + k->naliases,
	    (int64_t)time(NULL), findings_add, all);
	certificate_free(&cert);
	return CMD_DONE;
}

/* What is not shown, and why: nothing wrong, but often asked. */
static void
note_hidden(const struct hidden_file *h, const struct zone *zone,
    struct findings *all)
{
	struct problem note = { 0 };
	char minute[DATE_SIZE];

	if (h->why == HIDDEN_HELD)
		return; /* a problem, which has been told */
	if (h->why == HIDDEN_SCHEDULED)
		problem_set(&note, 0, "scheduled for %s: not shown before",
		    date_minute(h->due, zone, minute));
	else if (h->why == UNLISTED)
		problem_set(&note, 0, "unlisted: served by its address alone");
	else
		problem_set(&note, 0, "%s: not shown", visibility_name(h->why));
	problem_in(&note, h->path);
	findings_note(all, &note);
}

static int
sum_up(const char *root, const char *index, struct sum *sum,
    struct findings *all, struct problem *why)
{
	struct index *ix = index_open(index, why);
	struct capsule c;
	struct arena a = { 0 };
	const struct hidden_file *files;
	struct hidden_count count;
	size_t n;

	if (ix == NULL || index_begin(ix, why) == -1 ||
	    capsule_open_or_defaults(&c, root, why) == -1) {
		index_close(ix);
		return -1;
	}
	n = index_hidden_files(ix, &a, &files);
	for (size_t i = 0; i < n; i++)
		note_hidden(&files[i], c.dates.zone, all);
	index_hidden_count(ix, &count);
	count.next_zone_s = zone_offset(c.dates.zone, count.next);
	hidden_count_add(&sum->hidden, &count);
	sum->articles += index_count(ix) + count.n[UNLISTED];
	index_end(ix);
	index_close(ix);
	capsule_close(&c);
	arena_free(&a);
	return 0;
}

#define MOST_MOVED 1000

/*
 * Addresses that lead on only because the server's index, which may be lost,
 * remembers them.  Whoever may not read it is not told.
 */
static void
check_moved(const struct config *c, const struct config_capsule *k,
    struct findings *all)
{
	struct arena a = { 0 };
	struct index *ix =
	    index_open(index_path_in_state(&a, c->state, k->name), NULL);
	const struct moved *moved;
	size_t n = 0;

	if (ix != NULL && index_begin(ix, NULL) == 0)
		n = index_moved(ix, &a, MOST_MOVED, &moved);
	for (size_t i = 0; i < n; i++) {
		struct problem note = { 0 };

		problem_set(&note, 0,
		    "its old address leads here for as long as the index "
		    "remembers; for good by the line: aliases: [/a/%s]",
		    moved[i].was);
		problem_in(&note, moved[i].path);
		findings_note(all, &note);
	}
	if (ix != NULL)
		index_end(ix);
	index_close(ix);
	arena_free(&a);
}

/* What readers on slow lines wait for longest: worth knowing. */
static void
note_heaviest(const char *root, const char *index, struct findings *all)
{
	struct heaviest h = { 0 };

	heaviest_add(&h, "", root, index);
	heaviest_tell(&h, findings_note, all);
	heaviest_free(&h);
}

/* What the indexer says when it takes all in, and what it lets pass. */
static int
check_texts(const struct config *c, const struct config_capsule *k,
    struct sum *sum, struct findings *all, struct problem *why)
{
	struct temp_index temp;
	struct arena a = { 0 };
	const struct lint lint = { .root = k->root,
		.index = temp.index,
		.pictures = picture_folder(&a, c->state),
		.max = c->limits.article_size,
		.sink = findings_add,
		.note = findings_note,
		.ctx = all };
	int result;

	all->root = k->root;
	result = temp_index_make(&temp, k->root, c->limits.article_size,
	    findings_add, all, why);
	if (result == 0)
		result = lint_read(&lint, why);
	if (result == 0)
		result = sum_up(k->root, temp.index, sum, all, why);
	if (result == 0) {
		check_moved(c, k, all);
		note_heaviest(k->root, temp.index, all);
	}
	temp_index_remove(&temp);
	arena_free(&a);
	all->root = NULL;
	return result;
}

static enum cmd_status
check_capsule(const struct config *c, const struct config_capsule *k,
    struct sum *sum, struct findings *all)
{
	struct problem why = { 0 };

	if (check_texts(c, k, sum, all, &why) == -1)
		return cmd_fail(CMD_SYSTEM, &why);
	return CMD_DONE;
}

/* ---- all of it ----------------------------------------------------------- */

/* What the supervisor reads, who may be root. */
static enum cmd_status
check_secrets(const struct config *c, struct findings *all)
{
	enum cmd_status status = CMD_DONE;
	struct ticket_keys keys;
	struct problem why = { 0 };

	for (size_t i = 0; i < c->ncapsules; i++)
		status = cmd_worst(status,
		    check_certificate(c, &c->capsules[i], all));
	if (c->ticket_keys[0] != '\0' &&
	    ticket_keys_read(&keys, c->ticket_keys, &why) == -1) {
		findings_add(all, &why);
		status = CMD_USAGE;
	}
	OPENSSL_cleanse(&keys, sizeof keys);
	return status;
}

static enum cmd_status
tell_path(const char *path, int wrong, const char *what, struct findings *all)
{
	struct problem why = { 0 };

	if (wrong == 0 || wrong == EACCES) /* who may not look cannot tell */
		return CMD_DONE;
	errno = wrong;
	problem_errno(&why, "%s", what);
	problem_in(&why, path);
	findings_add(all, &why);
	return CMD_USAGE;
}

/* A file that the server writes has a place; state is made by it. */
static enum cmd_status
check_file(const struct config *c, const char *path, const char *what,
    struct findings *all)
{
	struct stat st = { 0 };
	struct arena a = { 0 };
	int wrong = 0;

	if (strchr(path, '/') == NULL || strncmp(path, "syslog:", 7) == 0 ||
	    file_is_at_or_below(path, c->state))
		return CMD_DONE;
	if (stat(path, &st) == 0)
		wrong = S_ISDIR(st.st_mode) ? EISDIR : 0;
	else if (stat(arena_strndup(&a, path, (size_t)(file_name(path) - path)),
		     &st) == -1)
		wrong = errno;
	arena_free(&a);
	return tell_path(path, wrong, what, all);
}

static enum cmd_status
check_state(const struct config *c, struct findings *all)
{
	struct stat st = { 0 };
	int wrong = 0;

	if (stat(c->state, &st) == -1)
		wrong = errno == ENOENT ? 0 : errno;
	else if (!S_ISDIR(st.st_mode))
		wrong = ENOTDIR;
	return tell_path(c->state, wrong, "cannot be the state folder", all);
}

/* Where the server writes. */
static enum cmd_status
check_places(const struct config *c, struct findings *all)
{
	static const char log[] = "cannot be opened for the log";
	enum cmd_status status = check_state(c, all);

	status = cmd_worst(status, check_file(c, c->log, log, all));
	status = cmd_worst(status, check_file(c, c->requests, log, all));
	return cmd_worst(status,
	    check_file(c, c->metrics, "cannot be written as metrics", all));
}

/* From here on files are read as those read them who serve them. */
static void
become_user(const struct config *c, const char *file, struct findings *all)
{
	struct problem why = { 0 };

	if (c->user[0] == '\0' || geteuid() != 0 ||
	    sandbox_become(c->user, &why) == 0)
		return;
	problem_in(&why, file);
	findings_add(all, &why);
}

static bool
is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static enum cmd_status
check(const char *file, struct sum *sum, struct findings *all)
{
	struct problem why = { 0 };
	struct config *c = config_read(file, &why);
	enum cmd_status status = CMD_DONE;
	bool right = c != NULL;

	if (!right) {
		c = config_mistakes(file, findings_add, all);
		status = CMD_USAGE;
	}
	if (c == NULL)
		return status;
	sum->read = true;
	status = cmd_worst(status, check_secrets(c, all));
	status = cmd_worst(status, check_places(c, all));
	become_user(c, file, all);
	for (size_t i = 0; i < c->ncapsules; i++)
		if (right || is_folder(c->capsules[i].root))
			status = cmd_worst(status,
			    check_capsule(c, &c->capsules[i], sum, all));
	config_free(c);
	return cmd_worst(status, all->problems > 0 ? CMD_PROBLEMS : CMD_DONE);
}

static void
print_sum(const struct sum *sum, const struct findings *all)
{
	struct buf line = { 0 };

	if (sum->read) {
		buf_add_count(&line, sum->articles, "article", "articles");
		hidden_count_tell(&sum->hidden, &line);
		buf_adds(&line, ", ");
	}
	buf_add_count(&line, all->problems, "problem", "problems");
	fprintf(stderr, "%s\n", buf_str(&line));
	buf_free(&line);
}

static enum cmd_status
run(const struct cmd_call *call)
{
	const char *file = call->given[CONFIG];
	bool quiet = call->given[QUIET] != NULL;
	enum findings_form form =
	    call->given[JSON] != NULL ? FINDINGS_JSON : FINDINGS_LINES;
	struct findings all = { 0 };
	struct sum sum = { 0 };
	enum cmd_status status =
	    check(file != NULL ? file : CHASQUI_CONF, &sum, &all);

	status = cmd_worst(status, findings_print(&all, form, !quiet));
	if (!quiet && form == FINDINGS_LINES)
		print_sum(&sum, &all);
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
