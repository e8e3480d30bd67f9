#ifndef IMPORT_CORE_XML_H
#define IMPORT_CORE_XML_H

#include <stdbool.h>
#include <stddef.h>

#include <libxml/tree.h>

struct buf;

/* What is asked of nodes of libxml2's trees. */

/* The line where an element of feed/xml_reader.h began; 0: not known. */
size_t xml_line(const xmlNode *n);
/* Local name, whatever the prefix. */
bool xml_is(const xmlNode *n, const char *local);
/* The namespace's address contains this text ("wordpress.org/export"). */
bool xml_in(const xmlNode *n, const char *namespace_part);
/* Append the text of an element. */
void xml_text(const xmlNode *n, struct buf *out);
/* Append an attribute's value, whatever its prefix; false: it has none. */
bool xml_attribute(const xmlNode *n, const char *local, struct buf *out);

#endif
