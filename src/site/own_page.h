#ifndef SITE_OWN_PAGE_H
#define SITE_OWN_PAGE_H

#include <stddef.h>

#include "site/parts/page_parts.h"

/*
 * Links to the pages from pages/, at most so many: those of the top level
 * first, then those in folders; each by weight, then title.  Where there are
 * more a link leads to all of them.
 */
void own_page_links(struct context *ctx, struct link_group *ways, size_t max);

#endif
