#ifndef SITE_WORDS_LANGUAGES_H
#define SITE_WORDS_LANGUAGES_H

#include "site/words/words.h"

/*
 * The languages, for words.c alone: X(tag, its table, which is the file of that
 * name).  English first: it is what an unknown language gets.  A regional one
 * stands before its language, which has the phrases that it leaves out.
 */
#define WORDS_LANGUAGES(X)                                                     \
	X("en", words_en)                                                      \
	X("es", words_es)                                                      \
	X("fr", words_fr)                                                      \
	X("de", words_de)                                                      \
	X("pt-BR", words_pt_br)                                                \
	X("pt", words_pt)                                                      \
	X("it", words_it)

#define WORDS_TABLE(tag, table) extern const char *const table[WORDS];
WORDS_LANGUAGES(WORDS_TABLE)
#undef WORDS_TABLE

#endif
