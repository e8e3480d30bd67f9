#ifndef EXPORT_GEMTEXT_XHTML_H
#define EXPORT_GEMTEXT_XHTML_H

#include <stddef.h>

struct buf;

/*
 * Append a page of gemtext as a document of XHTML, as books have them: a link
 * line is a paragraph with a link, and one that leads to a picture beside it
 * shows the picture.  Text and addresses are escaped; lines of any bytes but
 * controls come out well-formed.
 *
 * title, lang  of the document; lang may be ""
 *
 * Spec: gemtext 0.24.1; EPUB 3.3, "XHTML content documents".
 */
void gemtext_xhtml(struct buf *out, const char *gemtext, size_t len,
    const char *title, const char *lang);

#endif
