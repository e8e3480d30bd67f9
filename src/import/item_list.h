#ifndef IMPORT_ITEM_LIST_H
#define IMPORT_ITEM_LIST_H

#include <stddef.h>

#include "import/core/item.h"

/* Items that are held until all of a source was read.  `{ 0 }` is empty. */
struct item_list {
	struct item *list; /* owned: item_list_free() */
	size_t n;
};

/* Take an item over; the reader's is empty afterwards. */
void item_list_take(struct item_list *l, struct item *it);
/*
 * Put the newest first; where one has no date, the source's order stays.
 */
void item_list_sort(struct item_list *l);
void item_list_free(struct item_list *l);

#endif
