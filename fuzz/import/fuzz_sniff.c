#include <stdint.h>

#include "reading.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whatever it is, it is told without a reader of it being asked. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf body = { 0 };
	struct source s;

	buf_add(&body, data, size);
	source_of_buf(&s, "input", "", &body);
	(void)format_of(&s);
	source_close(&s);
	return 0;
}
