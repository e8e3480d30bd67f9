#include "import/feed/entry_title.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "text/ascii.h"

#define TITLE_MAX 4096 /* bytes; what is longer is no title */
#define NAME_SIZE 16   /* of an element's name, with the NUL */

/* The name of the tag at s, in lower case; "" when it is none. */
static void
tag_name(const char *s, char out[NAME_SIZE])
{
	size_t n = 0;

	s += 1 + (s[1] == '/');
	while (is_alnum(s[n]) && n + 1 < NAME_SIZE) {
		out[n] = to_lower(s[n]);
		n++;
	}
	out[n] = '\0';
	if (s[n] != '\0' && strchr(" \t\n/>", s[n]) == NULL)
		out[0] = '\0';
}

static bool
is_one_of(const char *name, const char *const *names)
{
	for (; *names != NULL; names++)
		if (strcmp(name, *names) == 0)
			return true;
	return false;
}

/* Is the tag at s, in this whole title, markup? */
static bool
is_markup(const char *title, const char *s)
{
	static const char *const alone[] = { "br", "wbr", "img", NULL };
	static const char *const ended[] = { "a", "abbr", "b", "big", "cite",
		"code", "del", "div", "em", "font", "h1", "h2", "h3", "h4", "i",
		"ins", "kbd", "mark", "nobr", "p", "q", "s", "small", "span",
		"strike", "strong", "sub", "sup", "tt", "u", NULL };
	char name[NAME_SIZE], open[NAME_SIZE + 2], close[NAME_SIZE + 4];
	const char *other;

	if (strncmp(s, "<!--", 4) == 0)
		return strstr(s, "-->") != NULL;
	tag_name(s, name);
	if (name[0] == '\0' || strchr(s, '>') == NULL)
		return false;
	if (is_one_of(name, alone))
		return true;
	if (!is_one_of(name, ended))
		return false;
	(void)snprintf(open, sizeof open, "<%s", name);
	(void)snprintf(close, sizeof close, "</%s>", name);
	if (s[1] != '/')
		return strcasestr(s, close) != NULL;
	other = strcasestr(title, open);
	return other != NULL && other < s;
}

void
entry_title_html(struct buf *out, const char *text)
{
	if (strlen(text) > TITLE_MAX) { /* each tag looks for its other half */
		entry_title_text(out, text);
		return;
	}
	for (const char *s = text; *s != '\0'; s++)
		if (*s == '<' && !is_markup(text, s))
			buf_adds(out, "&lt;");
		else
			buf_addc(out, *s);
}

void
entry_title_text(struct buf *out, const char *text)
{
	for (; *text != '\0'; text++)
		if (*text == '<')
			buf_adds(out, "&lt;");
		else
			buf_addc(out, *text);
}
