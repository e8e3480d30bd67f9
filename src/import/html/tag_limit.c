#include "import/html/tag_limit.h"

#include <string.h>

#include "base/buf.h"
#include "text/ascii.h"

#define NAMES_MAX 500 /* in a tag; no page of this world has 100 */

static bool
is_name_byte(char c)
{
	return is_alnum(c) || strchr("-_:.", c) != NULL || (c & 0x80) != 0;
}

/*
 * The end of the tag at s, behind its '>' or at the end of all; *surplus:
 * where the names begin that are too many, NULL when they are not.
 */
static const char *
end_of_tag(const char *s, const char *end, const char **surplus)
{
	size_t names = 0;
	bool inside = true; /* of the tag's own name */
	char quote = '\0';

	*surplus = NULL;
	for (s++; s < end; s++) {
		bool name = quote == '\0' && *s != '\0' && is_name_byte(*s);

		if (quote != '\0') {
			quote = *s == quote ? '\0' : quote;
		} else if (*s == '>') {
			return s + 1;
		} else if (*s == '"' || *s == '\'') {
			quote = *s;
		} else if (name && !inside && ++names > NAMES_MAX &&
			   *surplus == NULL) {
			*surplus = s;
		}
		inside = name;
	}
	return s;
}

bool
tag_limit(const char *html, size_t len, struct buf *out)
{
	const char *end = html + len, *s = html, *from = html, *surplus;
	bool changed = false;

	while ((s = memchr(s, '<', (size_t)(end - s))) != NULL) {
		if (end - s < 2 || !is_letter(s[1])) {
			s++;
			continue;
		}
		s = end_of_tag(s, end, &surplus);
		if (surplus == NULL)
			continue;
		buf_add(out, from, (size_t)(surplus - from));
		buf_addc(out, '>');
		from = s;
		changed = true;
	}
	if (changed)
		buf_add(out, from, (size_t)(end - from));
	return changed;
}
