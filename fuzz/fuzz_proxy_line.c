#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "proto/proxy_line.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sockaddr_storage from;
	size_t used = 0;

	if (proxy_line_parse((const char *)data, size, &used, &from) !=
	    PARSE_OK)
		return 0;
	assert(used > 0 && used <= size);
	assert(from.ss_family == AF_UNSPEC || from.ss_family == AF_INET ||
	       from.ss_family == AF_INET6);
	return 0;
}
