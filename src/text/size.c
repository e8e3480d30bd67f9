#include "text/size.h"

#include <inttypes.h>
#include <stdio.h>

const char *
size_show(uint64_t bytes, char out[SIZE_SHOWN])
{
	static const char *const units[] = { "kB", "MB", "GB", "TB" };
	uint64_t unit = 1000;
	size_t i = 0;

	if (bytes < 1000) {
		(void)snprintf(out, SIZE_SHOWN, "%" PRIu64 " B", bytes);
		return out;
	}
	/* what rounds to 1000 of a unit is 1 of the next */
	while (i < 3 && bytes >= unit * 1000 - unit / 2) {
		unit *= 1000;
		i++;
	}
	if (i > 0 && bytes < unit * 10 - unit / 20)
		(void)snprintf(out, SIZE_SHOWN, "%.1f %s",
		    (double)bytes / (double)unit, units[i]);
	else
		(void)snprintf(out, SIZE_SHOWN, "%" PRIu64 " %s",
		    bytes / unit + (bytes % unit >= unit / 2), units[i]);
	return out;
}
