#ifndef IMPORT_CORE_XML_H
#define IMPORT_CORE_XML_H

#include <stdbool.h>
#include <stddef.h>

#include <libxml/tree.h>
#include <libxml/xmlreader.h>

#include "base/problem.h"

struct buf;
struct source;

/*
 * XML from outside as a stream: no network, no entities of its own, no DTD;
 * blanks and a byte order mark before the declaration are forgiven.
 */
struct xml {
	xmlTextReader *reader; /* owned */
	struct source *source; /* borrowed */
	struct problem fatal;  /* the first fatal error; sentence "" if none */
	bool begun;            /* leading blanks are behind us */
	bool wide;             /* UTF-16: bytes are no characters */
};

/* -1 with the reason only when there is no memory for a reader. */
int xml_open(struct xml *x, struct source *s, struct problem *why);
void xml_close(struct xml *x);
/*
 * Move to the next element; 1, 0 at the end, -1 when the document is broken
 * from here on: why says where.
 */
int xml_next_element(struct xml *x, struct problem *why);
/* The element that the reader stands on, with all below it; NULL: broken. */
xmlNode *xml_expand(struct xml *x, struct problem *why);
/* Move behind the element that the reader stands on; as xml_next_element(). */
int xml_skip(struct xml *x, struct problem *why);
/* Its line in the source. */
size_t xml_line(const struct xml *x);

/* Local name, whatever the prefix. */
bool xml_is(const xmlNode *n, const char *local);
/* The namespace's address contains this text ("wordpress.org/export"). */
bool xml_in(const xmlNode *n, const char *namespace_part);
/* Append the text of an element. */
void xml_text(const xmlNode *n, struct buf *out);
/* Append an attribute's value, whatever its prefix; false: it has none. */
bool xml_attribute(const xmlNode *n, const char *local, struct buf *out);

#endif
