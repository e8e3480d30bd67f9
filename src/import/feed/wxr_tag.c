#include "import/feed/wxr_tag.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "text/ascii.h"

static bool
is_name_byte(char c)
{
	return is_alnum(c) || c == '_' || c == '-';
}

bool
wxr_tag_read(const char *s, size_t len, struct wxr_tag *t)
{
	size_t i = 1, n = 0;
	char quote = '\0';

	t->closing = i < len && s[i] == '/';
	i += t->closing;
	while (i < len && n + 1 < WXR_NAME_SIZE && is_name_byte(s[i]))
		t->name[n++] = s[i++];
	t->name[n] = '\0';
	if (n == 0 || i >= len || strchr(" \t\n/]=:", s[i]) == NULL)
		return false;
	t->attributes = s + i;
	while (i < len && (quote != '\0' || s[i] != ']')) {
		if (quote == '\0' && (s[i] == '[' || s[i] == '<'))
			return false;
		if (quote != '\0' && s[i] == quote)
			quote = '\0';
		else if (quote == '\0' && (s[i] == '"' || s[i] == '\'') &&
			 (s[i - 1] == '=' || is_space(s[i - 1])))
			quote = s[i];
		i++;
	}
	t->nattributes = (size_t)(s + i - t->attributes);
	t->len = i + 1;
	return i < len;
}

/* The value at v, in quotes or up to a blank. */
static void
add_value(const char *v, const char *end, struct buf *out)
{
	const char *stop = v;

	if (v < end && (*v == '"' || *v == '\'')) {
		stop = memchr(v + 1, *v, (size_t)(end - v - 1));
		v++;
	} else {
		while (stop < end && !is_space(*stop))
			stop++;
		if (stop == end && stop > v && stop[-1] == '/')
			stop--; /* "[name value/]" */
	}
	if (stop == NULL)
		stop = end;
	buf_add(out, v, (size_t)(stop - v));
}

bool
wxr_tag_attribute(const struct wxr_tag *t, const char *name, struct buf *out)
{
	const char *s = t->attributes, *end = s + t->nattributes;
	size_t n = strlen(name);

	for (; s + n + 1 < end; s++) {
		if (strncasecmp(s, name, n) != 0 || s[n] != '=' ||
		    s == t->attributes || is_name_byte(s[-1]))
			continue;
		add_value(s + n + 1, end, out);
		return true;
	}
	return false;
}

void
wxr_tag_value(const struct wxr_tag *t, struct buf *out)
{
	const char *s = t->attributes, *end = s + t->nattributes;
	bool direct = s < end && (*s == '=' || *s == ':');

	s += direct;
	while (s < end && is_space(*s))
		s++;
	for (const char *p = s; !direct && p < end && is_name_byte(*p); p++)
		if (p + 1 < end && p[1] == '=')
			return; /* it has a name */
	add_value(s, end, out);
	/* "[audio:URL|titles=x]" */
	if (direct && memchr(buf_str(out), '|', out->len) != NULL)
		buf_cut(out, strcspn(out->data, "|"));
}

bool
wxr_tag_is_plugins(const struct wxr_tag *t)
{
	const char *s = t->attributes, *end = s + t->nattributes;

	if (s == end || !is_space(*s))
		return false;
	if (end[-1] == '/' && memchr(s, '=', t->nattributes) != NULL)
		return true;
	while (s < end && is_space(*s))
		s++;
	while (s < end && is_name_byte(*s))
		s++;
	return end - s > 2 && s[0] == '=' && (s[1] == '"' || s[1] == '\'') &&
	       is_name_byte(s[-1]);
}

const char *
wxr_tag_close(const char *s, const char *end, const char *name)
{
	size_t n = strlen(name);

	while ((s = memchr(s, '[', (size_t)(end - s))) != NULL) {
		if ((size_t)(end - s) > n + 2 && s[1] == '/' &&
		    strncasecmp(s + 2, name, n) == 0 && s[n + 2] == ']')
			return s;
		s++;
	}
	return NULL;
}
