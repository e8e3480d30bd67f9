#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "import/article/full_text.h"
#include "import/core/item.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A page; its first byte chooses what the server calls its encoding. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const charsets[] = { "", "koi8-r", "utf-16",
		"iso-2022-jp", "utf-7", "x" };
	struct buf html = { 0 };
	struct item it;

	if (size == 0)
		return 0;
	item_init(&it);
	buf_adds(&it.markdown, "Words.\n");
	buf_add(&html, data + 1, size - 1);
	full_text(&it, &html, charsets[data[0] % 6],
	    "https://gazette.example/a");
	if (it.markdown.len == 0)
		abort();
	item_free(&it);
	return 0;
}
