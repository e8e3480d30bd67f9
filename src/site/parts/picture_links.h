#ifndef SITE_PARTS_PICTURE_LINKS_H
#define SITE_PARTS_PICTURE_LINKS_H

#include <stddef.h>

#include "site/parts/context.h"

struct page;

/*
 * Tell readers what a link to a file of the capsule costs, in the blocks that
 * a text has added to a page from the one called first on: its size stands in
 * the link's words.  A picture that has a small form (capsule/picture.h) leads
 * to that, and a link to the original follows (unless small_alone).
 *
 * path  of the text's file below the root: a bundle's pictures lie beside it
 * base  the address that the text's relative references start from
 */
void picture_links(struct context *ctx, struct page *p, size_t first,
    const char *path, const char *base);

#endif
