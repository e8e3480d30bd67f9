#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "capsule/front_matter.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What was read and written reads the same again. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct front_matter f, again;
	struct buf out = { 0 }, twice = { 0 };

	(void)front_matter_read(&f, (const char *)data, size, "a/b.md", NULL,
	    NULL, NULL);
	if (f.body > size)
		abort();
	front_matter_write(&f, &out);
	if (front_matter_read(&again, out.data, out.len, "c.md", NULL, NULL,
		NULL) == -1)
		abort();
	front_matter_write(&again, &twice);
	if (out.len != twice.len || memcmp(out.data, twice.data, out.len) != 0)
		abort();
	front_matter_free(&f);
	front_matter_free(&again);
	buf_free(&out);
	buf_free(&twice);
	return 0;
}
