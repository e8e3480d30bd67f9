#ifndef MARKDOWN_FROM_GEMTEXT_H
#define MARKDOWN_FROM_GEMTEXT_H

#include <stddef.h>

struct buf;

/*
 * Append a gemtext as Markdown that says the same: laid out as gemtext again
 * it has the same lines.  Blanks at the ends of lines are lost, several blank
 * lines are one, a bare address in a text becomes a link, a fence keeps the
 * first word of its alternative text, and the address of a link is
 * percent-encoded where it has to be.  Lines end in LF or CRLF; s need not be
 * valid UTF-8.
 *
 * Spec: gemtext 0.24.1.
 */
void markdown_from_gemtext(struct buf *out, const char *s, size_t len);

#endif
