#include "import/html/srcset.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

#define BLANKS " \t\r\n\f"

#define WIDTH_ENOUGH 1600 /* pixels; more are for paper */
#define WIDTH_MAX    100000

/* "400w", "1.5x", or nothing, which is 1x: about what newspapers show. */
static size_t
width_of(const char *descriptor, size_t len)
{
	char text[16];
	double n;

	if (len == 0 || len >= sizeof text)
		return SRCSET_UNSAID;
	memcpy(text, descriptor, len);
	text[len] = '\0';
	n = strtod(text, NULL);
	if (!(n > 0 && n < WIDTH_MAX))
		return SRCSET_UNSAID;
	return (size_t)(text[len - 1] == 'x' ? n * SRCSET_UNSAID : n);
}

/* The larger one up to what is enough, then the smaller one. */
static bool
is_better(size_t width, size_t than)
{
	return than > WIDTH_ENOUGH ? width < than
				   : width > than && width <= WIDTH_ENOUGH;
}

void
srcset_read(struct srcset *best, struct arena *a, const char *list)
{
	while (*(list += strspn(list, BLANKS ",")) != '\0') {
		const char *url = list;
		size_t len = strcspn(list, BLANKS), width = SRCSET_UNSAID;

		list += len;
		if (url[len - 1] != ',') {
			list += strspn(list, BLANKS);
			width = width_of(list, strcspn(list, BLANKS ","));
			list += strcspn(list, ",");
		}
		while (url[len - 1] == ',')
			len--; /* an address may hold commas, not end in one */
		if (strncmp(url, "data:", 5) != 0 &&
		    (*best->url == '\0' || is_better(width, best->width)))
			*best = (struct srcset){ arena_strndup(a, url, len),
				width };
	}
}
