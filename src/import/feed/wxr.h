#ifndef IMPORT_FEED_WXR_H
#define IMPORT_FEED_WXR_H

#include <stdbool.h>

#include "import/core/reading.h"
#include "import/feed/sniff.h"

/*
 * A WordPress export (WXR 1.0 to 1.2): published posts and pages that have no
 * password and whose date is not in the future, with topics, authors by their
 * display names, pictures and old addresses.  Read twice as a stream: first
 * for what items refer to (attachments, parents), then item by item; memory
 * does not grow with the export.
 */
bool wxr_is(const struct sniff *head);
format_reader wxr_read;

#endif
