#include "base/guess.h"

#include <stdbool.h>
#include <string.h>

#define LONGEST 20 /* letters of a word that are compared */
#define SHORT   5  /* letters of a word in which one error is the most */

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/*
 * How many letters must be changed, added, left out or swapped with their
 * neighbour to make b of a; both have at most LONGEST.
 */
static size_t
distance(const char *a, size_t alen, const char *b, size_t blen)
{
	size_t d[LONGEST + 1][LONGEST + 1];

	for (size_t i = 0; i <= alen; i++)
		d[i][0] = i;
	for (size_t j = 0; j <= blen; j++)
		d[0][j] = j;
	for (size_t i = 1; i <= alen; i++) {
		for (size_t j = 1; j <= blen; j++) {
			bool other = lower(a[i - 1]) != lower(b[j - 1]);

			d[i][j] = least(d[i - 1][j - 1] + other,
			    least(d[i - 1][j], d[i][j - 1]) + 1);
			if (i > 1 && j > 1 &&
			    lower(a[i - 1]) == lower(b[j - 2]) &&
			    lower(a[i - 2]) == lower(b[j - 1]))
				d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
		}
	}
	return d[alen][blen];
}

void
guess_begin(struct guess *g, const char *name)
{
	size_t len = strlen(name);

	g->name = name;
	g->word = NULL;
	g->best = len <= SHORT ? 2 : 3;
	if (len > LONGEST || len < 2)
		g->best = 0;
}

void
guess_try(struct guess *g, const char *word)
{
	size_t a = strlen(g->name), b = strlen(word);
	size_t n = a > b ? a - b : b - a;

	if (n < g->best && b <= LONGEST)
		n = distance(g->name, a, word, b);
	if (n >= g->best)
		return;
	g->best = n;
	g->word = n == 0 ? NULL : word;
}
