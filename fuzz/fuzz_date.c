#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A date that is read can be written, and means the same when read again. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char text[DATE_SIZE], path[256];
	struct date d, again;

	if (date_parse(&d, (const char *)data, size) == 0) {
		date_stamp(&d, text);
		if (date_parse(&again, text, strlen(text)) == -1 ||
		    again.seconds != d.seconds)
			abort();
		date_day(&d, text);
		if (date_parse(&again, text, strlen(text)) == -1 ||
		    again.year != d.year || again.month != d.month ||
		    again.day != d.day)
			abort();
	}
	if (size < sizeof path) {
		memcpy(path, data, size);
		path[size] = '\0';
		date_in_path(&d, path, NULL);
	}
	return 0;
}
