#ifndef TEXT_CURSOR_H
#define TEXT_CURSOR_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Bytes that are read from left to right; p moves up to end and never beyond.
 * ASCII only, and never the locale's opinion.
 */
struct cursor {
	const char *p, *end; /* borrowed */
};

/* SP, TAB and the line ends. */
#define CURSOR_BLANKS " \t\r\n\v\f"

/* The next byte, NUL at the end. */
char cursor_peek(const struct cursor *in);
/* The next byte in lower case. */
char cursor_lower(const struct cursor *in);
/* Go over the next byte if it is c, which is not NUL. */
bool cursor_take(struct cursor *in, char c);
/* Go over all bytes that are in the string. */
void cursor_skip(struct cursor *in, const char *bytes);
/* How many digits, how many letters come next. */
size_t cursor_digits(const struct cursor *in);
size_t cursor_letters(const struct cursor *in);
/* Read n of the digits that come next, at most 9. */
int cursor_number(struct cursor *in, size_t n);
/* Read all digits that come next, if they are least to most (at most 9). */
bool cursor_take_number(struct cursor *in, size_t least, size_t most,
    int *value);
/* Are the letters that come next this word (in lower case), in any case? */
bool cursor_is_word(const struct cursor *in, const char *word);
/* The same for a word that may be cut short, to three letters at least. */
bool cursor_is_short(const struct cursor *in, const char *word);

#endif
