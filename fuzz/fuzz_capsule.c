#include <stdint.h>
#include <stdlib.h>

#include "capsule/capsule.h"
#include "capsule/front_matter.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
pass(void *ctx, const struct problem *found)
{
	(void)ctx;
	if (found->sentence[0] == '\0')
		abort();
}

/* A capsule.conf that is refused has a mistake that is told, and no other. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct front_matter_how how = { .dates = &date_rules_none };
	const char *text = (const char *)data;
	struct capsule c = { .dir = -1 };
	struct notice n;
	int refused = capsule_parse(&c, text, size, NULL);

	capsule_close(&c);
	if ((capsule_mistakes(text, size, pass, NULL) == 0) != (refused == 0))
		abort();
	(void)notice_read(&n, text, size, &how, NULL);
	notice_free(&n);
	return 0;
}
