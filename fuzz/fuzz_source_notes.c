#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "capsule/source_notes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct source_note n;

	if (source_notes_find((const char *)data, size, "one", &n) &&
	    (n.tried < 0 || strlen(n.reason) >= sizeof n.reason))
		abort();
	return 0;
}
