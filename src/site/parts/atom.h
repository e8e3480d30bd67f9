#ifndef SITE_PARTS_ATOM_H
#define SITE_PARTS_ATOM_H

#include <stddef.h>

#include "text/date.h"

struct buf;

/*
 * Writing Atom: well-formed whatever the strings hold.
 *
 * Spec: RFC 4287; XML 1.0, 2.2 (characters) and 2.4 (escapes).
 */

/* Append text for an element or attribute; what XML cannot hold is left out. */
void atom_escape(struct buf *out, const char *s, size_t len);
/* "<name>text</name>" on a line of its own; nothing for an empty text. */
void atom_element(struct buf *out, const char *name, const char *text);
/* The same with a date; an unknown one is the beginning of 1970. */
void atom_date(struct buf *out, const char *name, const struct date *d);
/* "<author><name>...". */
void atom_author(struct buf *out, const char *name);
/* "<link .../>"; type may be NULL. */
void atom_link(struct buf *out, const char *rel, const char *type,
    const char *href);

#endif
