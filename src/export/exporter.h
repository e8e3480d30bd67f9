#ifndef EXPORT_EXPORTER_H
#define EXPORT_EXPORTER_H

#include "base/problem.h"
#include "export/static_form.h"
#include "index/index.h"

struct config;
struct config_capsule;
struct tree;

/* Which articles make a book, newest first: index.h. */
struct export_list {
	enum list_kind kind;
	const char *key;
};

/* A capsule on its way into a static tree; all is borrowed. */
struct exporter {
	const struct config *config;
	const struct config_capsule *capsule;
	const char *index; /* an index of it, as it is now */
	const struct static_form *form;
	/* With what a book says of itself, in one of two forms. */
	enum export_pack { EXPORT_TREE, EXPORT_GEMPUB, EXPORT_EPUB } pack;
	/*
	 * The articles of this list alone, behind a page that leads to each;
	 * NULL: every page of the capsule.  An EPUB is always of a list.
	 */
	const struct export_list *list;
	/* Where menus say that the tree is: below is "" or "/users/me". */
	const char *host, *below;
	unsigned port;
	struct tree *tree;  /* begun; files are added to it */
	problem_sink *sink; /* told what is left out for a fault of its own */
	void *ctx;
};

/*
 * Write every page and file that the front page leads to, from link to link,
 * and all that is in static/.  Links lead to the tree's files; what has none
 * (search, a link that leads to nothing) to the server.
 *
 * 0, or -1 with the reason when the capsule cannot be read or the tree cannot
 * be written.
 */
int export_write(const struct exporter *e, struct problem *why);

#endif
