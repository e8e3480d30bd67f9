#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "capsule/address.h"
#include "page/place.h"
#include "proto/gopher.h"
#include "text/percent.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What is answered without the site: an address stays in its attribute. */
static void
write_alone(const struct request *req)
{
	static const struct place place = { .host = "h.example", .port = 70 };
	static const struct capsule_info head = { "", "en", "", "", "" };
	struct buf out = { 0 };

	gopher_write(req, NULL, &place, &head, &out);
	assert(utf8_valid(out.data, out.len));
	assert(strstr(out.data, "<script") == NULL);
	buf_free(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct request req;
	const char *why = NULL, *path = req.path;
	size_t known = strlen(PATH_KNOWN) - 1;
	enum parse result =
	    gopher_parse((const char *)data, size, true, &req, &why);

	assert(result != PARSE_MORE); /* the input has ended */
	if (result == PARSE_BAD) {
		assert(why != NULL);
		return 0;
	}
	assert(req.path[0] == '/');
	assert(percent_fault(req.path, strlen(req.path)) == NULL);
	assert(strstr(req.path, "//") == NULL);
	if (strncmp(req.path, PATH_KNOWN, known) == 0 &&
	    (req.path[known] == '/' || req.path[known] == '\0'))
		path += known; /* the one name with a dot */
	assert(strstr(path, "/.") == NULL ||
	       strcmp(req.path, GOPHER_NOWHERE) == 0);
	assert(utf8_valid(req.query, strlen(req.query)));
	if (req.asked != ASK_PAGE)
		write_alone(&req);
	return 0;
}
