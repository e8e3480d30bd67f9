#ifndef IMPORT_COMMONMARK_H
#define IMPORT_COMMONMARK_H

#include <stddef.h>

struct buf;

/*
 * Append plain text (blank lines part paragraphs) as Markdown that reads so:
 * everything that Markdown would take for markup is escaped.  Ends in '\n'.
 */
void commonmark_text(struct buf *out, const char *text, size_t len);

#endif
