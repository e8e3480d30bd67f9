#ifndef PAGE_PREFIX_H
#define PAGE_PREFIX_H

#include <stddef.h>

struct block;

/*
 * What stands before the first line of a block, and before the others, in
 * menus and text: "  * " and "    ", "  > " twice.  At most 8 quotes and 8
 * lists are shown (conversion.md 1.7), so that the arrays have room for all.
 */
struct prefix {
	char first[96], rest[96];
	size_t first_len, rest_len;
};

void prefix_of(struct prefix *p, const struct block *b);
/* How far in the text of an item stands that is in so many lists. */
size_t prefix_indent(int lists);

#endif
