#include <stdint.h>

#include "capsule/fm/fm_toml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct fm_values all = { .arena = &arena };

	(void)fm_toml_read(&all, (const char *)data, size, 1, NULL);
	arena_free(&arena);
	return 0;
}
