#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool utf8_valid(const char *s, size_t len);
/* How many bytes at the start of s are valid. */
size_t utf8_valid_run(const char *s, size_t len);
/*
 * Read one character: its code point into *c and its length in bytes (1 to 4)
 * as the result; an invalid sequence is U+FFFD of 1 byte.  len must be > 0.
 */
size_t utf8_next(const char *s, size_t len, uint32_t *c);

/*
 * The length of the well-formed sequence of two or more bytes at s, or 0
 * (Unicode, table 3-7: no surrogates, none longer than needed); len > 0.
 */
size_t utf8_sequence(const unsigned char *s, size_t len);

/* The bytes of the first so many characters of valid UTF-8, len at most. */
size_t utf8_skip(const char *s, size_t len, size_t characters);

/* All bytes are below 0x80, controls too. */
bool utf8_is_ascii(const char *s, size_t len);
/* All bytes are 0x20 to 0x7E: one column each. */
bool utf8_plain_ascii(const char *s, size_t len);
/* How many bytes at the start of s are so. */
size_t utf8_plain_run(const char *s, size_t len);
/* A letter of Hebrew, Arabic or another script from right to left. */
bool utf8_has_right_to_left(const char *s, size_t len);
/*
 * Columns on a terminal: wide characters (UAX 11) 2, combining marks and
 * other zero-width ones 0, an emoji sequence as one.  Controls count 0.
 */
size_t utf8_columns(const char *s, size_t len);
/*
 * How many bytes of s fill at most the given columns, cut between grapheme
 * clusters (UAX 29); at least one cluster when len > 0 and columns > 0.
 */
size_t utf8_cut(const char *s, size_t len, size_t columns);

#endif
