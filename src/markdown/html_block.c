#include "markdown/html_block.h"

#include <string.h>
#include <strings.h>

/* clang-format off */
static const char *const raw[] = { "pre", "script", "style", "textarea" };

static const char *const blocks[] = {
	"address", "article", "aside", "base", "basefont", "blockquote", "body",
	"caption", "center", "col", "colgroup", "dd", "details", "dialog",
	"dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
	"form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head",
	"header", "hr", "html", "iframe", "legend", "li", "link", "main",
	"menu", "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p",
	"param", "section", "source", "summary", "table", "tbody", "td",
	"tfoot", "th", "thead", "title", "tr", "track", "ul",
};
/* clang-format on */

static bool
is_listed(const char *const *names, size_t n, const char *s, size_t len)
{
	for (size_t i = 0; i < n; i++)
		if (strlen(names[i]) == len &&
		    strncasecmp(names[i], s, len) == 0)
			return true;
	return false;
}

/* The letters and digits of a tag's name. */
static size_t
name_length(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len &&
	       ((s[n] >= 'a' && s[n] <= 'z') || (s[n] >= 'A' && s[n] <= 'Z') ||
		   (n > 0 && s[n] >= '0' && s[n] <= '9')))
		n++;
	return n;
}

enum html_block
html_block_begins(const char *s, size_t len)
{
	size_t closing, n;

	if (len < 2 || s[0] != '<')
		return HTML_BLOCK_NONE;
	if (len >= 4 && memcmp(s, "<!--", 4) == 0)
		return HTML_BLOCK_TO_COMMENT;
	closing = s[1] == '/';
	s += 1 + closing;
	len -= 1 + closing;
	n = name_length(s, len);
	if (n == 0 || (n < len && strchr(" \t>/", s[n]) == NULL))
		return HTML_BLOCK_NONE;
	if (!closing && is_listed(raw, sizeof raw / sizeof *raw, s, n))
		return HTML_BLOCK_TO_TAG;
	if (is_listed(blocks, sizeof blocks / sizeof *blocks, s, n))
		return HTML_BLOCK_TO_BLANK;
	return HTML_BLOCK_NONE;
}

/* Does one of the closing tags stand in the line? */
static bool
has_closing_tag(const char *s, size_t len)
{
	const char *end = s + len;

	while ((s = memmem(s, (size_t)(end - s), "</", 2)) != NULL) {
		size_t n;

		s += 2;
		n = name_length(s, (size_t)(end - s));
		if (s + n < end && s[n] == '>' &&
		    is_listed(raw, sizeof raw / sizeof *raw, s, n))
			return true;
	}
	return false;
}

bool
html_block_ends(enum html_block block, const char *s, size_t len)
{
	switch (block) {
	case HTML_BLOCK_TO_TAG:
		return has_closing_tag(s, len);
	case HTML_BLOCK_TO_COMMENT:
		return memmem(s, len, "-->", 3) != NULL;
	case HTML_BLOCK_TO_BLANK:
	case HTML_BLOCK_NONE:
		break;
	}
	return false;
}
