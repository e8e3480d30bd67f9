#include "cmd/remote_args.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "client/known_hosts.h"
#include "text/url.h"

#define TIMEOUT_S 30

int
remote_args(struct client_how *how, const struct cmd_call *call, size_t max)
{
	const char *cert = call->given[REMOTE_CERT];
	const char *known = call->given[REMOTE_KNOWN];
	const char *timeout = call->given[REMOTE_TIMEOUT];
	char *end;
	long seconds = TIMEOUT_S;

	if (timeout != NULL) {
		seconds = strtol(timeout, &end, 10);
		if (timeout[0] == '\0' || *end != '\0' || seconds < 1 ||
		    seconds > 86400) {
			cmd_usage("%s: '%s' is no number of seconds",
			    call->cmd->name, timeout);
			return -1;
		}
	}
	signal(SIGPIPE, SIG_IGN);
	*how =
	    (struct client_how){ .timeout_s = (unsigned)seconds, .max = max };
	how->certificate = cert != NULL ? cert : getenv("CHASQUI_CERT");
	if (known == NULL)
		how->known_hosts = known_hosts_file();
	else if (strcmp(known, "none") != 0)
		how->known_hosts = xstrdup(known);
	return 0;
}

void
remote_args_free(struct client_how *how)
{
	free((void *)how->known_hosts);
}

void
remote_complain(const char *what, const struct client_reply *reply)
{
	fprintf(stderr, "chasqui: %s: %d", what, reply->status);
	if (reply->meta[0] != '\0')
		fprintf(stderr, " %s", reply->meta);
	fputc('\n', stderr);
}

const char *
remote_token(struct arena *a, const char *word)
{
	struct buf token = { 0 };

	if (word == NULL)
		return "";
	buf_adds(&token, ";token=");
	url_encode_segment(&token, word, strlen(word));
	return buf_keep(&token, a);
}

enum cmd_status
remote_tell(const char *what, struct client_reply *reply)
{
	int kind = reply->status / 10;

	if (kind == 2 || kind == 3)
		printf("%s\n", kind == 3 ? reply->meta : reply->url);
	else
		remote_complain(what, reply);
	buf_free(&reply->body);
	return kind == 2 || kind == 3 ? CMD_DONE : CMD_PROBLEMS;
}
