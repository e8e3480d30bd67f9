#include "capsule/fm_split.h"

#include <stdbool.h>
#include <string.h>

#include "capsule/fm_toml.h"
#include "capsule/fm_yaml.h"

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
closes(const char *s, const char *end, enum fm_split_kind kind)
{
	if (kind == FM_TOML)
		return is_fence(s, end, "+++");
	return is_fence(s, end, "---") || is_fence(s, end, "...");
}

static enum fm_split_kind
opens(const char *s, const char *end)
{
	if (is_fence(s, end, "---"))
		return FM_YAML;
	return is_fence(s, end, "+++") ? FM_TOML : FM_NONE;
}

void
fm_split_find(struct fm_split *m, const char *src, size_t len)
{
	const char *end = len > 0 ? src + len : src;
	const char *s = src;
	const char *stop;
	enum fm_split_kind kind;
	size_t line = 1;

	*m = (struct fm_split){ .body_line = 1 };
	if (len == 0)
		return;
	if (len >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0)
		s += 3;
	m->body = (size_t)(s - src);
	stop = line_end(s, end);
	kind = opens(s, stop);
	if (kind == FM_NONE)
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
fm_split_values(const struct fm_split *m, struct fm_values *all,
    struct problem *why)
{
	if (m->len > FM_MAX)
		return problem_set(why, 1,
		    "front matter of %zu bytes; at most %d are read", m->len,
		    FM_MAX);
	switch (m->kind) {
	case FM_NONE:
		return 0;
	case FM_YAML:
		return fm_yaml_read(all, m->text, m->len, m->line, why);
	case FM_TOML:
		return fm_toml_read(all, m->text, m->len, m->line, why);
	}
	return 0;
}
