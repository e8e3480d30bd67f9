#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "proto/titan.h"
#include "text/percent.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct titan t;
	const char *why = NULL;
	enum parse result =
	    titan_parse((const char *)data, size, true, &t, &why);

	assert(result != PARSE_MORE); /* the input has ended */
	if (result == PARSE_BAD) {
		assert(why != NULL);
		return 0;
	}
	assert(t.req.path[0] == '/' || t.req.path[0] == '\0');
	assert(strstr(t.req.path, "/../") == NULL);
	assert(percent_fault(t.req.path, strlen(t.req.path)) == NULL);
	assert(percent_fault(t.mime, strlen(t.mime)) == NULL);
	assert(percent_fault(t.token, strlen(t.token)) == NULL);
	assert(t.body <= size && t.body >= 2);
	assert(!t.edit || t.size == 0);
	return 0;
}
