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

bool
markdown_is_index(const char *name)
{
	static const char index[] = "index";
	size_t len = strlen(name), ending = markdown_ending(name, len);

	return ending > 0 && len - ending == strlen(index) &&
	       strncasecmp(name, index, strlen(index)) == 0;
}

size_t
markdown_bundle(const char *path, size_t len)
{
	static const char end[] = "/index";
	size_t n = sizeof end - 1;

	return len > n && memcmp(path + len - n, end, n) == 0 ? len - n : len;
}
