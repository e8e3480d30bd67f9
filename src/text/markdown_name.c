#include "text/markdown_name.h"

#include <string.h>
#include <strings.h>

size_t
markdown_ending(const char *name, size_t len)
{
	static const char *const endings[] = { ".md", ".markdown" };

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t n = strlen(endings[i]);

		if (len > n && strncasecmp(name + len - n, endings[i], n) == 0)
			return n;
	}
	return 0;
}
