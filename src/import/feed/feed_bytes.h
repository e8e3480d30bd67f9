#ifndef IMPORT_FEED_FEED_BYTES_H
#define IMPORT_FEED_FEED_BYTES_H

#include <libxml/tree.h>

struct buf;

/*
 * Mend a feed's bytes before they are parsed: blanks and a byte order mark in
 * front go, HTML's named entities become numbers, an ampersand that begins
 * none is escaped (CDATA sections and comments are left alone).  Returns the
 * encoding to read it in, NULL for what the declaration says: when it names
 * one that does not exist, or UTF-8 where the bytes are not.
 */
const char *feed_mend(struct buf *bytes);

/* Append what stands in an element, as XML: an XHTML construct. */
void feed_inner_xml(const xmlNode *n, struct buf *out);
/* Decode base64 in place; what is none is left out. */
void feed_base64(struct buf *text);

#endif
