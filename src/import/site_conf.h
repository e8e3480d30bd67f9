#ifndef IMPORT_SITE_CONF_H
#define IMPORT_SITE_CONF_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/problem.h"

struct item;
struct item_site;

/*
 * What an import learns of the site itself, for the capsule.conf of a capsule
 * that has none: a reader is to see a name from the first day.  `{ 0 }` has
 * learned nothing.  The first word on each thing counts.
 */
struct site_conf {
	struct arena arena; /* owns the strings: site_conf_free() */
	const char *title, *description, *language, *web;
	/* Offsets of its dates in January and July, seconds; 0: none yet. */
	int winter_s, summer_s;
	bool odd_offsets; /* dates of one month that have several */
};

void site_conf_learn(struct site_conf *c, const struct item_site *site);
void site_conf_learn_item(struct site_conf *c, const struct item *it);
/*
 * Write capsule.conf into the folder root, unless there is one.  Without a
 * title it is called by its host, else by the folder's own name.  0, or -1
 * with the reason; *written tells whether there is a new one.
 */
int site_conf_write(struct site_conf *c, const char *root, bool *written,
    struct problem *why);
void site_conf_free(struct site_conf *c);

#endif
