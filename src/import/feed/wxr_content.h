#ifndef IMPORT_FEED_WXR_CONTENT_H
#define IMPORT_FEED_WXR_CONTENT_H

#include <stddef.h>

struct buf;

/* What a post's content refers to, found by who reads the export. */
struct wxr_refs {
	/* Append an attachment, or the content of a reusable block. */
	void (*find)(void *ctx, const char *id, struct buf *html);
	void (*block)(void *ctx, const char *id, struct buf *content);
	/* The numbers of the pictures that were uploaded for the post. */
	void (*pictures)(void *ctx, struct buf *ids);
	/* A shortcode that we cannot expand went; its text stays. */
	void (*dropped)(void *ctx, const char *name);
	const char *footnotes; /* the post's, in JSON, or "" */
	void *ctx;
};

/*
 * Append a post's content as WordPress would show it, in HTML: reusable blocks
 * in their place, shortcodes expanded (wxr_shortcode.h), Gutenberg's blocks as
 * they stand (wxr_blocks.h), and all else with its paragraphs (blank lines)
 * and breaks.
 */
void wxr_content(const char *content, size_t len, const struct wxr_refs *refs,
    struct buf *html);

#endif
