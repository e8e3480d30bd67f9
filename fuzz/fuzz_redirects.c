#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "capsule/redirects.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
pass(void *ctx, const struct problem *found)
{
	(void)ctx;
	(void)found;
}

/* What is found lies in the text, and leads to a path or an address. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data, *to;
	size_t len;

	redirects_check(text, size, "f", pass, NULL);
	if (redirects_find(text, size, "/a", &to, &len) &&
	    (len == 0 || to < text || to + len > text + size))
		__builtin_trap();
	return 0;
}
