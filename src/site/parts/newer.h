#ifndef SITE_PARTS_NEWER_H
#define SITE_PARTS_NEWER_H

#include <stdbool.h>

#include "site/parts/context.h"

struct buf;

/*
 * The article's file was changed since the index took it in (TEXT_NEWER): what
 * its own front matter in src says stands for what the index said.  Returns
 * false when it says that it is not to be shown.
 */
bool newer_take(struct context *ctx, struct article *art,
    const struct buf *src);

#endif
