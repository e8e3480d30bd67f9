#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "config/config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = xstrndup((const char *)data, size);
	struct problem why = { 0 };
	struct config *c = config_parse(text, "fuzz.conf", "/", &why);

	if (c == NULL && why.sentence[0] == '\0')
		abort(); /* refused without a reason */
	config_free(c);
	free(text);
	return 0;
}
