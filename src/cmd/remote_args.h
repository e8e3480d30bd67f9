#ifndef CMD_REMOTE_ARGS_H
#define CMD_REMOTE_ARGS_H

#include "client/client.h"

/* Options of the commands that ask a server, at the start of their tables. */
enum { REMOTE_CERT, REMOTE_KNOWN, REMOTE_TIMEOUT, REMOTE_OPTIONS };

/* clang-format off */
#define REMOTE_ROWS                                                            \
	[REMOTE_CERT] = { 'i', "cert", "FILE",                                 \
	    "the client's certificate (its key beside it); else "              \
	    "$CHASQUI_CERT" },                                                 \
	[REMOTE_KNOWN] = { 'k', "known-hosts", "FILE",                         \
	    "the certificates of known servers; 'none': trust any" },          \
	[REMOTE_TIMEOUT] = { 0, "timeout", "SECONDS",                          \
	    "without progress; 30" }
/* clang-format on */

struct cmd_call;

/*
 * What the options say; 0, or -1 after a message that names the command.  To
 * be ended by remote_args_free().
 */
int remote_args(struct client_how *how, const struct cmd_call *call,
    const char *command);
void remote_args_free(struct client_how *how);

/* "59 Too large" of an answer on standard error, behind what it is about. */
void remote_complain(const char *what, const struct client_reply *reply);

#endif
