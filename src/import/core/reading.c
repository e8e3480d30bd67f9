#include "import/core/reading.h"

#include <string.h>

bool
reading_has_type(const struct reading *how, const char *type)
{
	const char *s = how->types;
	size_t len = strlen(type);

	while (s != NULL && *s != '\0') {
		size_t n = strcspn(s, ",");

		if (n == len && len > 0 && strncmp(s, type, n) == 0)
			return true;
		s += n + (s[n] == ',');
	}
	return false;
}
