#include "server/roots.h"

#include <sys/stat.h>

#include "base/alloc.h"

struct root {
	dev_t dev;
	ino_t ino;
};

struct root *
roots_note(const struct config *c)
{
	struct root *roots = xcalloc(c->ncapsules, sizeof *roots);
	struct stat st;

	for (size_t i = 0; i < c->ncapsules; i++)
		if (stat(c->capsules[i].root, &st) == 0)
			roots[i] = (struct root){ st.st_dev, st.st_ino };
	return roots;
}

const struct config_capsule *
roots_changed(const struct root *noted, const struct config *c)
{
	struct stat st;

	/* One that is away now is not another one. */
	for (size_t i = 0; i < c->ncapsules; i++)
		if (stat(c->capsules[i].root, &st) == 0 &&
		    (st.st_dev != noted[i].dev || st.st_ino != noted[i].ino))
			return &c->capsules[i];
	return NULL;
}
