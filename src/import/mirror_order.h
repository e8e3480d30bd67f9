#ifndef IMPORT_MIRROR_ORDER_H
#define IMPORT_MIRROR_ORDER_H

#include <stdbool.h>
#include <stddef.h>

#include "import/images/images_rules.h"
#include "import/net/fetch.h"

/* What the command line of `chasqui-import mirror` asks for. */
struct mirror_order {
	const char *name, *url, *capsule;
	const char *topic;  /* or NULL */
	size_t limit;       /* items taken at a time */
	bool named_private; /* the address itself may be a private one */
	bool dry;           /* nothing is written, nothing remembered */
	bool full;          /* fetch each item's page for its whole text */
	struct images_rules images;
	struct fetch_settings fetch;
};

/*
 * Fill it.  All strings are the command line's own.  Returns 0, or -1 with
 * the reason on standard error.
 */
int mirror_order_read(struct mirror_order *o, int argc, char **argv);

#endif
