#include "cmd/helper.h"

#include <sys/wait.h>
#include <unistd.h>

enum cmd_status
helper_become(const char *program, const char *const *argv)
{
	struct problem why = { 0 };

	helper_exec(program, argv);
	problem_errno(&why,
	    "%s is neither beside this program nor in " CHASQUI_LIBEXEC,
	    program);
	return cmd_fail(CMD_SYSTEM, &why);
}

enum cmd_status
helper_run(const char *program, const char *const *argv)
{
	struct problem why = { 0 };
	pid_t child = fork();
	int status;

	if (child == 0)
		_exit((int)helper_become(program, argv));
	if (child == -1 || waitpid(child, &status, 0) == -1) {
		problem_errno(&why, "%s cannot be started", program);
		return cmd_fail(CMD_SYSTEM, &why);
	}
	if (WIFEXITED(status))
		return (enum cmd_status)WEXITSTATUS(status);
	problem_set(&why, 0, "%s was ended by signal %d", program,
	    WTERMSIG(status));
	return cmd_fail(CMD_SYSTEM, &why);
}
