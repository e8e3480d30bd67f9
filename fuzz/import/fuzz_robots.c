#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "import/net/robots.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The first line is a path, what follows it a robots.txt. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *nl = size > 0 ? memchr(data, '\n', size) : NULL;
	size_t len = nl != NULL ? (size_t)(nl - (const char *)data) : 0;
	struct buf path = { 0 };
	struct robots r;

	buf_addc(&path, '/');
	buf_add(&path, data, len);
	robots_read(&r, (const char *)data + len, size - len, "chasqui");
	(void)robots_allow(&r, buf_str(&path));
	if (!robots_allow(&r, "/robots.txt") || r.delay_s < 0 || r.delay_s > 60)
		abort();
	robots_free(&r);
	buf_free(&path);
	return 0;
}
