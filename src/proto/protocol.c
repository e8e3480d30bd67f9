#include "proto/protocol.h"

#include <string.h>

const struct protocol *const protocols[PROTOCOLS] = {
	[PROTOCOL_GEMINI] = &gemini_protocol,
	[PROTOCOL_GOPHER] = &gopher_protocol,
};

const struct protocol *
protocol_named(const char *name)
{
	for (size_t i = 0; i < PROTOCOLS; i++)
		if (strcmp(protocols[i]->name, name) == 0)
			return protocols[i];
	return NULL;
}
