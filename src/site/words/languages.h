#ifndef SITE_WORDS_LANGUAGES_H
#define SITE_WORDS_LANGUAGES_H

#include "site/words/words.h"

/* One table for each language, for words.c alone. */
extern const char *const words_de[WORDS];
extern const char *const words_en[WORDS];
extern const char *const words_es[WORDS];
extern const char *const words_fr[WORDS];
extern const char *const words_it[WORDS];
extern const char *const words_pt[WORDS];
extern const char *const words_pt_br[WORDS];

#endif
