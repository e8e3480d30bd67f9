#ifndef IMPORT_HTML_H
#define IMPORT_HTML_H

#include <stddef.h>

struct buf;

/*
 * Append the Markdown of a piece of HTML (any quality, UTF-8): parsed by
 * libxml2, turned into cmark nodes, repaired (repair.h) so that parsing the
 * result gives the same tree again, and rendered with width 0.  Every word is
 * kept; scripts, styles and comments go.  Relative links are resolved against
 * base (NULL: left).
 */
void html_to_markdown(struct buf *out, const char *html, size_t len,
    const char *base);

#endif
