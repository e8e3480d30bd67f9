#ifndef SITE_PARTS_PAGE_END_H
#define SITE_PARTS_PAGE_END_H

#include <stddef.h>

#include "site/parts/page_parts.h"

/*
 * How every page ends, the same on both protocols, so that a reader knows the
 * way around after one of them: the paper's name, which leads to the front
 * page, search, topics, authors, digest, archive and feed.
 */
void page_end(struct context *ctx);
/* A list's first page closes with the notice, like the front page. */
void page_end_list(struct context *ctx, size_t page);
/* The ways alone that lead to other lists, as far as there are any. */
void page_end_lists(struct context *ctx, struct link_group *ways);

#endif
