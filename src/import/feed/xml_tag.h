#ifndef IMPORT_FEED_XML_TAG_H
#define IMPORT_FEED_XML_TAG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/*
 * Tags and references of XML in the form that xml_bytes.h gives them, marks
 * for unreadable bytes included: marks is the string of those.
 */

#define XML_NAME_SIZE 100 /* of an element or attribute, with the NUL */

/*
 * Do the bytes begin with this piece of markup, of which at most one byte was
 * replaced by a mark, or has one in front of it?  Returns their length, or 0.
 */
size_t xml_begins(const char *s, size_t len, const char *markup,
    const char *marks);
/* Is it that name, of which one byte may be replaced by a mark or follow it? */
bool xml_name_is(const char *damaged, const char *name, const char *marks);

/*
 * The length of the tag at s (which begins with '<'), its '>' included; 0:
 * there is no end yet.  *cut: it has no '>' of its own, since the next tag
 * begins; the length ends before that.
 */
size_t xml_tag_len(const char *s, size_t len, const char *marks, bool *cut);
/* Copy the name at s; returns its length in s, which may be longer. */
size_t xml_tag_name(const char *s, size_t len, char out[XML_NAME_SIZE]);

/* The attributes of a start tag: p moves through it. */
struct xml_attributes {
	const char *p, *end, *marks;
};

/* The next one: its name, its value with references decoded. */
bool xml_attribute_next(struct xml_attributes *a, char name[XML_NAME_SIZE],
    struct buf *value);

/*
 * The reference at s, which begins with '&': append what it stands for, and
 * return its length; 0: it is none, and the '&' stands for itself.
 */
size_t xml_reference(const char *s, size_t len, struct buf *out);

#endif
