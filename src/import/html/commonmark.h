#ifndef IMPORT_HTML_COMMONMARK_H
#define IMPORT_HTML_COMMONMARK_H

#include <stddef.h>

#include <cmark.h>

struct buf;

/*
 * Append plain text (blank lines part paragraphs) as Markdown that reads so:
 * everything that Markdown would take for markup is escaped.  Ends in '\n'.
 */
void commonmark_text(struct buf *out, const char *text, size_t len);
/*
 * Append a document as Markdown of width 0.  U+FFFE and U+FFFF, which cmark
 * writes as broken UTF-8, become U+FFFD.
 */
void commonmark_render(struct buf *out, cmark_node *doc);

#endif
