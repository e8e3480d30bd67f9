#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "cmd/cmd.h"
#include "cmd/findings.h"
#include "cmd/helper.h"
#include "cmd/temp_index.h"
#include "config/config.h"
#include "export/exporter.h"
#include "export/gempub.h"
#include "export/tree.h"
#include "text/url.h"

enum { CONFIG, TO, CAPSULE, MONTH, TOPIC, INDEX, HOST, PORT, BELOW };

static const struct cmd_option options[] = {
	[CONFIG] = CMD_CONFIG,
	[TO] = { 't', "to", "FORM", "gemini, gopher, gempub or epub" },
	[CAPSULE] = { 0, "capsule", "NAME", "which one; else the first" },
	[MONTH] = { 0, "month", "YYYY-MM", "a book of this month alone" },
	[TOPIC] = { 0, "topic", "KEY", "a book of this topic alone" },
	[INDEX] = { 0, "index", "FILE", "take this index, do not make one" },
	[HOST] = { 0, "host", "NAME", "gopher: the host it will be on" },
	[PORT] = { 0, "port", "N", "gopher: and its port; 70" },
	[BELOW] = { 0, "below", "PATH", "gopher: and the folder there" },
	{ 0 },
};

static const struct form {
	const char *name;
	const struct static_form *form;
	enum export_pack pack;
} forms[] = {
	{ "gemini", &static_gemini, EXPORT_TREE },
	{ "gopher", &static_gopher, EXPORT_TREE },
	{ "gempub", &static_gemini, EXPORT_GEMPUB },
	{ "epub", &static_book, EXPORT_EPUB },
	{ 0 },
};

/* ---- what was asked for -------------------------------------------------- */

/* "users/me/" is "/users/me", and "/" is "". */
static const char *
below_of(struct arena *a, const char *given)
{
	size_t len;

	given += strspn(given, "/");
	len = strlen(given);
	while (len > 0 && given[len - 1] == '/')
		len--;
	return len > 0 ? arena_printf(a, "/%.*s", (int)len, given) : "";
}

static bool
is_below(const char *s)
{
	return utf8_valid(s, strlen(s)) && strstr(s, "//") == NULL &&
	       strpbrk(s, "\t\r\n") == NULL;
}

static enum cmd_status
take_options(struct exporter *e, const struct cmd_call *call, char host[256],
    struct arena *a)
{
	const char *below = call->given[BELOW];
	bool placed = call->given[HOST] != NULL || call->given[PORT] != NULL ||
		      below != NULL;

	if (placed && e->form != &static_gopher)
		return cmd_usage("export: --host, --port and --below are for "
				 "gopher: other trees stand anywhere");
	if (call->given[HOST] != NULL)
		e->port = GOPHER_PORT;
	if (cmd_host(call, HOST, host) == -1 ||
	    cmd_port(call, PORT, &e->port) == -1)
		return CMD_USAGE;
	if (call->given[HOST] != NULL)
		e->host = host;
	if (below != NULL && !is_below(below))
		return cmd_usage("export: '%s' is no folder of a selector",
		    below);
	e->below = below != NULL ? below_of(a, below) : "";
	return CMD_DONE;
}

/* A book's articles; an EPUB without a word on them has all. */
static enum cmd_status
take_list(struct exporter *e, const struct cmd_call *call,
    struct export_list *list)
{
	const char *month = call->given[MONTH], *topic = call->given[TOPIC];

	if (month != NULL && topic != NULL)
		return cmd_usage("export: --month or --topic, not both");
	*list = (struct export_list){ month != NULL   ? LIST_MONTH
				      : topic != NULL ? LIST_TOPIC
						      : LIST_ALL,
		month != NULL   ? month
		: topic != NULL ? topic
				: "" };
	if (list->kind != LIST_ALL && e->pack == EXPORT_TREE)
		return cmd_usage("export: --month and --topic are for books: "
				 "--to gempub or epub");
	if (list->kind != LIST_ALL || e->pack == EXPORT_EPUB)
		e->list = list;
	return CMD_DONE;
}

/* ---- the work ------------------------------------------------------------ */

/* Take the capsule in as it is now, and write it. */
static int
write_tree(struct exporter *e, struct problem *why)
{
	struct findings *all = e->ctx;
	struct temp_index temp;
	int result;

	if (e->index != NULL)
		return export_write(e, why);
	all->root = e->capsule->root;
	result = temp_index_make(&temp, e->capsule->root,
	    e->config->limits.article_size, findings_add, all, why);
	all->root = NULL;
	e->index = temp.index;
	if (result == 0)
		result = export_write(e, why);
	e->index = NULL;
	temp_index_remove(&temp);
	return result;
}

/* Pack the tree, which is then dropped, into the file. */
static enum cmd_status
pack_book(struct tree *t, const char *file)
{
	const char *const argv[] = { HELPER_GEMPUB, t->beside, file, NULL };
	enum cmd_status status = helper_run(HELPER_GEMPUB, argv);

	tree_drop(t);
	return status;
}

static enum cmd_status
put_in_place(struct exporter *e, const char *out, struct problem *why)
{
	if (e->pack != EXPORT_TREE)
		return pack_book(e->tree, out);
	return tree_commit(e->tree, why) == 0 ? CMD_DONE
					      : cmd_fail(CMD_SYSTEM, why);
}

static void
tell_done(const struct exporter *e, const char *out)
{
	struct buf line = { 0 };

	if (e->pack != EXPORT_TREE) {
		buf_addf(&line, "the book is %s", out);
	} else {
		buf_add_count(&line, e->tree->files, "file", "files");
		buf_addf(&line, " in %s", out);
	}
	fprintf(stderr,
	    "chasqui: %s; search and feeds need a server and are left out\n",
	    buf_str(&line));
	buf_free(&line);
}

/* Into the folder where the tree grows, then to its place. */
static enum cmd_status
write_to(struct exporter *e, const char *out)
{
	struct problem why = { 0 };
	enum cmd_status status;

	if (tree_begin(e->tree, out, e->pack != EXPORT_TREE, &why) == -1)
		return cmd_fail(CMD_SYSTEM, &why);
	if (write_tree(e, &why) == -1)
		status = cmd_fail(CMD_SYSTEM, &why);
	else
		status = put_in_place(e, out, &why);
	if (status == CMD_DONE)
		tell_done(e, out);
	tree_drop(e->tree);
	return status;
}

static enum cmd_status
export_from(const struct config *c, const struct form *form,
    const struct cmd_call *call)
{
	struct arena a = { 0 };
	struct findings all = { 0 };
	struct tree tree;
	struct exporter e = { .config = c,
		.capsule = cmd_capsule(call, c, call->given[CAPSULE]),
		.form = form->form,
		.pack = form->pack,
		.index = call->given[INDEX],
		.tree = &tree,
		.sink = findings_add,
		.ctx = &all };
	struct export_list list;
	char host[256];
	enum cmd_status status;

	if (e.capsule == NULL)
		return CMD_USAGE;
	e.host = e.capsule->public[PROTOCOL_GOPHER].host;
	e.port = e.capsule->public[PROTOCOL_GOPHER].port;
	status = take_list(&e, call, &list);
	if (status == CMD_DONE)
		status = take_options(&e, call, host, &a);
	if (status == CMD_DONE)
		status = write_to(&e, call->operands[0]);
	if (all.n > 0)
		status = cmd_worst(status, CMD_PROBLEMS);
	status = cmd_worst(status, findings_print(&all, FINDINGS_LINES, true));
	findings_free(&all);
	arena_free(&a);
	return status;
}

static enum cmd_status
run(const struct cmd_call *call)
{
	const struct form *form = cmd_form(call, TO, forms, sizeof *forms);
	struct config *c;
	enum cmd_status status;

	if (form == NULL)
		return CMD_USAGE;
	c = cmd_config(call->given[CONFIG]);
	if (c == NULL)
		return CMD_USAGE;
	status = export_from(c, form, call);
	config_free(c);
	return status;
}

const struct cmd cmd_export = {
	.name = "export",
	.operands = "OUT",
	.help = "writes a capsule as files, for hosts without Chasqui",
	.options = options,
	.least = 1,
	.most = 1,
	.run = run,
};
