#ifndef IMPORT_FEED_FEED_BYTES_H
#define IMPORT_FEED_FEED_BYTES_H

#include <libxml/tree.h>

struct buf;

/* Append what stands in an element, as XML: an XHTML construct. */
void feed_inner_xml(const xmlNode *n, struct buf *out);
/* Decode base64 in place; what is none is left out. */
void feed_base64(struct buf *text);

#endif
