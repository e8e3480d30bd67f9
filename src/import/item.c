#include "import/item.h"

void
item_init(struct item *it)
{
	*it =
	    (struct item){ .kind = ITEM_ARTICLE, .identity = "", .folder = "" };
	it->front.title = it->front.slug = it->front.summary = "";
	it->front.source = it->front.image = it->front.image_alt = "";
	it->front.lang = it->front.license = it->front.notice = "";
}

void
item_free(struct item *it)
{
	buf_free(&it->markdown);
	front_free(&it->front);
}
