#include <stdint.h>
#include <stdlib.h>

#include "capsule/fm/fm_json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct fm_values all = { .arena = &arena };

	if (fm_json_length((const char *)data, size) > size)
		abort();
	(void)fm_json_read(&all, (const char *)data, size, 1, NULL);
	arena_free(&arena);
	return 0;
}
