#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "proto/gopher.h"
#include "proto/octets.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct request req;
	const char *why = NULL;

	switch (gopher_parse((const char *)data, size, true, &req, &why)) {
	case PARSE_MORE:
		assert(!"nothing more will come");
		break;
	case PARSE_BAD:
		assert(why != NULL);
		break;
	case PARSE_OK:
		assert(req.path[0] == '/');
		assert(octets_fault(req.path, strlen(req.path)) == NULL);
		assert(strstr(req.path, "//") == NULL);
		assert(strstr(req.path, "..") != req.path + 1 ||
		       strcmp(req.path, GOPHER_NOWHERE) == 0);
		assert(utf8_valid(req.query, strlen(req.query)));
	}
	return 0;
}
