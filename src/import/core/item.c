#include "import/core/item.h"

#include <string.h>

void
item_init(struct item *it)
{
	*it =
	    (struct item){ .kind = ITEM_ARTICLE, .identity = "", .folder = "" };
	front_matter_begin(&it->front);
}

void
item_free(struct item *it)
{
	buf_free(&it->markdown);
	front_matter_free(&it->front);
}

const char *
item_itself(const struct item *it)
{
	return *it->front.source != '\0' ? it->front.source : it->front.title;
}

bool
item_is_cut(const struct item *it)
{
	static const char *const ends[] = { "[...]", "[…]", "…", "...",
		"[&hellip;]", "\\[...\\]", "\\[…\\]" };
	const struct buf *text = &it->markdown;
	size_t len = text->len;

	while (len > 0 && text->data[len - 1] == '\n')
		len--;
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		size_t n = strlen(ends[i]);

		if (len >= n && memcmp(text->data + len - n, ends[i], n) == 0)
			return true;
	}
	return false;
}

void
intake_site(const struct intake *in, const struct item_site *site)
{
	if (in->site != NULL)
		in->site(in->ctx, site);
}
