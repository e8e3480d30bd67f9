#ifndef SITE_ARTICLE_WAYS_H
#define SITE_ARTICLE_WAYS_H

#include "site/parts/context.h"
#include "site/parts/page_parts.h"

/*
 * What stands below an article: its other forms, its neighbours in time (in
 * its first topic, and in all where they differ), related articles, its
 * authors and topics, and the end of every page; each kind apart.
 */
void article_ways(struct context *ctx, const struct article *art,
    const struct around *around, const struct text_form *form);
/* A text's last lines, as gopher.md has them: where from, and what about. */
void article_text_ways(struct context *ctx, const struct article *art);

#endif
