#ifndef TEXT_UTF8_WRITE_H
#define TEXT_UTF8_WRITE_H

#include <stddef.h>
#include <stdint.h>

struct buf;

/* Append the UTF-8 of a code point (an invalid one as U+FFFD). */
void utf8_add(struct buf *b, uint32_t c);

/*
 * Append s as text of one line (conversion.md 1.2): C0, DEL and C1 controls
 * (CR, LF and TAB too) and U+2028 and 2029 become one space each, soft hyphens
 * and byte order marks go, invalid bytes become U+FFFD.
 */
void utf8_clean(struct buf *out, const char *s, size_t len);
/*
 * Copy code, valid UTF-8, to out, which has room for len + 1 bytes: controls
 * are dropped, TAB and line ends stay.  Returns its length.
 */
size_t utf8_clean_code(char *out, const char *s, size_t len);

#endif
