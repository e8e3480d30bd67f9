#ifndef IMPORT_FEED_FEED_BYTES_H
#define IMPORT_FEED_FEED_BYTES_H

#include <stdbool.h>

#include <libxml/tree.h>

struct buf;

/* Append what stands in an element, as XML: an XHTML construct. */
void feed_inner_xml(const xmlNode *n, struct buf *out);
/*
 * HTML that was escaped once too often shows its own tags: it begins with one
 * and has others that end.
 */
bool feed_escaped_twice(const char *text);
/* Append it with one layer of escaping taken off. */
void feed_unescape(const char *s, struct buf *out);
/* Decode base64 in place; what is none is left out. */
void feed_base64(struct buf *text);

#endif
