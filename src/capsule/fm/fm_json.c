#include "capsule/fm/fm_json.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "capsule/fm/fm_yaml.h"
#include "text/ascii.h"
#include "text/utf8_write.h"

size_t
fm_json_length(const char *src, size_t len)
{
	size_t depth = 0;
	bool quoted = false;

	for (size_t i = 0; i < len; i++) {
		char c = src[i];

		if (quoted && c == '\\')
			i++;
		else if (c == '"')
			quoted = !quoted;
		else if (!quoted && c == '{')
			depth++;
		else if (!quoted && c == '}' && depth > 0 && --depth == 0)
			return i + 1;
	}
	return 0;
}

/* The four hex digits behind "\u" at s, or -1. */
static int32_t
code_unit(const char *s, const char *end)
{
	int32_t c = 0;

	if (end - s < 6 || s[0] != '\\' || s[1] != 'u')
		return -1;
	for (int i = 2; i < 6; i++) {
		if (hex_value(s[i]) < 0)
			return -1;
		c = c * 16 + hex_value(s[i]);
	}
	return c;
}

/*
 * Of the escape at s the character as YAML can read it: two \u that make one
 * character become that, as libyaml refuses halves, and so does "\/" become
 * '/'.  Returns the bytes of s that it stands for.
 */
static size_t
rewrite_escape(struct buf *out, const char *s, const char *end)
{
	int32_t high = code_unit(s, end), low;

	if (high >= 0xD800 && high < 0xE000) {
		low = code_unit(s + 6, end);
		if (high < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
			utf8_add(out,
			    (uint32_t)(0x10000 + (high - 0xD800) * 0x400 + low -
				       0xDC00));
			return 12;
		}
		buf_adds(out, "\\uFFFD");
		return 6;
	}
	if (end - s >= 2 && s[1] == '/') {
		buf_addc(out, '/');
		return 2;
	}
	buf_add(out, s, end - s >= 2 ? 2 : 1);
	return end - s >= 2 ? 2 : 1;
}

int
fm_json_read(struct fm_values *all, const char *src, size_t len, size_t line,
    struct problem *why)
{
	const char *s = src, *end = src + len;
	struct buf yaml = { 0 };
	int failed;

	while (s < end) {
		if (*s == '\\')
			s += rewrite_escape(&yaml, s, end);
		else
			buf_addc(&yaml, *s++);
	}
	failed = fm_yaml_read(all, buf_str(&yaml), yaml.len, line, why);
	buf_free(&yaml);
	return failed;
}
