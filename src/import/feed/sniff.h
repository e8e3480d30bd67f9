#ifndef IMPORT_FEED_SNIFF_H
#define IMPORT_FEED_SNIFF_H

#include <stdbool.h>

#include "base/buf.h"
#include "import/feed/xml_tag.h"

struct source;

/* What a source is by its first bytes: its format's kind of text. */
enum sniff_kind {
	SNIFF_UNKNOWN, /* bytes that are no text, XML that is no feed */
	SNIFF_FEED,    /* XML with the root element of a feed */
	SNIFF_HTML,
	SNIFF_JSON,
	SNIFF_TEXT,
};

struct sniff {
	enum sniff_kind kind;
	char root[XML_NAME_SIZE]; /* of a feed, without prefix: "rss" */
	struct buf text;          /* owned: the first 64 kB, in UTF-8 */
};

/*
 * Look at a source: by its root element and whole names.  Comments,
 * declarations, notices of PHP and a wrapping <html><body> are looked through;
 * what a script, a comment or a page's text says of feeds is not.
 */
void sniff_source(struct sniff *s, struct source *source);
void sniff_free(struct sniff *s);

/* Do its first bytes hold this text? */
bool sniff_holds(const struct sniff *s, const char *text);

#endif
