#ifndef IMPORT_FEED_FEED_ELEMENT_H
#define IMPORT_FEED_FEED_ELEMENT_H

#include <stdbool.h>

#include <libxml/tree.h>

#include "base/buf.h"
#include "import/feed/feed.h"
#include "import/feed/guids.h"

struct feed_entry;
struct intake;
struct reading;

/* A feed that is being read: RSS of any version, or Atom. */
struct feed {
	const struct reading *how;
	const struct intake *in;
	xmlDoc *doc;        /* owned */
	const char *url;    /* of the feed itself, or "" */
	struct buf site;    /* owned: address of the site, for links */
	struct buf author;  /* owned: the feed's, for entries without one */
	struct buf lang;    /* owned */
	struct guids guids; /* owned: of its entries */
	bool is_atom;
	feed_judge *judge; /* or NULL */
};

/* An entry is read in parts, as some elements stand in for others. */
enum feed_part {
	FEED_NAMES, /* what it is called, and where it leads */
	FEED_MAIN,
	FEED_REST, /* for what no other element said */
};

/* Is the element of the feed's own vocabulary? */
bool feed_is_own(const xmlNode *n);
/*
 * Take what an element of an entry says, if it belongs to this part: by name
 * and by name space, declared or not, as feeds mix vocabularies.
 */
void feed_element(struct feed *f, struct feed_entry *e, xmlNode *n,
    enum feed_part part);

#endif
