#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "import/feed/feed_end.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A feed that has its end still has it with more behind, and not without. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *copy = malloc(size + 1);

	memcpy(copy, data, size);
	for (size_t n = size < 64 ? 0 : size - 64; n < size; n++)
		if (feed_has_end(copy, n) && !feed_has_end(copy, size))
			abort();
	free(copy);
	return 0;
}
