#ifndef IMPORT_FEED_FEED_H
#define IMPORT_FEED_FEED_H

#include <stdbool.h>

#include <libxml/tree.h>

#include "import/core/reading.h"
#include "import/feed/sniff.h"

struct item;

/*
 * RSS 0.9x to 2.0 and 1.0 (RDF), Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1.
 * What real feeds get wrong is forgiven (xml_reader.h); the rest is reported
 * with its line.
 */
bool rss_is(const struct sniff *head);
bool atom_is(const struct sniff *head);
bool json_feed_is(const struct sniff *head);
format_reader feed_read;

/*
 * For exports in the form of a feed: what an entry is.  Returns why it is left
 * out, NULL when it is taken; it may say of the item what kind it is.
 */
typedef const char *feed_judge(const xmlNode *entry, struct item *it);
int feed_read_judged(struct source *s, const struct reading *how,
    const struct intake *in, feed_judge *judge, struct problem *why);

format_reader json_feed_read;

#endif
