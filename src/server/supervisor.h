#ifndef SERVER_SUPERVISOR_H
#define SERVER_SUPERVISOR_H

#include <stdbool.h>

#include "base/problem.h"

/*
 * The server's first process: opens ports, loads keys, forks, replaces,
 * reloads; reads nothing from the network.
 */
enum supervisor_end {
	SUPERVISOR_DONE,   /* told to end, and did */
	SUPERVISOR_CONFIG, /* the configuration, or a file it names */
	SUPERVISOR_SYSTEM, /* port, permission, memory */
};

/*
 * Serve in the foreground until SIGTERM or SIGINT.  why says why it did not
 * begin.
 *
 * temporary  a certificate that cannot be kept will do under systemd, too
 */
enum supervisor_end supervisor_run(const char *file, bool temporary,
    struct problem *why);

#endif
