#ifndef IMPORT_WXR_CONTENT_H
#define IMPORT_WXR_CONTENT_H

#include <stddef.h>

struct buf;

/* Where a shortcode finds the address and text of an attachment. */
typedef void attachment_finder(void *ctx, const char *id, struct buf *html);

/*
 * Append a post's content as WordPress would show it, in HTML: classic posts
 * get their paragraphs (blank lines) and breaks, Gutenberg's blocks stand as
 * they are; [caption], [gallery], [embed], [audio], [video] and [playlist]
 * become pictures and links; the tags of other shortcodes go, the text between
 * them stays.  Brackets that are no shortcode are text.
 */
void wxr_content(const char *content, size_t len, attachment_finder *find,
    void *ctx, struct buf *html);

#endif
