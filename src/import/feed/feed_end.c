#include "import/feed/feed_end.h"

#include <string.h>

/* Is this the end tag of a feed?  name follows its "</". */
static bool
ends_feed(const char *name, const char *end)
{
	static const char *const ends[] = { "rss", "feed", "RDF" };
	size_t len = 0, left = (size_t)(end - name);

	while (len < left && memchr(" \t\r\n<>", name[len], 6) == NULL)
		if (name[len++] == ':') { /* whatever prefix it has */
			name += len;
			left -= len;
			len = 0;
		}
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (len == strlen(ends[i]) && len < left &&
		    memcmp(name, ends[i], len) == 0)
			return true;
	return false;
}

bool
feed_has_end(const char *feed, size_t len)
{
	const char *p = feed, *end = feed + len;

	while ((p = memmem(p, (size_t)(end - p), "</", 2)) != NULL) {
		p += 2;
		if (ends_feed(p, end))
			return true;
	}
	return false;
}
