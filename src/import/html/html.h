#ifndef IMPORT_HTML_HTML_H
#define IMPORT_HTML_HTML_H

#include <stddef.h>

#include <cmark.h>
#include <libxml/tree.h>

struct arena;
struct buf;

/*
 * HTML of any quality to Markdown: parsed by libxml2, turned into cmark nodes
 * (build.h), repaired (repair.h) so that parsing the result gives the same
 * tree again, and rendered with width 0.  Every word is kept; scripts, styles
 * and comments go.  Relative addresses are resolved against base, a URL;
 * NULL or "": they are left.  Nothing recurses over nesting.
 */

/* encoding: the bytes' own, or NULL to find out.  xmlFreeDoc() by the caller.
 */
xmlDoc *html_parse(const char *html, size_t len, const char *encoding);

/* All that stands in a node, itself included.  cmark_node_free(). */
cmark_node *html_document(xmlNode *top, const char *base);
/* The same as Markdown, appended. */
void html_node_to_markdown(struct buf *out, xmlNode *top, const char *base);
/* Append the Markdown of a piece of HTML in UTF-8. */
void html_to_markdown(struct buf *out, const char *html, size_t len,
    const char *base);
/* Append its text alone, as one line: a title, an excerpt. */
void html_words(struct buf *out, const char *html, size_t len);
/* The same, clean, as a string in the arena. */
const char *html_line(struct arena *a, const char *html);

#endif
