#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "capsule/capsule.h"
#include "cmd/cmd.h"
#include "cmd/helper.h"
#include "cmd/images_options.h"

#define OWN_WORDS (2 + IMAGES_OPTIONS_WORDS) /* "chasqui import ..." */

/*
 * What the capsule's own capsule.conf says about pictures, as options before
 * the user's, which count more.  An import links to them unless told
 * otherwise, and a capsule that is yet to be made says nothing.
 */
static size_t
add_images(struct arena *a, const char *root, const char **argv, size_t n)
{
	struct capsule c;

	if (capsule_open(&c, root, NULL) == -1)
		return n;
	n = images_options(a, &c, argv, n);
	if (c.images == CAPSULE_IMAGES_LINK)
		n -= 2; /* the last: --images link */
	capsule_close(&c);
	return n;
}

/* All options are chasqui-import's own. */
static enum cmd_status
run(const struct cmd_call *call)
{
	size_t n = (size_t)call->noperands, own = 2;
	const char **argv = xcalloc(OWN_WORDS + n + 1, sizeof *argv);
	struct arena a = { 0 };

	argv[0] = "chasqui";
	argv[1] = "import";
	if (n > 0)
		own = add_images(&a, call->operands[n - 1], argv, own);
	memcpy(argv + own, call->operands, n * sizeof *argv);
	return helper_become(HELPER_IMPORT, argv);
}

const struct cmd cmd_import = {
	.name = "import",
	.operands = "[OPTION...] SOURCE... CAPSULE",
	.help = "brings a site in: export, feed, saved pages, text",
	.most = -1,
	.run = run,
};
