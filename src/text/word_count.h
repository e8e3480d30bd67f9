#ifndef TEXT_WORD_COUNT_H
#define TEXT_WORD_COUNT_H

#include <stddef.h>

/*
 * How many words a text of len bytes (UTF-8) has: what blanks part and holds a
 * letter or a digit; in scripts that put none between words, two of their signs
 * are one.
 */
size_t word_count(const char *s, size_t len);

#endif
