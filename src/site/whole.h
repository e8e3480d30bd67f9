#ifndef SITE_WHOLE_H
#define SITE_WHOLE_H

#include "site/parts/context.h"

#define WHOLE_NAME "all" /* last part of the addresses */

/* The articles of a list in full, one after the other. */
struct whole {
	struct list list;
	const char *title;
	const char *stem; /* of the list's page, with a final '/' */
};

/*
 * Is rest, what follows the list's own address, one of its whole pages: "all"
 * and "all/2", or "all.txt" and "all/2.txt" as text?
 */
bool whole_is(const char *rest);

/*
 * Answer with part ctx->req->part of that page: first the headlines, then an
 * article in each, and reply->more until the last.  So a day is one request,
 * and no more than one article of it is ever held.  On Gopher it is text by
 * all of its addresses, and links lead to those that say so.
 */
void whole_page(struct context *ctx, const struct whole *w, const char *rest);

/* The line that leads there from the list's own page, in its group. */
struct link_group;
void whole_link(struct context *ctx, const struct whole *w,
    struct link_group *ways);

#endif
