#include "import/item.h"

void
item_init(struct item *it)
{
	*it =
	    (struct item){ .kind = ITEM_ARTICLE, .identity = "", .folder = "" };
	front_begin(&it->front);
}

void
item_free(struct item *it)
{
	buf_free(&it->markdown);
	front_free(&it->front);
}
