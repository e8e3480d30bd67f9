#ifndef IMPORT_HTML_TAG_LIMIT_H
#define IMPORT_HTML_TAG_LIMIT_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

/*
 * libxml2 compares each attribute of a tag with all before it: a tag of 1 MB
 * with 125,000 of them takes it more than a minute.  Append HTML whose tags
 * have no more than some hundred; false, and nothing is appended, when it is
 * so as it stands.
 */
bool tag_limit(const char *html, size_t len, struct buf *out);

#endif
