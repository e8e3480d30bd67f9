#ifndef CMD_HELPER_H
#define CMD_HELPER_H

#include "base/helper.h"
#include "cmd/cmd.h"

/* helper_exec(); returns only when that fails, after a message. */
enum cmd_status helper_become(const char *program, const char *const *argv);
/* Run it and wait for it; its exit status. */
enum cmd_status helper_run(const char *program, const char *const *argv);

#endif
