#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "proto/gemini.h"
#include "text/percent.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct request req;
	const char *why = NULL;
	enum parse result =
	    gemini_parse((const char *)data, size, true, &req, &why);

	assert(result != PARSE_MORE); /* the input has ended */
	if (result == PARSE_BAD) {
		assert(why != NULL);
		return 0;
	}
	assert(req.path[0] == '/');
	assert(percent_fault(req.path, strlen(req.path)) == NULL);
	assert(strstr(req.path, "/../") == NULL);
	assert(percent_fault(req.host, strlen(req.host)) == NULL);
	assert(utf8_valid(req.query, strlen(req.query)));
	return 0;
}
