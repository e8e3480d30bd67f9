#ifndef CMD_HELPER_H
#define CMD_HELPER_H

#include "cmd/cmd.h"

/* The programs that do what the server must not link the libraries for. */
#define HELPER_IMPORT "chasqui-import"
#define HELPER_GEMPUB "chasqui-gempub"

/*
 * Become one of them, which is beside this program or in its libexec folder.
 * argv[0] is the name that it is called by, and argv ends with NULL.  Returns
 * only when that fails.
 */
enum cmd_status helper_become(const char *program, const char *const *argv);
/* Run it and wait for it; its exit status. */
enum cmd_status helper_run(const char *program, const char *const *argv);

#endif
