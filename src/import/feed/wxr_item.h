#ifndef IMPORT_FEED_WXR_ITEM_H
#define IMPORT_FEED_WXR_ITEM_H

#include "import/core/item.h"

struct reading;
struct wxr_notes;
struct wxr_post;

/* What is needed to make an item of a post of an export. */
struct wxr_site {
	struct wxr_notes *notes; /* what the export's items refer to */
	const struct reading *how;
	const struct intake *in;
};

/* Make an item of a post and hand it to the intake. */
void wxr_item_give(const struct wxr_site *site, struct wxr_post *p,
    enum item_kind kind);

#endif
