#ifndef CMD_REMOTE_ARGS_H
#define CMD_REMOTE_ARGS_H

#include "client/client.h"
#include "cmd/cmd.h"

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

/*
 * What the options say, of answers of at most max bytes; 0, or -1 after a
 * message.  To be ended by remote_args_free().
 */
int remote_args(struct client_how *how, const struct cmd_call *call,
    size_t max);
void remote_args_free(struct client_how *how);

/* ";token=WORD", or "" of NULL; in the arena. */
const char *remote_token(struct arena *a, const char *word);
/*
 * End an upload: where it is now on standard output, or why it is not on the
 * other.  The reply's body is freed.
 */
enum cmd_status remote_tell(const char *what, struct client_reply *reply);

/* "59 Too large" of an answer on standard error, behind what it is about. */
void remote_complain(const char *what, const struct client_reply *reply);

#endif
