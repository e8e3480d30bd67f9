#ifndef SITE_WORDS_H
#define SITE_WORDS_H

/*
 * Every phrase that a reader of a generated page or an error sees, in the
 * capsule's language (M21); English where a language is not known.
 */
enum word {
	WORD_NEWEST,    /* "Newest articles" */
	WORD_NOT_FOUND, /* "Nothing is at this address, ..." */
	WORD_FRONT_PAGE,
	WORDS
};

/*
 * The phrase in a language ("es", "es-PE": the first part decides).  A static
 * string; some are printf formats: words.c says which arguments they take, and
 * a test checks that all languages take the same.
 */
const char *words(const char *language, enum word w);

#endif
