#ifndef IMPORT_FEED_WXR_BLOCKS_H
#define IMPORT_FEED_WXR_BLOCKS_H

struct buf;
struct wxr_refs;

/*
 * Append a post's content with those of Gutenberg's blocks filled in that are
 * only a comment: reusable ones (<!-- wp:block {"ref":9} /-->) with the
 * content of their post, embeds with their address, footnotes with their
 * text, and the blocks of Advanced Custom Fields with their words.
 */
void wxr_blocks_fill(const char *content, const struct wxr_refs *refs,
    struct buf *out);
/*
 * Append the HTML of content with blocks: their comments go.  Text between
 * blocks, or in a classic one, is given to paragraphs.
 */
void wxr_blocks_show(struct buf *out, const char *content,
    void (*paragraphs)(struct buf *out, const char *text));

#endif
