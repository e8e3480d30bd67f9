#ifndef MARKDOWN_AUTOLINK_H
#define MARKDOWN_AUTOLINK_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Find the next bare address ("https://m.example/a") in a text, from *start
 * on: *start and *end are set around it.  It ends at white space and '<', and
 * without the punctuation that follows it in a sentence (conversion.md 4).
 * False when there is none.  Linear over all calls for one text.
 */
bool autolink_next(const char *text, size_t len, size_t *start, size_t *end);

#endif
