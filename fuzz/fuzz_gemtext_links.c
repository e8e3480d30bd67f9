#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "page/gemtext_links.h"

static const char *
lead(void *ctx, struct arena *a, const char *url, bool alone)
{
	(void)ctx;
	(void)a;
	assert(url[0] == '/' && !alone);
	return url;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A hand-made gemtext file of a capsule. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf out = { 0 };

	gemtext_relink(&out, (const char *)data, size, "/static/x/", lead,
	    NULL);
	buf_free(&out);
	return 0;
}
