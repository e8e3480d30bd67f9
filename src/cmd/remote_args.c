#include "cmd/remote_args.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "client/known_hosts.h"
#include "cmd/cmd.h"

#define TIMEOUT_S 30

int
remote_args(struct client_how *how, const struct cmd_call *call,
    const char *command)
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
			cmd_usage("%s: '%s' is no number of seconds", command,
			    timeout);
			return -1;
		}
	}
	signal(SIGPIPE, SIG_IGN);
	*how = (struct client_how){ .timeout_s = (unsigned)seconds };
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
