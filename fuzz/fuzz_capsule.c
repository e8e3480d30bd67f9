#include <stdint.h>

#include "capsule/capsule.h"
#include "capsule/front_matter.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct capsule c = { .dir = -1 };
	const struct front_matter_how how = { .dates = &date_rules_none };
	struct notice n;

	(void)capsule_parse(&c, (const char *)data, size, NULL);
	capsule_close(&c);
	(void)notice_read(&n, (const char *)data, size, &how, NULL);
	notice_free(&n);
	return 0;
}
