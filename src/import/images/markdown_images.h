#ifndef IMPORT_IMAGES_MARKDOWN_IMAGES_H
#define IMPORT_IMAGES_MARKDOWN_IMAGES_H

struct buf;

/* What becomes of a picture in a text. */
enum image_fate {
	IMAGE_STAYS,
	IMAGE_CHANGES, /* url and alt say how */
	IMAGE_GOES,
};

/*
 * Decide about a picture.  url and alt hold its address and its words; they
 * may be changed.  alt is plain text.
 */
typedef enum image_fate image_judge(void *ctx, struct buf *url,
    struct buf *alt);

/*
 * Ask about each picture of a Markdown text, in the text's order, and change
 * the text so; all bytes besides stay as they are.  Of a picture that goes
 * from within a link its words stay; a link to a picture that would be left
 * empty goes, too.  Pictures in code, and those whose syntax spans lines, are
 * left alone.
 *
 * The text is one that cmark has written.
 */
void markdown_images(struct buf *text, image_judge *judge, void *ctx);

#endif
