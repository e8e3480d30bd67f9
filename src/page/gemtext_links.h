#ifndef PAGE_GEMTEXT_LINKS_H
#define PAGE_GEMTEXT_LINKS_H

#include <stddef.h>

#include "page/relink.h"

struct buf;

/*
 * Append a gemtext file with its links led elsewhere.  Only links without
 * scheme and host are asked for, as paths resolved against base ("/static/x/"
 * or the file's own path); one that is led nowhere (NULL) stays as it was, and
 * so does every other byte.
 */
void gemtext_relink(struct buf *out, const char *text, size_t len,
    const char *base, relink_lead *lead, void *ctx);

#endif
