#include <string.h>

#include "base/alloc.h"
#include "cmd/cmd.h"
#include "cmd/helper.h"

/* All options are chasqui-import's own. */
static enum cmd_status
run(const struct cmd_call *call)
{
	size_t n = (size_t)call->noperands;
	const char **argv = xcalloc(n + 3, sizeof *argv);

	argv[0] = "chasqui";
	argv[1] = "import";
	memcpy(argv + 2, call->operands, n * sizeof *argv);
	return helper_become(HELPER_IMPORT, argv);
}

const struct cmd cmd_import = {
	.name = "import",
	.operands = "[OPTION...] SOURCE... CAPSULE",
	.help = "brings a site in: export, feed, saved pages, text",
	.most = -1,
	.run = run,
};
