#include <stdint.h>
#include <stdlib.h>

#include "capsule/capsule.h"
#include "capsule/front_matter.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
count(void *ctx, const struct problem *found)
{
	++*(size_t *)ctx;
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
	size_t told = 0;
	int refused = capsule_parse(&c, text, size, NULL);

	capsule_close(&c);
	capsule_mistakes(text, size, count, &told);
	if ((told == 0) != (refused == 0))
		abort();
	(void)notice_read(&n, text, size, &how, NULL);
	notice_free(&n);
	return 0;
}
