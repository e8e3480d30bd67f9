#include <stdint.h>

#include "archive/toml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct values all = { .arena = &arena };

	(void)toml_read(&all, (const char *)data, size, 1, NULL);
	arena_free(&arena);
	return 0;
}
