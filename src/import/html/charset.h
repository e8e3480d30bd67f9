#ifndef IMPORT_HTML_CHARSET_H
#define IMPORT_HTML_CHARSET_H

#include <stddef.h>

struct buf;

#define CHARSET_NAME_SIZE 40 /* as a text declares it, with the NUL */

/*
 * Which encoding these first bytes of a text are in, as iconv calls it.
 *
 * said  what came with it (a Content-Type's charset), or "": it counts where
 *       the text itself declares nothing
 * name  memory for the result where it is the text's own word
 * mark  how many bytes of a byte order mark stand in front
 */
const char *charset_of(const char *s, size_t len, const char *said,
    char name[CHARSET_NAME_SIZE], size_t *mark);

/*
 * Turn bytes of unknown encoding into UTF-8, in place: by their byte order
 * mark (which goes), by the look of UTF-16, by what the text itself declares
 * (XML declaration, <meta charset>, <meta ... charset=>), else UTF-8 where
 * they are valid in it, else windows-1252.  Valid UTF-8 beyond ASCII is UTF-8
 * whatever is declared, and a few broken bytes in it do not make it another.
 * What cannot be decoded is U+FFFD; a NUL is one too.
 */
void charset_to_utf8(struct buf *bytes);
/* The same; said: the charset that came with them, as for charset_of(). */
void charset_decode(struct buf *bytes, const char *said);

#endif
