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

/*
 * The language that a translation's name ends in ("hello.fr.md", as Hugo and
 * Zola have it), with its dot; empty when it names none.  The languages are
 * those that newsrooms write in, and no "is", "me" or "js" among them.
 */
static struct part
language_of(struct part name)
{
	static const char *const languages[] = { "en", "es", "fr", "de", "it",
		"pt", "pl", "nl", "ca", "ru", "uk", "zh", "ja", "ko", "ar",
		"he", "tr", "sv", "da", "nb", "nn", "fi", "cs", "sk", "hu",
		"ro", "bg", "el", "sr", "hr", "sl", "et", "lv", "lt", "eu",
		"gl", "qu", "ay", "fa", "hi", "bn", "id", "vi", "th", "eo",
		"cy", "ga", "br", "oc", "pt-br", "zh-cn", "zh-tw", "es-mx" };
	size_t dot = name.len;

	while (dot > 0 && name.s[dot - 1] != '.')
		dot--;
	for (size_t i = 0; dot > 1 && i < sizeof languages / sizeof *languages;
	     i++)
		if (is((struct part){ name.s + dot, name.len - dot },
			languages[i]))
			return (struct part){ name.s + dot - 1,
				name.len - dot + 1 };
	return (struct part){ name.s, 0 };
}

/* The name of the file without its extension, or of the folder it speaks for.
 */
static struct part
name_of(const char *path)
{
	struct part name = last_part(path, strlen(path));
	struct part folder = last_part(path, (size_t)(name.s - path));

	name = without_extension(name);
	name.len -= language_of(name).len;
	if ((is(name, "index") || is(name, "_index")) && folder.len > 0)
		return folder;
	return name;
}

const char *
path_language(struct arena *a, const char *path)
{
	struct part name = last_part(path, strlen(path));
	struct part language = language_of(without_extension(name));

	return language.len == 0
		   ? ""
		   : arena_strndup(a, language.s + 1, language.len - 1);
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
	struct arena a = { 0 };
	const char *language = path_language(&a, path);
	size_t len;

	if (*language != '\0')
		name.s = arena_printf(&a, "%.*s.%s", (int)name.len, name.s,
		    language);
	if (*language != '\0')
		name.len = strlen(name.s);
	len = slug_make(out, name.s, name.len);
	arena_free(&a);
	return len;
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
