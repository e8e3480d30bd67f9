#include "archive/matter.h"

#include <stdbool.h>
#include <string.h>

#include "archive/toml.h"
#include "archive/yaml.h"

/* The end of the line at s, its line end not included. */
static const char *
line_end(const char *s, const char *end)
{
	while (s < end && *s != '\n' && *s != '\r')
		s++;
	return s;
}

/* The line behind a line's end. */
static const char *
next_line(const char *s, const char *end)
{
	bool cr = s < end && *s == '\r';

	if (s < end)
		s++;
	return cr && s < end && *s == '\n' ? s + 1 : s;
}

/* Is the line from s up to end these three characters, and blanks? */
static bool
is_fence(const char *s, const char *end, const char *fence)
{
	if (end - s < 3 || memcmp(s, fence, 3) != 0)
		return false;
	for (s += 3; s < end; s++)
		if (*s != ' ' && *s != '\t')
			return false;
	return true;
}

static bool
closes(const char *s, const char *end, enum matter_kind kind)
{
	if (kind == MATTER_TOML)
		return is_fence(s, end, "+++");
	return is_fence(s, end, "---") || is_fence(s, end, "...");
}

static enum matter_kind
opens(const char *s, const char *end)
{
	if (is_fence(s, end, "---"))
		return MATTER_YAML;
	return is_fence(s, end, "+++") ? MATTER_TOML : MATTER_NONE;
}

void
matter_find(struct matter *m, const char *src, size_t len)
{
	const char *end = len > 0 ? src + len : src;
	const char *s = src;
	const char *stop;
	enum matter_kind kind;
	size_t line = 1;

	*m = (struct matter){ .body_line = 1 };
	if (len == 0)
		return;
	if (len >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0)
		s += 3;
	m->body = (size_t)(s - src);
	stop = line_end(s, end);
	kind = opens(s, stop);
	if (kind == MATTER_NONE)
		return;
	m->text = next_line(stop, end);
	m->line = 2;
	for (s = m->text; s < end; s = next_line(stop, end)) {
		line++;
		stop = line_end(s, end);
		if (!closes(s, stop, kind))
			continue;
		m->kind = kind;
		m->len = (size_t)(s - m->text);
		m->body = (size_t)(next_line(stop, end) - src);
		m->body_line = line + 1;
		return;
	}
}

int
matter_read(const struct matter *m, struct values *all, struct problem *why)
{
	if (m->len > MATTER_MAX)
		return problem_set(why, 1,
		    "front matter of %zu bytes; at most %d are read", m->len,
		    MATTER_MAX);
	switch (m->kind) {
	case MATTER_NONE:
		return 0;
	case MATTER_YAML:
		return yaml_read(all, m->text, m->len, m->line, why);
	case MATTER_TOML:
		return toml_read(all, m->text, m->len, m->line, why);
	}
	return 0;
}
