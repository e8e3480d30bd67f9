#ifndef IMPORT_FEED_XML_BYTES_H
#define IMPORT_FEED_XML_BYTES_H

#include <iconv.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct source;

/*
 * A source's bytes in a form that an XML reader can work on, piece by piece:
 * UTF-8 that is valid, with LF as its line end and no control characters.  A
 * byte that is no character of the source's encoding (charset.h), or that XML
 * forbids, is a mark of one byte, so that a damaged "</item>" still has as
 * many bytes as the sound one.
 *
 * Text of windows-1252, which is also what a text without valid UTF-8 is taken
 * for, stays in its single bytes, each of those beyond ASCII a mark: there
 * "\xFFitem>" may be a damaged tag, and "caf\xE9" is a word.
 */
#define XML_LOST    '\x1A' /* could not be read */
#define XML_CONTROL '\x02' /* a control character */

/* All marks, in UTF-8 and in windows-1252. */
#define XML_MARKS_UTF8 "\x1A\x02"
#define XML_MARKS_SINGLE                                                       \
	XML_MARKS_UTF8                                                         \
	"\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8A\x8B\x8C\x8D\x8E\x8F"     \
	"\x90\x91\x92\x93\x94\x95\x96\x97\x98\x99\x9A\x9B\x9C\x9D\x9E\x9F"     \
	"\xA0\xA1\xA2\xA3\xA4\xA5\xA6\xA7\xA8\xA9\xAA\xAB\xAC\xAD\xAE\xAF"     \
	"\xB0\xB1\xB2\xB3\xB4\xB5\xB6\xB7\xB8\xB9\xBA\xBB\xBC\xBD\xBE\xBF"     \
	"\xC0\xC1\xC2\xC3\xC4\xC5\xC6\xC7\xC8\xC9\xCA\xCB\xCC\xCD\xCE\xCF"     \
	"\xD0\xD1\xD2\xD3\xD4\xD5\xD6\xD7\xD8\xD9\xDA\xDB\xDC\xDD\xDE\xDF"     \
	"\xE0\xE1\xE2\xE3\xE4\xE5\xE6\xE7\xE8\xE9\xEA\xEB\xEC\xED\xEE\xEF"     \
	"\xF0\xF1\xF2\xF3\xF4\xF5\xF6\xF7\xF8\xF9\xFA\xFB\xFC\xFD\xFE\xFF"

struct xml_bytes {
	struct source *source; /* borrowed */
	const char *said;      /* the charset that came with it; borrowed */
	iconv_t cd;            /* owned; (iconv_t)-1: it is UTF-8 already */
	bool decided;          /* which encoding it is */
	bool single;           /* windows-1252 */
	const char *marks;     /* all bytes that are marks, static */
	struct buf raw;        /* owned: read, not yet decoded */
	struct buf decoded;    /* owned: of iconv, not yet looked at */
	bool after_cr, ended;
};

/* Begin with a source that nothing was taken from. */
void xml_bytes_begin(struct xml_bytes *b, struct source *s, const char *said);
/* Append the next piece; false at the end. */
bool xml_bytes_more(struct xml_bytes *b, struct buf *out);
void xml_bytes_end(struct xml_bytes *b);

/* How many of the bytes come before the first mark. */
size_t xml_bytes_plain(const struct xml_bytes *b, const char *s, size_t len);
/* Append what is shown for a mark: its character, U+FFFD or nothing. */
void xml_mark_show(char mark, struct buf *out);
/* What windows-1252 means by 0x80 to 0x9F; all else is as it is. */
uint32_t xml_of_windows(uint32_t c);

#endif
