#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "import/net/http_words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The value of a field of an answer. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf value = { 0 };
	char out[HTTP_WORD_SIZE];
	long wait;

	buf_add(&value, data, size);
	wait = http_retry_after(buf_str(&value), 784111777);
	if (wait < -1 || wait > 7 * 24 * 3600)
		abort();
	http_validator(buf_str(&value), out);
	if (strpbrk(out, "\r\n") != NULL)
		abort();
	http_type(buf_str(&value), out);
	http_charset(buf_str(&value), out);
	buf_free(&value);
	return 0;
}
