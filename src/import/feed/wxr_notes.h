#ifndef IMPORT_FEED_WXR_NOTES_H
#define IMPORT_FEED_WXR_NOTES_H

#include <stdbool.h>

struct buf;

/*
 * What the items of an export refer to by number or name, kept outside of
 * memory (a temporary SQLite database, gone when it is closed).
 */
struct wxr_notes;

struct wxr_notes *wxr_notes_new(void);
void wxr_notes_free(struct wxr_notes *n);

/* An attachment's address and text, a page's slug and parent. */
void wxr_notes_attachment(struct wxr_notes *n, const char *id, const char *url,
    const char *alt);
/* What stands below the picture, in HTML. */
void wxr_notes_caption(struct wxr_notes *n, const char *id,
    const char *caption);
/* The attachment was uploaded for this post; order as WordPress counts it. */
void wxr_notes_belongs(struct wxr_notes *n, const char *id, const char *post,
    long order);
void wxr_notes_page(struct wxr_notes *n, const char *id, const char *slug,
    const char *parent);
void wxr_notes_author(struct wxr_notes *n, const char *login, const char *name);
/* The title of a category by its slug. */
void wxr_notes_category(struct wxr_notes *n, const char *slug,
    const char *title);

/* The content of a reusable block. */
void wxr_notes_block(struct wxr_notes *n, const char *id, const char *content);

/* Appended to what was asked for; false when the number is not known. */
bool wxr_notes_find_attachment(struct wxr_notes *n, const char *id,
    struct buf *url, struct buf *alt);
bool wxr_notes_find_caption(struct wxr_notes *n, const char *id,
    struct buf *caption);
/* The attachments of a post, in their order: "11,12,". */
void wxr_notes_attachments(struct wxr_notes *n, const char *post,
    struct buf *ids);
bool wxr_notes_find_block(struct wxr_notes *n, const char *id,
    struct buf *content);
bool wxr_notes_find_author(struct wxr_notes *n, const char *login,
    struct buf *name);
bool wxr_notes_find_category(struct wxr_notes *n, const char *slug,
    struct buf *title);
/* "parent/child": the slugs of the pages above, outermost first, and "/". */
void wxr_notes_path(struct wxr_notes *n, const char *parent, struct buf *out);

#endif
