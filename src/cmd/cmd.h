#ifndef CMD_CMD_H
#define CMD_CMD_H

#include <stddef.h>

#include "base/exit_status.h"
#include "base/problem.h"

struct config;
struct config_capsule;

/* A row of a command's table of options; one without a name ends it. */
struct cmd_option {
	char letter;       /* its short form, too */
	const char *name;  /* its long form */
	const char *value; /* what it takes ("FILE"); NULL: nothing */
	const char *help;  /* one line */
};

#define CMD_MAX_OPTIONS 12

/* What a command was called with; all is the command line's own memory. */
struct cmd_call {
	const struct cmd *cmd;
	/*
	 * The value of each row of the table of options, "" for an option
	 * that takes none, NULL where it was not given.
	 */
	const char *given[CMD_MAX_OPTIONS];
	const char *const *operands; /* ends with NULL */
	int noperands;
};

/*
 * A command: one file, one of these.  main.c lists them and does for each of
 * them what is common: --help, --version, wrong options, too few operands or
 * too many.
 */
struct cmd {
	const char *name;
	const char *operands; /* as usage shows them: "[FILE...|-]" */
	const char *help;     /* one line */
	const struct cmd_option *options; /* NULL: all is operands */
	int least, most;                  /* operands; most -1: any number */
	enum cmd_status (*run)(const struct cmd_call *call);
};

extern const struct cmd cmd_cert;
extern const struct cmd cmd_check;
extern const struct cmd cmd_diff;
extern const struct cmd cmd_edit;
extern const struct cmd cmd_export;
extern const struct cmd cmd_fetch;
extern const struct cmd cmd_import;
extern const struct cmd cmd_log;
extern const struct cmd cmd_mirror;
extern const struct cmd cmd_new;
extern const struct cmd cmd_preview;
extern const struct cmd cmd_publish;
extern const struct cmd cmd_publishers;
extern const struct cmd cmd_render;
extern const struct cmd cmd_revert;
extern const struct cmd cmd_serve;
extern const struct cmd cmd_status;

/* The row of the option that names the configuration. */
#define CMD_CONFIG                                                             \
	{                                                                      \
		'c', "config", "FILE", "the configuration; else " CHASQUI_CONF \
	}
/* Read the configuration that the option gave, or the usual one; NULL with
 * the reason on standard error. */
struct config *cmd_config(const char *given);

/* The capsule of this name, or of NULL the first; NULL after a message. */
const struct config_capsule *cmd_capsule(const struct cmd_call *call,
    const struct config *c, const char *name);

/*
 * Take the value of an option, when it was given, for a host that a menu can
 * carry or for a port.  0, or -1 after a message.
 */
int cmd_host(const struct cmd_call *call, int option, char host[256]);
int cmd_port(const struct cmd_call *call, int option, unsigned *port);
/*
 * The row of a table that the option names, whose help says what there is: a
 * row has so many bytes and begins with its name, and one without a name ends
 * the table.  NULL after a message.
 */
const void *cmd_form(const struct cmd_call *call, int option, const void *table,
    size_t row_size);

#define CMD_TEXT_MAX ((size_t)16 << 20) /* bytes of a text */
/*
 * Append a text from a file.  Else, after a message: CMD_SYSTEM for
 * what is not there, cannot be read or is no file, CMD_PROBLEMS for too much.
 */
struct buf;
enum cmd_status cmd_read(struct buf *out, const char *name);

/*
 * Print "chasqui: message" on standard error; return CMD_USAGE.  A message
 * that begins with a command ("new: ...") leads to that command's --help.
 */
enum cmd_status cmd_usage(const char *fmt, ...)
    __attribute__((format(printf, 1, 2)));
/* Print "file:line: sentence", or "chasqui: sentence"; return status. */
enum cmd_status cmd_fail(enum cmd_status status, const struct problem *why);
/* The worse of two: what a command that goes on after a problem returns. */
enum cmd_status cmd_worst(enum cmd_status a, enum cmd_status b);
/* Write all of it to standard output: CMD_DONE, or CMD_SYSTEM and a message.
 */
enum cmd_status cmd_print(const char *text, size_t len);

#endif
