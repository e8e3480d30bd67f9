#ifndef IMPORT_FEED_WXR_POST_H
#define IMPORT_FEED_WXR_POST_H

#include <stdbool.h>
#include <stddef.h>

#include <libxml/tree.h>

#include "base/arena.h"
#include "base/buf.h"
#include "text/date.h"

/* What an <item> of a WordPress export says, field by field. */
enum wxr_field {
	WXR_TITLE,
	WXR_LINK,
	WXR_GUID,
	WXR_CREATOR,
	WXR_CONTENT,
	WXR_EXCERPT,
	WXR_ID,
	WXR_PARENT,
	WXR_NAME,
	WXR_TYPE,
	WXR_STATUS,
	WXR_PASSWORD,
	WXR_DATE,
	WXR_DATE_GMT,
	WXR_PUB_DATE,
	WXR_MODIFIED,
	WXR_MODIFIED_GMT,
	WXR_URL,
	WXR_ORDER,
	/* of its postmeta: */
	WXR_THUMBNAIL,
	WXR_ALT,
	WXR_FOOTNOTES,
	WXR_FIELDS
};

struct wxr_post {
	struct buf field[WXR_FIELDS]; /* owned: wxr_post_free() */
	const xmlNode *node;          /* the item, for its categories */
	size_t line;
};

void wxr_post_read(struct wxr_post *p, const xmlNode *item, size_t line);
void wxr_post_free(struct wxr_post *p);

const char *wxr_said(struct wxr_post *p, enum wxr_field f);
/* Is that what it says, though a byte of it may have been lost? */
bool wxr_says(struct wxr_post *p, enum wxr_field f, const char *word);
/* Its slug as WordPress keeps it, percent codes decoded; else of its title. */
const char *wxr_slug(struct arena *a, struct wxr_post *p);
/*
 * When it was published, and changed: the moment that the GMT date gives in
 * the zone that the site's own date gives with it; else what there is.
 */
struct date wxr_date(struct wxr_post *p);
struct date wxr_modified(struct wxr_post *p);

/* Append the text of a named child of n. */
void wxr_child_text(const xmlNode *n, const char *name, struct buf *out);

#endif
