#ifndef TEXT_ROMANIZE_H
#define TEXT_ROMANIZE_H

#include <stddef.h>

struct buf;

/*
 * Append text with the letters of Cyrillic and Greek in Latin ones, as
 * passports and road signs have them (BGN/PCGN, ELOT 743), in lower case:
 * "Новости" is "novosti", "Αθήνα" is "athina".  All else stays as it is.  For
 * addresses, where no reader wants to see percent codes.
 */
void romanize(struct buf *out, const char *s, size_t len);

#endif
