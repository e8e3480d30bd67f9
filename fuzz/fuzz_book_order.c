#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "site/book_page.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What a worker may send to the maker: read, and written back the same. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct book_order o;
	char capsule[256], line[BOOK_ORDER_SIZE];
	size_t len;

	if (!book_order_read(&o, capsule, (const char *)data, size))
		return 0;
	len = book_order_write(&o, capsule, line);
	if (len != 0 && (len != size || memcmp(line, data, size) != 0))
		__builtin_trap();
	return 0;
}
