#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "cmd/cmd.h"
#include "cmd/remote_args.h"

#define BODY_MAX ((size_t)256 << 20)

enum { OUT = REMOTE_OPTIONS, HEADER };

static const struct cmd_option options[] = {
	REMOTE_ROWS,
	[OUT] = { 'o', "output", "FILE", "write it there" },
	[HEADER] = { 'H', "header", NULL,
	    "print the status and what stands beside it first" },
	{ 0 },
};

/* A control byte of a stranger's header is not for a terminal. */
static void
print_header(const struct client_reply *reply)
{
	printf("%d ", reply->status);
	for (const char *p = reply->meta; *p != '\0'; p++)
		putchar((unsigned char)*p < ' ' || *p == 0x7F ? '?' : *p);
	putchar('\n');
}

static enum cmd_status
give(const struct cmd_call *call, const struct client_reply *reply)
{
	struct problem why = { 0 };

	if (call->given[HEADER] != NULL)
		print_header(reply);
	if (call->given[OUT] == NULL)
		return cmd_print(reply->body.data != NULL ? reply->body.data
							  : "",
		    reply->body.len);
	if (file_write(call->given[OUT], reply->body.data, reply->body.len,
		0644, &why) == -1)
		return cmd_fail(CMD_SYSTEM, &why);
	return cmd_print("", 0);
}

static enum cmd_status
run(const struct cmd_call *call)
{
	struct arena a = { 0 };
	struct problem why = { 0 };
	struct client_request request = { call->operands[0], "", -1 };
	struct client_how how;
	struct client_reply reply;
	enum cmd_status status;

	if (remote_args(&how, call, BODY_MAX) == -1)
		return CMD_USAGE;
	if (client_fetch(&a, &request, &how, &reply, &why) == -1) {
		status = cmd_fail(CMD_SYSTEM, &why);
	} else if (reply.status / 10 == 2) {
		status = give(call, &reply);
		buf_free(&reply.body);
	} else {
		if (call->given[HEADER] != NULL)
			print_header(&reply);
		remote_complain(reply.url, &reply);
		status = CMD_PROBLEMS;
		buf_free(&reply.body);
	}
	remote_args_free(&how);
	arena_free(&a);
	return status;
}

const struct cmd cmd_fetch = {
	.name = "fetch",
	.operands = "URL",
	.help = "fetches an address over Gemini, Titan or Gopher",
	.options = options,
	.least = 1,
	.most = 1,
	.run = run,
};
