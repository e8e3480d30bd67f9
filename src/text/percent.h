#ifndef TEXT_PERCENT_H
#define TEXT_PERCENT_H

#include <stdbool.h>
#include <stddef.h>

/*
 * What both request parsers ask of the bytes that they were sent.
 */

/*
 * Why these bytes may not be a path or a selector: NULL when they are valid
 * UTF-8 without control characters (C0, DEL, C1), else a static string for
 * the log.
 */
const char *percent_fault(const char *s, size_t len);

/*
 * Decode %XX, once, into out, which has room for len + 1 bytes; a '%' that
 * two hexadecimal digits do not follow is kept.  keep_slash: %2F stays as it
 * is written (M9).  Returns the length; out[length] is NUL.
 */
size_t percent_decode(char *out, const char *s, size_t len, bool keep_slash);

/*
 * Decode the words of a query into out, which has room for len + 1 bytes.
 * Line breaks become '\n' and other blanks spaces (M16); a '+' is a plus.
 * Returns NULL, or why they are refused: any other control character, NUL
 * included, or invalid UTF-8.
 */
const char *percent_query(char *out, const char *s, size_t len);
/*
 * The same for words that are decoded already, in place: s has len bytes and
 * room for size.  Those of a reader whose terminal has ISO 8859-1, which are
 * no UTF-8, become it (G25).
 */
const char *percent_words(char *s, size_t len, size_t size);

#endif
