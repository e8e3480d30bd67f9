#include <stddef.h>
#include <stdint.h>

#include "picture/probe.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The heads of pictures: kind, size and orientation of any bytes. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct probe p;

	if (probe_read(&p, data, size) &&
	    (p.orientation < 1 || p.orientation > 8))
		__builtin_trap();
	return 0;
}
