#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "text/zone.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A zone file, or the rule at the end of one. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const int64_t moments[] = { INT32_MIN, -1, 0, 1622548800,
		4102444800, 253402300799 };
	struct arena a = { 0 };
	struct zone z, rule = { .has_rule = true };

	if (zone_parse(&z, &a, (const char *)data, size) == -1)
		z = (struct zone){ 0 };
	rule.has_rule =
	    zone_parse_rule(&rule.rule, (const char *)data, size) == 0;
	for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
		(void)zone_moment(&z, moments[i]);
		(void)zone_moment(&rule, moments[i]);
		if (abs(zone_offset(&z, moments[i])) > 8 * 86400)
			abort();
	}
	arena_free(&a);
	return 0;
}
