#ifndef IMPORT_RUN_H
#define IMPORT_RUN_H

#include <stdbool.h>

#include "import/core/reading.h"
#include "import/web.h"

/* What the command line asks for. */
struct order {
	const char *from, *report, *capsule;
	char **source;
	int nsources;
	struct reading how;
	struct web_settings web;
	bool dry;
};

/* Bring all sources in, in a process that is confined; the exit status. */
int run_order(const struct order *o);

#endif
