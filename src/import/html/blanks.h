#ifndef IMPORT_HTML_BLANKS_H
#define IMPORT_HTML_BLANKS_H

#include <stddef.h>

struct buf;

/* Authors make room with no-break spaces; at the ends of a text they go. */

/* How many bytes of blanks, hard ones too, a text begins with. */
size_t blanks_before(const char *text, size_t len);
/* Cut those at its end. */
void blanks_cut(struct buf *text);

#endif
