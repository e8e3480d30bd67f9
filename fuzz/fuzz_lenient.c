#include <stdint.h>
#include <stdlib.h>

#include "capsule/fm/fm_lenient.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The first byte says how much of the rest is front matter beyond doubt. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = { 0 };
	struct fm_values all = { .arena = &arena };
	const char *src = (const char *)data + 1;

	if (size == 0)
		return 0;
	fm_lenient_read(&all, src, size - 1, (size - 1) * data[0] / 255, 1);
	for (size_t i = 0; i < all.n; i++)
		if (all.value[i].depth == 0 || all.value[i].line == 0)
			abort();
	arena_free(&arena);
	return 0;
}
