#ifndef BASE_GUESS_H
#define BASE_GUESS_H

#include <stddef.h>

/*
 * "Is 'title' meant?": the known word that an unknown one looks like a typing
 * error of.  At most two letters are wrong, missing, too many or swapped with
 * their neighbour, one in words of up to five; capitals do not matter.
 *
 *   guess_begin(&g, name); for each known word guess_try(&g, word);
 *   then g.word, NULL when none is near, or when one is the same.
 */
struct guess {
	const char *name, *word;
	size_t best; /* letters of difference that are one too many */
};

void guess_begin(struct guess *g, const char *name);
void guess_try(struct guess *g, const char *word);

#endif
