#include "import/item_list.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/array.h"

void
item_list_take(struct item_list *l, struct item *it)
{
	l->list = array_room(l->list, l->n, sizeof *l->list);
	l->list[l->n++] = *it;
	item_init(it);
}

/* Of two of one moment the source's order stays. */
static int
newer(const void *a, const void *b)
{
	const struct item *x = *(struct item *const *)a;
	const struct item *y = *(struct item *const *)b;

	if (x->front.date.seconds != y->front.date.seconds)
		return x->front.date.seconds > y->front.date.seconds ? -1 : 1;
	return x < y ? -1 : x > y;
}

void
item_list_sort(struct item_list *l)
{
	struct item **order, *sorted;
	bool dated = true;

	for (size_t i = 0; i < l->n; i++)
		dated = dated && l->list[i].front.date.known;
	if (!dated || l->n < 2)
		return;
	order = xreallocarray(NULL, l->n, sizeof *order);
	sorted = xreallocarray(NULL, 2 * l->n, sizeof *sorted);
	for (size_t i = 0; i < l->n; i++)
		order[i] = &l->list[i];
	qsort(order, l->n, sizeof *order, newer);
	for (size_t i = 0; i < l->n; i++)
		sorted[i] = *order[i];
	free(order);
	free(l->list);
	l->list = sorted;
}

void
item_list_free(struct item_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		item_free(&l->list[i]);
	free(l->list);
	*l = (struct item_list){ .n = 0 };
}
