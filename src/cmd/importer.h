#ifndef CMD_IMPORTER_H
#define CMD_IMPORTER_H

#include "cmd/cmd.h"

/*
 * Become chasqui-import, which is beside this program or in its libexec
 * folder: the server links none of its libraries.  argv[0] is the name that
 * it is called by, and argv ends with NULL.  Returns only when that fails.
 */
enum cmd_status importer_become(const char *const *argv);
/* Run it and wait for it; its exit status. */
enum cmd_status importer_run(const char *const *argv);

#endif
