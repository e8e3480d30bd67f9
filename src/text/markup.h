#ifndef TEXT_MARKUP_H
#define TEXT_MARKUP_H

#include <stddef.h>

struct buf;

/*
 * What stands for this byte in a text of HTML or XML, and in an attribute in
 * double quotes: "&amp;" and the like; NULL when it stands for itself.
 */
const char *markup_entity(char c);
/* Append text with its special bytes replaced so. */
void markup_escape(struct buf *out, const char *s, size_t len);

#endif
