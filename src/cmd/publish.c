#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "capsule/path_name.h"
#include "cmd/cmd.h"
#include "cmd/remote_args.h"
#include "config/config.h"
#include "page/item_type.h"
#include "text/markdown_name.h"
#include "text/url.h"

#define ANSWER_MAX 65536

enum { TO = REMOTE_OPTIONS, TOKEN, MIME, DELETE, CONFIG };

static const struct cmd_option options[] = {
	REMOTE_ROWS,
	[TO] = { 't', "to", "URL",
	    "where to; behind a '/' each file's name follows" },
	[TOKEN] = { 0, "token", "WORD", "that the server wants besides" },
	[MIME] = { 'm', "mime", "TYPE", "of all files; else by their names" },
	[DELETE] = { 0, "delete", NULL, "operands are URLs to delete" },
	[CONFIG] = CMD_CONFIG,
	{ 0 },
};

static bool
is_markdown(const char *file)
{
	return markdown_ending(file, strlen(file)) > 0;
}

static const char *
type_of(const struct cmd_call *call, const char *file)
{
	if (call->given[MIME] != NULL)
		return call->given[MIME];
	return is_markdown(file) ? "text/markdown"
				 : item_type_media(file, NULL);
}

/*
 * Of an article its slug, of another file, and of the text that others stand
 * beside, its name; nothing behind a name.
 */
static const char *
address_of(struct arena *a, const char *to, const char *file)
{
	struct buf url = { 0 };
	const char *name = file_name(file);
	char slug[SLUG_SIZE];

	buf_adds(&url, to);
	if (to[strlen(to) - 1] != '/')
		return buf_keep(&url, a);
	if (is_markdown(name) && !markdown_is_index(name) &&
	    path_slug(slug, name) > 0)
		buf_adds(&url, slug);
	else
		url_encode_segment(&url, name, strlen(name));
	return buf_keep(&url, a);
}

/* The first capsule of this machine's own server, where nothing was said. */
static const char *
own_server(struct arena *a, const struct cmd_call *call, const char *file)
{
	struct config *c = cmd_config(call->given[CONFIG]);
	const char *folder = is_markdown(file) ? "a/" : "static/";
	const char *url;

	if (c == NULL)
		return NULL;
	url = c->capsules[0].public[PROTOCOL_GEMINI].url;
	url = url[0] == '\0'
		  ? NULL
		  : arena_printf(a, "%s%s", remote_as(a, url, "titan"), folder);
	if (url == NULL)
		cmd_usage("publish: say where --to: %s is not on Gemini",
		    c->capsules[0].name);
	config_free(c);
	return url;
}

static const char *
parameters(struct arena *a, const struct cmd_call *call, const char *type,
    unsigned long long size)
{
	struct buf p = { 0 };

	buf_adds(&p, remote_token(a, call->given[TOKEN]));
	if (type != NULL)
		buf_addf(&p, ";mime=%s", type);
	buf_addf(&p, ";size=%llu", size);
	return buf_keep(&p, a);
}

static enum cmd_status
send_file(const struct cmd_call *call, const struct client_how *how,
    const char *file)
{
	struct arena a = { 0 };
	struct problem why = { 0 };
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	struct client_reply reply;
	struct stat st;
	enum cmd_status status = CMD_SYSTEM;
	const char *to = call->given[TO];

	if (to == NULL)
		to = own_server(&a, call, file);
	if (to == NULL) {
		status = CMD_USAGE;
	} else if (fd == -1 || fstat(fd, &st) == -1 || !S_ISREG(st.st_mode)) {
		problem_errno(&why, "cannot be opened");
		problem_in(&why, file);
		cmd_fail(status, &why);
	} else if (st.st_size == 0) {
		/* an upload of no bytes would delete */
		status = cmd_usage("publish: '%s' is empty", file);
	} else {
		struct client_request request = {
			.url = remote_as(&a, address_of(&a, to, file), "titan"),
			.params = parameters(&a, call, type_of(call, file),
			    (uint64_t)st.st_size),
			.body = fd,
		};

		if (client_ask(&a, &request, how, &reply, &why) == -1)
			cmd_fail(status, &why);
		else
			status = remote_tell(file, &reply);
	}
	if (fd != -1)
		close(fd);
	arena_free(&a);
	return status;
}

static enum cmd_status
delete_url(const struct cmd_call *call, const struct client_how *how,
    const char *url)
{
	struct arena a = { 0 };
	struct problem why = { 0 };
	struct client_reply reply;
	enum cmd_status status;
	struct client_request request = { remote_as(&a, url, "titan"),
		parameters(&a, call, NULL, 0), -1 };

	if (client_ask(&a, &request, how, &reply, &why) == -1)
		status = cmd_fail(CMD_SYSTEM, &why);
	else
		status = remote_tell(url, &reply);
	arena_free(&a);
	return status;
}

static enum cmd_status
run(const struct cmd_call *call)
{
	struct client_how how;
	enum cmd_status status = CMD_DONE;
	const char *to = call->given[TO];

	if (to != NULL && to[0] == '\0')
		return cmd_usage("publish: where --to?");
	if (to != NULL && call->noperands > 1 && to[strlen(to) - 1] != '/')
		return cmd_usage("publish: several files want a URL that ends "
				 "in '/'");
	if (remote_args(&how, call, ANSWER_MAX) == -1)
		return CMD_USAGE;
	for (int i = 0; i < call->noperands; i++)
		status = cmd_worst(status,
		    call->given[DELETE] != NULL
			? delete_url(call, &how, call->operands[i])
			: send_file(call, &how, call->operands[i]));
	remote_args_free(&how);
	return cmd_worst(status, cmd_print("", 0));
}

const struct cmd cmd_publish = {
	.name = "publish",
	.operands = "FILE...",
	.help = "uploads files to a Titan server",
	.options = options,
	.least = 1,
	.most = -1,
	.run = run,
};
