#include <stdint.h>

#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	read_as("medium", data, size);
	return 0;
}
