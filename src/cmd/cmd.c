#include "cmd/cmd.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/escape.h"
#include "config/config.h"
#include "proto/gemini.h"
#include "text/percent.h"

enum cmd_status
cmd_usage(const char *fmt, ...)
{
	char message[1024];
	size_t name;
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(message, sizeof message, fmt, ap);
	va_end(ap);
	/* "new: ..." is of a command, which has more to say */
	name = strspn(message, "abcdefghijklmnopqrstuvwxyz");
	if (name == 0 || message[name] != ':')
		fprintf(stderr, "chasqui: %s\n", message);
	else
		fprintf(stderr, "chasqui: %s%s see 'chasqui %.*s --help'\n",
		    message, message[strlen(message) - 1] == '?' ? "" : ";",
		    (int)name, message);
	return CMD_USAGE;
}

enum cmd_status
cmd_fail(enum cmd_status status, const struct problem *why)
{
	char text[sizeof *why + 32];

	struct buf out = { 0 };

	problem_str(why, text, sizeof text);
	escape_add(&out, text, strlen(text), "");
	fprintf(stderr, "%s%s\n", why->file[0] == '\0' ? "chasqui: " : "",
	    buf_str(&out));
	buf_free(&out);
	return status;
}

enum cmd_status
cmd_worst(enum cmd_status a, enum cmd_status b)
{
	return a > b ? a : b;
}

enum cmd_status
cmd_print(const char *text, size_t len)
{
	struct problem why = { 0 };

	if (fwrite(text, 1, len, stdout) == len && fflush(stdout) == 0)
		return CMD_DONE;
	problem_errno(&why, "cannot write to standard output");
	return cmd_fail(CMD_SYSTEM, &why);
}

struct config *
cmd_config(const char *given)
{
	struct problem why = { 0 };
	struct config *c =
	    config_read(given != NULL ? given : CHASQUI_CONF, &why);

	if (c == NULL)
		cmd_fail(CMD_USAGE, &why);
	return c;
}

const struct config_capsule *
cmd_capsule(const struct cmd_call *call, const struct config *c,
    const char *name)
{
	const struct config_capsule *k =
	    name == NULL ? &c->capsules[0] : config_capsule_of(c, name);

	if (k == NULL)
		cmd_usage("%s: %s has no capsule '%s'", call->cmd->name,
		    c->file, name);
	return k;
}

const void *
cmd_form(const struct cmd_call *call, int option, const void *table,
    size_t row_size)
{
	const char *given = call->given[option];
	const char *wanted = call->cmd->options[option].help;
	const char *const *name;

	if (given == NULL) {
		cmd_usage("%s: to what?  --to %s", call->cmd->name, wanted);
		return NULL;
	}
	for (const char *row = table; *(name = (const void *)row) != NULL;
	     row += row_size)
		if (strcmp(*name, given) == 0)
			return row;
	cmd_usage("%s: there is no form '%s'; want %s", call->cmd->name, given,
	    wanted);
	return NULL;
}

enum cmd_status
cmd_read(struct buf *out, const char *name)
{
	struct problem why = { 0 };
	struct stat st;

	if (buf_read_file(out, name, CMD_TEXT_MAX, &why) == 0)
		return CMD_DONE;
	problem_in(&why, name);
	/* what can be opened has too much in it */
	return cmd_fail(stat(name, &st) == 0 && S_ISREG(st.st_mode) &&
				access(name, R_OK) == 0
			    ? CMD_PROBLEMS
			    : CMD_SYSTEM,
	    &why);
}

int
cmd_host(const struct cmd_call *call, int option, char host[256])
{
	const char *given = call->given[option];

	if (given == NULL)
		return 0;
	if (gemini_host(host, given, strlen(given)) == 0 &&
	    percent_fault(host, strlen(host)) == NULL &&
	    strpbrk(host, " /") == NULL)
		return 0;
	cmd_usage("%s: '%s' is no host name", call->cmd->name, given);
	return -1;
}

int
cmd_port(const struct cmd_call *call, int option, unsigned *port)
{
	const char *given = call->given[option];
	char *end;
	unsigned long n;

	if (given == NULL)
		return 0;
	n = strtoul(given, &end, 10);
	if (given[0] >= '0' && given[0] <= '9' && *end == '\0' && n >= 1 &&
	    n <= 65535) {
		*port = (unsigned)n;
		return 0;
	}
	cmd_usage("%s: '%s' is no port; want 1 to 65535", call->cmd->name,
	    given);
	return -1;
}
