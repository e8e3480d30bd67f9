#include "import/html/preface.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "text/ascii.h"

#define PREFACE_MAX 65536 /* bytes of notices; a page has the rest */

/* Is it a tag that notices are set in, those of Xdebug included? */
static bool
is_of_notice(const char *tag)
{
	static const char *const names[] = { "a", "b", "br", "code", "font",
		"i", "p", "pre", "span", "strong", "table", "tbody", "td", "th",
		"tr" };
	const char *name = tag + 1 + (tag[1] == '/');
	size_t len = 0;

	while (is_alnum(name[len]))
		len++;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strlen(names[i]) == len &&
		    strncasecmp(name, names[i], len) == 0)
			return true;
	return false;
}

/* A page begins behind this doctype; in a text on HTML, none does. */
static bool
begins_page(const char *doctype)
{
	static const char *const next[] = { "<html", "<head", "<title", "<meta",
		"<!--" };
	const char *s = strchr(doctype, '>');

	if (s == NULL)
		return false;
	s++;
	while (is_space(*s))
		s++;
	for (size_t i = 0; i < sizeof next / sizeof next[0]; i++)
		if (strncasecmp(s, next[i], strlen(next[i])) == 0)
			return true;
	return false;
}

/* Behind a comment or an instruction ("<?xml ...?>") at s, or NULL. */
static const char *
past_unseen(const char *s)
{
	const char *end =
	    strncmp(s, "<!--", 4) == 0 ? strstr(s + 4, "-->") : strchr(s, '>');

	return end != NULL ? strchr(end, '>') + 1 : NULL;
}

size_t
preface_len(const char *html)
{
	const char *s = html;
	bool seen = false; /* words or tags that a reader would see */

	while (s != NULL && *s != '\0' && s - html < PREFACE_MAX) {
		if (strncasecmp(s, "<!doctype html", 14) == 0)
			return seen && begins_page(s) ? (size_t)(s - html) : 0;
		if (strncmp(s, "<!", 2) == 0 || strncmp(s, "<?", 2) == 0) {
			s = past_unseen(s);
			continue;
		}
		if (*s == '<' && (is_letter(s[1]) || s[1] == '/') &&
		    !is_of_notice(s))
			return 0;
		seen = seen || !is_space(*s);
		s++;
	}
	return 0;
}
