#ifndef PAGE_RELINK_H
#define PAGE_RELINK_H

#include <stdbool.h>

#include "page/page.h"

/*
 * Where a link of a page shall lead instead.
 *
 * a      memory that lives as long as the page
 * url    encoded, as a writer would have it; never NULL
 * alone  the link is a block of its own (a way to go, an entry of a list,
 *        a search line), not words of a text
 *
 * Returns url itself, another address (encoded), or NULL: no link.
 */
typedef const char *relink_lead(void *ctx, struct arena *a, const char *url,
    bool alone);

/*
 * Make p a page for one look (LOOK_*) alone, with its links led elsewhere.  A
 * block whose own link is taken away goes with it; words stay and are no link.
 * A link to an article's text form (full_text) is led by that form's address.
 */
void page_relink(struct page *p, enum look look, relink_lead *lead, void *ctx);

#endif
