#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "client/header.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct problem why = { 0 };
	struct header h;

	if (header_parse(&h, (const char *)data, size, &why) == -1) {
		assert(why.sentence[0] != '\0');
		return 0;
	}
	assert(h.status >= 10 && h.status <= 69);
	assert(h.body >= 4 && h.body <= size);
	for (const char *p = h.meta; *p != '\0'; p++)
		assert((unsigned char)*p >= ' ' && *p != 0x7F);
	return 0;
}
