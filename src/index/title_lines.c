#include "index/title_lines.h"

#include <string.h>

#include "base/buf.h"

bool
title_lines_next(const char **at, struct title_line *out)
{
	const char *line = *at;
	size_t len = strcspn(line, "\n");
	const char *tab = memchr(line, '\t', len);

	if (*line == '\0')
		return false;
	out->key = line;
	out->key_len = tab == NULL ? len : (size_t)(tab - line);
	out->title = tab == NULL ? line + len : tab + 1;
	out->title_len = (size_t)(line + len - out->title);
	*at = line + len + (line[len] == '\n');
	return true;
}

bool
title_lines_find(const char *lines, const char *key, struct title_line *out)
{
	size_t len = strlen(key);

	while (title_lines_next(&lines, out))
		if (out->key_len == len && memcmp(out->key, key, len) == 0)
			return true;
	return false;
}

void
title_lines_add(struct buf *lines, const char *key, const char *title)
{
	struct title_line had;

	if (!title_lines_find(buf_str(lines), key, &had))
		buf_addf(lines, "%s\t%s\n", key, title);
}

void
title_lines_titles(struct buf *out, const char *lines)
{
	struct title_line line;

	while (title_lines_next(&lines, &line)) {
		if (out->len > 0)
			buf_adds(out, ", ");
		buf_add(out, line.title, line.title_len);
	}
}
