#ifndef IMPORT_FEED_WXR_CONTENT_H
#define IMPORT_FEED_WXR_CONTENT_H

#include <stddef.h>

struct buf;

/* Where a shortcode finds a post's attachments: they are appended as HTML. */
struct attachments {
	void (*find)(void *ctx, const char *id, struct buf *html);
	/* The numbers of the pictures that were uploaded for the post. */
	void (*pictures)(void *ctx, struct buf *ids);
	void *ctx;
};

/*
 * Append a post's content as WordPress would show it, in HTML: classic posts
 * and the classic parts of others get their paragraphs (blank lines) and
 * breaks, Gutenberg's blocks stand as they are; [caption], [gallery], [embed],
 * [audio], [video] and [playlist] become pictures and links; the tags of other
 * shortcodes go, the text between them stays.  Brackets that are no shortcode
 * are text.
 */
void wxr_content(const char *content, size_t len,
    const struct attachments *attachments, struct buf *html);

#endif
