#ifndef PAGE_INDENT_H
#define PAGE_INDENT_H

#include <stddef.h>

struct block;

/*
 * What stands before the first line of a block, and before the others, in
 * menus and text: "  * " and "    ", "  > " twice.  At most 8 quotes and 8
 * lists are shown (conversion.md 1.7), so that the arrays have room for all.
 */
struct indent {
	char first[96], rest[96];
	size_t first_len, rest_len;
};

void indent_of(struct indent *p, const struct block *b);
/* How far in the text of an item stands that is in so many lists. */
size_t indent_columns(int lists);

#endif
