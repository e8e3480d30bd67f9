#ifndef IMPORT_FEED_FEED_H
#define IMPORT_FEED_FEED_H

#include <stdbool.h>
#include <stddef.h>

#include "import/core/reading.h"

/*
 * RSS 0.9x to 2.0 and 1.0 (RDF), Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1.
 * What real feeds get wrong is forgiven: blanks before the declaration,
 * undeclared prefixes, HTML's entities, bare ampersands, wrong names of
 * encodings, dates of every kind.  What cannot be understood at all is
 * reported with its line; what came before it is kept.
 */
bool rss_is(const char *head, size_t len);
bool atom_is(const char *head, size_t len);
bool json_feed_is(const char *head, size_t len);
format_reader feed_read;
format_reader json_feed_read;

#endif
