#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "markdown/from_gemtext.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf out = { 0 };

	markdown_from_gemtext(&out, (const char *)data, size);
	/* A byte is escaped or encoded, a line has its mark and a blank one. */
	assert(out.len <= 8 * size + 8);
	buf_free(&out);
	return 0;
}
