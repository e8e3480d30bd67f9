#ifndef MARKDOWN_RAISED_H
#define MARKDOWN_RAISED_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

/*
 * Raised ('^') and lowered ('_') text, which no form has: figures have
 * characters of their own, and the sense of the rest is kept by a sign.
 */

/* Figures, perhaps with '+' or '-' before or behind them. */
bool raised_is_figures(const char *s, size_t len);
/* Append them as U+00B2, U+2082 and their like. */
void raised_figures(struct buf *out, char sign, const char *s, size_t len);

/* What is put before and behind other text, "" for nothing. */
struct raised_signs {
	char open[3], shut[2];
};
/* before: the byte before it, or NUL. */
struct raised_signs raised_signs(char sign, const char *s, size_t len,
    char before);

#endif
