#ifndef SITE_FEED_H
#define SITE_FEED_H

#include "index/index.h"
#include "site/parts/context.h"

/* What a feed says of itself. */
struct feed {
	const struct list *list;
	const char *title;
	const char *self; /* its path: "/t/peru/atom.xml" */
	const char *page; /* the path of the page it follows: "/t/peru/" */
};

/*
 * Answer with an Atom feed of the newest articles of a list (capsule.conf:
 * feed_items, feed_content), its links as the context's place writes them.
 * Identities are the same whichever way they are asked for, and never change:
 * tag: addresses made from the capsule's name and the path.
 *
 * Spec: RFC 4287, RFC 4151.
 */
void feed_articles(struct context *ctx, const struct feed *f);
/* The same of the newest days: an entry is a day's digest. */
void feed_days(struct context *ctx, const struct feed *f);

#endif
