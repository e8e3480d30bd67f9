#ifndef IMPORT_FEED_XML_READER_H
#define IMPORT_FEED_XML_READER_H

#include <stddef.h>

#include <libxml/tree.h>

struct intake;
struct source;

/*
 * XML from outside as a stream of whole elements, forgiving: what breaks an
 * export or a feed for a strict parser costs here what is broken and no more.
 *
 *  - Bytes of whatever encoding (xml_bytes.h).  One that cannot be read stands
 *    as U+FFFD and is told to the intake with its line; where it fell on
 *    markup ("<\xFFitem>", "]]\xFF", "</ti\xFFle>") the markup is understood.
 *  - Bare '&' and '<', HTML's named entities, "&#11;", undeclared prefixes,
 *    notices of PHP before the declaration.
 *  - An end tag that ends nothing, elements that are not ended and the like
 *    are problems with their line; reading goes on behind them.
 *  - No document type is read, so no entity is ever declared: a reference to
 *    one stands as its own words, and that declarations were there is told.
 *
 * Memory is bounded by the largest element that is handed over.  The tree is
 * libxml2's, its parser is not used: it gives up at the first fatal error,
 * and compares each attribute of a tag with every other.
 */
struct xml_reader;

struct xml_shape {
	/*
	 * Elements that hold what is read: a document's outermost ones
	 * ("rss", "channel").  Ended by NULL, as is apart.
	 */
	const char *const *containers;
	/* Elements that never stand in one of their kind: "item". */
	const char *const *apart;
};

/* said: the charset that came with the source, or "".  All is borrowed. */
struct xml_reader *xml_reader_new(struct source *s, const char *said,
    const struct xml_shape *shape, const struct intake *in);
void xml_reader_free(struct xml_reader *r);

/*
 * The next element within the containers, whole; it is gone with the next
 * call.  NULL at the end.
 */
xmlNode *xml_reader_next(struct xml_reader *r);
/* The line where that element began. */
size_t xml_reader_line(const struct xml_reader *r);
/*
 * At the end: the line of an element that was never ended, since the source
 * stops within it; 0 when there is none.  It is not handed over, since what
 * is not for readers may say so in the part that is missing.
 */
size_t xml_reader_cut(const struct xml_reader *r);

/* All of the document at once, for what must be read twice; owned by r. */
xmlDoc *xml_reader_whole(struct xml_reader *r);

#endif
