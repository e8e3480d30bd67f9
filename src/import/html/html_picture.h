#ifndef IMPORT_HTML_HTML_PICTURE_H
#define IMPORT_HTML_HTML_PICTURE_H

#include <stdbool.h>

#include <libxml/tree.h>

struct arena;

/* Addresses in the arena, resolved against base (may be ""), or "". */

/* An address of the page, whole and safe to write; "" when it may not be. */
const char *html_address(struct arena *a, const char *base, const char *ref);

/* <img>, <amp-img> and the like. */
bool html_picture_is(const xmlNode *n);
/*
 * Where it really is: lazy loaders hide that in attributes of their own.  Of
 * several sizes a large one.
 */
const char *html_picture_url(struct arena *a, xmlNode *n, const char *base);
/* Is it what stands in a picture's place until that is loaded? */
bool html_picture_is_stand_in(const char *url);
/*
 * Where a film, a frame or another embedded thing can be seen: its own
 * address, or that of the page that a player's id stands for.
 */
const char *html_embed_url(struct arena *a, xmlNode *n, const char *base);

#endif
