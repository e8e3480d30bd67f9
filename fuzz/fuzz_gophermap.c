#include <stddef.h>
#include <stdint.h>

#include "grammar.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf out = { 0 };

	convert(data, size, gophermap_write, &out);
	check_menu(&out);
	buf_free(&out);
	return 0;
}
