#include <stdint.h>

#include "capsule/capsule.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct capsule c = { .dir = -1 };
	struct notice n;

	(void)capsule_parse(&c, (const char *)data, size, NULL);
	capsule_close(&c);
	(void)notice_read(&n, (const char *)data, size, &date_rules_none, NULL);
	notice_free(&n);
	return 0;
}
