#ifndef IMPORT_FEED_FEED_END_H
#define IMPORT_FEED_FEED_END_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Does a feed of XML hold the end tag of one (</rss>, </feed>, </rdf:RDF>,
 * with any prefix)?  One without came only in part, whatever its transport
 * says, and the last article that it holds may be cut.
 */
bool feed_has_end(const char *feed, size_t len);

#endif
