#include "capsule/path_name.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "text/ascii.h"
#include "text/markdown_name.h"
#include "text/url.h"

/* A part of a path: points into it. */
struct part {
	const char *s;
	size_t len;
};

/* The last part of the len bytes at s; blank when there is none. */
static struct part
last_part(const char *s, size_t len)
{
	size_t from;

	while (len > 0 && s[len - 1] == '/')
		len--;
	from = len;
	while (from > 0 && s[from - 1] != '/')
		from--;
	return (struct part){ s + from, len - from };
}

static bool
is(struct part p, const char *s)
{
	return p.len == strlen(s) && strncasecmp(p.s, s, p.len) == 0;
}

/* Only a name's known endings are none of its own: "1.45.1-prerelease". */
static struct part
without_extension(struct part p)
{
	static const char *const endings[] = { ".html", ".htm", ".xhtml",
		".php", ".aspx", ".asp", ".txt" };
	size_t ending = markdown_ending(p.s, p.len);

	if (ending > 0)
		return (struct part){ p.s, p.len - ending };
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t n = strlen(endings[i]);

		if (p.len > n &&
		    strncasecmp(p.s + p.len - n, endings[i], n) == 0)
			return (struct part){ p.s, p.len - n };
	}
	return p;
}

/* The name of the file without its extension, or of the folder it speaks for.
 */
static struct part
name_of(const char *path)
{
	struct part name = last_part(path, strlen(path));
	struct part folder = last_part(path, (size_t)(name.s - path));

	name = without_extension(name);
	if ((is(name, "index") || is(name, "_index")) && folder.len > 0)
		return folder;
	return name;
}

/* Without "2021-06-11-" in front, unless nothing is behind it. */
static struct part
without_date(struct part p)
{
	static const char form[] = "0000-00-00";
	size_t n = sizeof form - 1;

	if (p.len <= n + 1 || strchr("-_. ", p.s[n]) == NULL)
		return p;
	for (size_t i = 0; i < n; i++) {
		if (form[i] == '0' ? !is_digit(p.s[i]) : p.s[i] != '-')
			return p;
	}
	return (struct part){ p.s + n + 1, p.len - n - 1 };
}

const char *
path_title(struct arena *a, const char *path)
{
	struct part name = without_date(name_of(path));
	char *title = arena_strndup(a, name.s, name.len);

	for (char *s = title; *s != '\0'; s++)
		if (*s == '-' || *s == '_')
			*s = ' ';
	if (is_lower(*title))
		*title = (char)(*title - 'a' + 'A');
	return title;
}

size_t
path_slug(char out[SLUG_SIZE], const char *path)
{
	struct part name = without_date(name_of(path));

	return slug_make(out, name.s, name.len);
}

bool
path_is_draft(const char *path)
{
	static const char folder[] = "_drafts/";
	const char *s = path;

	while ((s = strstr(s, folder)) != NULL) {
		if (s == path || s[-1] == '/')
			return true;
		s++;
	}
	return false;
}

/* Templates of Jekyll, Hugo and Eleventy. */
static bool
is_template(const char *address)
{
	return strstr(address, "/:") != NULL || address[0] == ':' ||
	       strstr(address, "{{") != NULL || strstr(address, "{%") != NULL;
}

size_t
path_address_slug(char out[SLUG_SIZE], const char *address)
{
	struct url u;
	struct part name;

	out[0] = '\0';
	url_split(&u, address, strlen(address));
	if (is_template(u.path))
		return 0;
	name = last_part(u.path, u.path_len);
	if (is(without_extension(name), "index"))
		name = last_part(u.path, (size_t)(name.s - u.path));
	return slug_make(out, name.s, without_extension(name).len);
}
