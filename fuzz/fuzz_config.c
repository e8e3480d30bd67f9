#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "config/config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
count(void *ctx, const struct problem *found)
{
	if (found->sentence[0] == '\0')
		abort(); /* a mistake that is not said */
	++*(size_t *)ctx;
}

/* A file that is refused has mistakes that are told; what is left is of use. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = xstrndup((const char *)data, size);
	struct problem why = { 0 };
	struct config *c = config_parse(text, "fuzz.conf", "/", &why);

	if (c == NULL && why.sentence[0] == '\0')
		abort(); /* refused without a reason */
	if (c == NULL) {
		size_t told = 0;

		c = config_parse_mistakes(text, "fuzz.conf", "/", count, &told);
		if (told == 0)
			abort();
		for (size_t i = 0; c != NULL && i < c->ncapsules; i++)
			(void)config_capsule_of(c, c->capsules[i].name);
	}
	config_free(c);
	free(text);
	return 0;
}
