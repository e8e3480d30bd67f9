#ifndef TEXT_SLUG_H
#define TEXT_SLUG_H

#include <stddef.h>

#define SLUG_SIZE 100 /* with the NUL; long titles are cut at a word */

/*
 * Any title to [a-z0-9-]: accents and Latin letters, Cyrillic and Greek
 * transliterated, everything else a single '-', none at the ends.  "" when
 * nothing is left.
 * Percent codes are decoded first.  Returns the length.
 */
size_t slug_make(char out[SLUG_SIZE], const char *s, size_t len);
/*
 * The same of Latin letters alone, for comparing words in lists that have
 * those of other scripts as they are.
 */
size_t slug_latin(char out[SLUG_SIZE], const char *s, size_t len);

#endif
