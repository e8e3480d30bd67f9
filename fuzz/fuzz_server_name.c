#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "tls/server_name.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char host[256];
	size_t len;

	if (!server_name_read(data, size, host))
		return 0;
	len = strlen(host);
	assert(len > 0 && len + 5 <= size);
	for (size_t i = 0; i < len; i++)
		assert(host[i] < 'A' || host[i] > 'Z');
	return 0;
}
