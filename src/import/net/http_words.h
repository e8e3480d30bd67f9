#ifndef IMPORT_NET_HTTP_WORDS_H
#define IMPORT_NET_HTTP_WORDS_H

#include <stdint.h>

#define HTTP_WORD_SIZE 256 /* of a field that is kept, with the NUL */

/*
 * Seconds that a Retry-After asks to wait from now on (RFC 9110 section
 * 10.2.3): a number or a date.  0 for a date that is past; never more than a
 * week.  -1 when it says neither.
 */
long http_retry_after(const char *value, int64_t now);
/*
 * Copy a validator (ETag, Last-Modified) as it may be sent back.  "" when it
 * is too long or holds what no field may.  Returns out.
 */
const char *http_validator(const char *value, char out[HTTP_WORD_SIZE]);
/* "text/html" of "Text/HTML; charset=x", in lower case.  Returns out. */
const char *http_type(const char *value, char out[HTTP_WORD_SIZE]);
/* The charset that a Content-Type names, or "".  Returns out. */
const char *http_charset(const char *value, char out[HTTP_WORD_SIZE]);

#endif
