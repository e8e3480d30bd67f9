#include "proto/protocol.h"

#include <string.h>

#define ROW(row, description) [PROTOCOL_##row] = &(description),
/* clang-format off */
const struct protocol *const protocols[PROTOCOLS] = { PROTOCOL_LIST(ROW) };
/* clang-format on */
#undef ROW

const struct protocol *
protocol_named(const char *name)
{
	for (size_t i = 0; i < PROTOCOLS; i++)
		if (strcmp(protocols[i]->name, name) == 0)
			return protocols[i];
	return NULL;
}
