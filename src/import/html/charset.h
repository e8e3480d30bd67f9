#ifndef IMPORT_HTML_CHARSET_H
#define IMPORT_HTML_CHARSET_H

struct buf;

/*
 * Turn bytes of unknown encoding into UTF-8, in place: by their byte order
 * mark (which goes), by the look of UTF-16, by what the text itself declares
 * (XML declaration, <meta charset>, <meta ... charset=>), else UTF-8 where
 * they are valid in it, else windows-1252.  Valid UTF-8 beyond ASCII is UTF-8
 * whatever is declared, and a few broken bytes in it do not make it another.
 * What cannot be decoded is U+FFFD; a NUL is one too.
 */
void charset_to_utf8(struct buf *bytes);

#endif
